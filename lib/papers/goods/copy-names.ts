import type { CopyKind } from '#lib/papers/copy-kinds.ts'
import type { GoodsKind } from '#lib/papers/goods/kinds.ts'
import { goodsSheetWords } from '#lib/papers/goods/sheet-words.ts'
import type { AgedRow } from '#lib/papers/hand-over-age.ts'

/** A row of the hand-over lists with what its paper calls the copy; null where it has the four usual names. */
export type NamedRow = AgedRow & { copyName: string | null }

/** What a kind of goods paper calls a copy; null for a delivery note's. */
export function goodsCopyName(locale: string, goodsKind: GoodsKind | null, kind: CopyKind): string | null {
  return goodsKind === null ? null : (goodsSheetWords(locale).copy[goodsKind][kind] ?? null)
}

/** The rows with the names of their copies. */
export function withCopyNames(rows: readonly AgedRow[], locale: string): NamedRow[] {
  return rows.map((row) => ({ ...row, copyName: goodsCopyName(locale, row.goodsKind, row.kind) }))
}
