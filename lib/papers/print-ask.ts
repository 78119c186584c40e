import { COPY_KINDS, type CopyKind } from '#lib/papers/copy-kinds.ts'
import type { OpenPrint } from '#lib/papers/print-queries.ts'
import { type PaperForm, paperForms, type PrintMode, usualMode } from '#lib/print/forms.ts'

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

/** How often each copy was printed, this print included; null while this very print has not been counted. */
export function countedFor(
  open: readonly OpenPrint[],
  ask: PrintAsk & { medium: string },
): Partial<Record<CopyKind, number>> | null {
  const counted = open.filter((print) => print.form === ask.form && print.medium === ask.medium)
  const isCounted = ask.copies.every((kind) => counted.some((print) => print.kind === kind))
  return isCounted ? Object.fromEntries(counted.map(({ kind, count }) => [kind, count])) : null
}
