import { goodsHref } from '#lib/papers/goods/address.ts'
import { isGoodsKind } from '#lib/papers/goods/kinds.ts'

/** The page of a paper that moved stock; null for a kind that has none. */
export function paperHref(
  kind: string | null,
  key: { accountSetId: number; paperId: string },
): string | null {
  if (kind === 'DELIVERY_NOTE') return `/notes/${key.accountSetId}/${key.paperId}`
  return kind !== null && isGoodsKind(kind) ? goodsHref(kind, key) : null
}
