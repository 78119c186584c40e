import { addDays, type BusinessDate, lastDayOfMonth } from '#lib/kernel/business-date.ts'

/** What decides when a note is due. */
export type SettlementTerms = { settlementMethod: string; creditDays: number; cutoffDay: number | null }

/**
 * The day a note must be paid (R91). Cash is due the same day. Monthly settlement counts from the month's
 * cut-off day that follows (the last day where the month is shorter); everything else from the note's date.
 */
export function dueDate(date: BusinessDate, terms: SettlementTerms): BusinessDate {
  if (terms.settlementMethod === 'CASH') return date
  if (terms.settlementMethod !== 'MONTHLY' || terms.cutoffDay === null) return addDays(date, terms.creditDays)
  const thisMonth = cutoffOf(date, terms.cutoffDay)
  const cutoff = date <= thisMonth ? thisMonth : cutoffOf(addDays(lastDayOfMonth(date), 1), terms.cutoffDay)
  return addDays(cutoff, terms.creditDays)
}

function cutoffOf(date: BusinessDate, cutoffDay: number): BusinessDate {
  const last = lastDayOfMonth(date)
  const lastDay = Number(last.slice(8))
  return addDays(last, Math.min(cutoffDay, lastDay) - lastDay)
}
