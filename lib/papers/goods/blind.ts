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
