import type { Person } from '#lib/auth/actor.ts'
import { readNoteDetail } from '#lib/domain/delivery-notes/note-detail.ts'
import { noteSheetOf } from '#lib/domain/delivery-notes/note-sheet.ts'
import type { Reader } from '#lib/db/client.ts'
import { COPY_KINDS, type CopyKind, isCopyKind } from '#lib/papers/copy-kinds.ts'
import type { PaperKey } from '#lib/papers/custody.ts'
import { readOpenPrints } from '#lib/papers/print-queries.ts'
import { type PaperForm, paperForms, type PrintMode, usualMode } from '#lib/print/forms.ts'
import type { NoteSheet } from '#lib/print/note-sheet.ts'

/** What is to be printed, as the address of the print page says it. */
export type PrintAsk = { form: PaperForm; mode: PrintMode; copies: readonly CopyKind[] }

/** Reads what is asked for out of an address; null when it asks for nothing yet. */
export function printAskOf(words: {
  form: string | null
  mode: string | null
  copies: string | null
}): PrintAsk | null {
  const form = paperForms.find((each) => each === words.form)
  const copies = COPY_KINDS.filter((kind) => words.copies?.split(',').includes(kind))
  if (form === undefined || copies.length === 0) return null
  const mode = words.mode === 'IMPACT' || words.mode === 'LASER' ? words.mode : usualMode(form)
  return { form, mode, copies }
}

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
  const counted = open.filter((print) => print.form === ask.form && print.medium === ask.medium)
  const isCounted = ask.copies.every((kind) => counted.some((print) => print.kind === kind))
  if (!isCounted) return { number, counts, sheet: null }
  const printCounts = Object.fromEntries(counted.map(({ kind, count }) => [kind, count]))
  const whole = noteSheetOf(detail, { origin: at.origin, printCounts, showsPrices: true })
  const copies = whole.copies.filter((copy) => isCopyKind(copy.kind) && ask.copies.includes(copy.kind))
  return { number, counts, sheet: { ...whole, copies } }
}
