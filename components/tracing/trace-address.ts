import { addressOf } from '#lib/kernel/address.ts'
import { goodsHref } from '#lib/papers/goods/address.ts'
import { isGoodsKind } from '#lib/papers/goods/kinds.ts'

type PaperRef = { accountSetId: number; paperId: string }

/** The page that traces one code. */
export function traceHref(code: string): string {
  return addressOf('/trace', { code })
}

/** The page with every code of a paper. */
export function paperCodesHref({ accountSetId, paperId }: PaperRef, after: number | null = null): string {
  return addressOf('/trace', { paper: `${accountSetId}/${paperId}`, after })
}

/** The paper's own page. */
export function paperHref(kind: string, paper: PaperRef): string {
  return isGoodsKind(kind) ? goodsHref(kind, paper) : `/notes/${paper.accountSetId}/${paper.paperId}`
}
