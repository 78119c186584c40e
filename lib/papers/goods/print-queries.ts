import type { Person } from '#lib/auth/actor.ts'
import type { Reader } from '#lib/db/client.ts'
import type { CopyKind } from '#lib/papers/copy-kinds.ts'
import type { PaperKey } from '#lib/papers/custody.ts'
import { readGoodsPage } from '#lib/papers/goods/detail-queries.ts'
import { GOODS_KINDS, type GoodsKind, type GoodsName, goodsName } from '#lib/papers/goods/kinds.ts'
import { goodsSheetOf, type GoodsSheetWords } from '#lib/papers/goods/sheet.ts'
import { countedFor, type PrintAsk } from '#lib/papers/print-ask.ts'
import { readOpenPrints } from '#lib/papers/print-queries.ts'
import type { GoodsSheet } from '#lib/print/note-sheet.ts'

export type GoodsPrintView = {
  kind: GoodsKind
  name: GoodsName
  number: string
  /** The copies there are, with their titles and how often each was printed so far. */
  counts: { kind: CopyKind; title: string; count: number }[]
  /** The counted sheet; null while this print has not been counted by this person. */
  sheet: GoodsSheet | null
}

/**
 * The sheet of a goods paper for the printer, once its print has been counted; null outside the person's scope. What a
 * reader may not see is not on it either. Three statements.
 */
export async function readGoodsPrint(
  reader: Reader,
  person: Person,
  key: PaperKey,
  at: { now: Date; origin: string; words: GoodsSheetWords },
  ask: (PrintAsk & { medium: string }) | null,
): Promise<GoodsPrintView | null> {
  const view = await readGoodsPage(reader, person, key, GOODS_KINDS, at)
  if (!view) return null
  const { page } = view
  const whole = (printCounts: Partial<Record<CopyKind, number>>) =>
    goodsSheetOf(page, { words: at.words, origin: at.origin, printCounts })
  const counts = whole({}).copies.map(({ kind, title, printCount }) => ({ kind, title, count: printCount }))
  const told = { kind: page.kind, name: goodsName(page), number: page.number, counts }
  if (ask === null) return { ...told, sheet: null }
  const open = await readOpenPrints(reader, key, { userId: person.userId, now: at.now })
  const printCounts = countedFor(open, ask)
  if (printCounts === null) return { ...told, sheet: null }
  const sheet = whole(printCounts)
  return {
    ...told,
    sheet: { ...sheet, copies: sheet.copies.filter(({ kind }) => ask.copies.includes(kind)) },
  }
}
