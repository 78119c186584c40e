import type { Person } from '#lib/auth/actor.ts'
import { readNoteDetail } from '#lib/domain/delivery-notes/note-detail.ts'
import { noteSheetOf } from '#lib/domain/delivery-notes/note-sheet.ts'
import type { Reader } from '#lib/db/client.ts'
import { type CopyKind, isCopyKind } from '#lib/papers/copy-kinds.ts'
import type { PaperKey } from '#lib/papers/custody.ts'
import { countedFor, type PrintAsk } from '#lib/papers/print-ask.ts'
import { readOpenPrints } from '#lib/papers/print-queries.ts'
import type { NoteSheet } from '#lib/print/note-sheet.ts'

export type PrintView = {
  number: string
  /** How often each copy was printed so far. */
  counts: { kind: CopyKind; count: number }[]
  /** The counted sheet; null while this print has not been counted by this person. */
  sheet: NoteSheet | null
}

/**
 * The sheet of a note for the printer, once its print has been counted; null outside the person's scope. What each copy
 * shows is the account set's own choice. Three statements.
 */
export async function readPrintView(
  reader: Reader,
  person: Person,
  key: PaperKey,
  at: { now: Date; today: string; origin: string },
  ask: (PrintAsk & { medium: string }) | null,
): Promise<PrintView | null> {
  const detail = await readNoteDetail(reader, person, key, at.today)
  if (!detail) return null
  const counts = detail.copies.map(({ kind, printCount }) => ({ kind, count: printCount }))
  const number = detail.content.number
  if (ask === null) return { number, counts, sheet: null }
  const open = await readOpenPrints(reader, key, { userId: person.userId, now: at.now })
  const printCounts = countedFor(open, ask)
  if (printCounts === null) return { number, counts, sheet: null }
  const whole = noteSheetOf(detail, { origin: at.origin, printCounts, showsPrices: true })
  const copies = whole.copies.filter((copy) => isCopyKind(copy.kind) && ask.copies.includes(copy.kind))
  return { number, counts, sheet: { ...whole, copies } }
}
