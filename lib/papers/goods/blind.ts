import type { Person } from '#lib/auth/actor.ts'
import type { GoodsPaper } from '#lib/papers/goods/held.ts'
import type { GoodsKind, GoodsStatus } from '#lib/papers/goods/kinds.ts'

const COUNTED_BLIND: readonly GoodsKind[] = ['GOODS_RECEIPT', 'STOCK_COUNT']

/**
 * Whether the reader counts this paper and must not know what it expects: a keeper before the count of what arrived or
 * of what stands there (R19). A keeper who is also a clerk is a keeper first.
 */
export function isBlindTo(
  person: Pick<Person, 'roles'>,
  { kind, status }: { kind: GoodsKind; status: GoodsStatus },
): boolean {
  return status === 'OPEN' && COUNTED_BLIND.includes(kind) && person.roles.includes('KEEPER')
}

/** Whether the reader will count what arrives by this transfer: a keeper of the other warehouse who did not send it. */
export function isBlindToArrival(
  person: Pick<Person, 'roles' | 'userId' | 'warehouseIds'>,
  paper: Pick<GoodsPaper, 'kind' | 'status' | 'toWarehouseId' | 'keeperId'>,
): boolean {
  const { kind, status, toWarehouseId, keeperId } = paper
  return (
    kind === 'TRANSFER' &&
    status === 'SENT' &&
    person.roles.includes('KEEPER') &&
    keeperId !== person.userId &&
    toWarehouseId !== null &&
    person.warehouseIds.includes(toWarehouseId)
  )
}

/**
 * Whether the reader counts what arrives on this order: a keeper of its store who is also a clerk does not look up there
 * what they will count, while a receipt on it is open.
 */
export function isBlindToOrder(
  person: Pick<Person, 'roles' | 'warehouseIds'>,
  paper: Pick<GoodsPaper, 'kind' | 'storeId'>,
  followers: readonly { kind: string; status: string }[],
): boolean {
  return (
    paper.kind === 'PURCHASE_ORDER' &&
    person.roles.includes('KEEPER') &&
    person.warehouseIds.includes(paper.storeId) &&
    followers.some(({ kind, status }) => kind === 'GOODS_RECEIPT' && status === 'OPEN')
  )
}
