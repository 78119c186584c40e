import type { Person } from '#lib/auth/actor.ts'
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
