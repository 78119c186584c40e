import { addDays, type BusinessDate, lastDayOfMonth } from '#lib/kernel/business-date.ts'

/** What decides when a note is due. */
export type SettlementTerms = { settlementMethod: string; creditDays: number; cutoffDay: number | null }

/**
 * The day a note must be paid (R91). Cash is due as the goods are handed over, a remittance has come before the note is
 * written. Monthly settlement counts its days from the month's cut-off day that follows (the last day where the month is
 * shorter). Held notes and rolling settlement are due by decision 7 at a later stop, and at the latest after their days;
 * so is monthly settlement without a cut-off day. `deliveredOn`: null where nobody said.
 */
export function dueDate(
  noteOn: BusinessDate,
  terms: SettlementTerms,
  deliveredOn: BusinessDate | null = null,
): BusinessDate {
  const { settlementMethod, creditDays, cutoffDay } = terms
  if (settlementMethod === 'CASH') return deliveredOn !== null && deliveredOn > noteOn ? deliveredOn : noteOn
  if (settlementMethod === 'REMITTANCE') return noteOn
  if (settlementMethod !== 'MONTHLY' || cutoffDay === null) return addDays(noteOn, creditDays)
  const thisMonth = cutoffOf(noteOn, cutoffDay)
  const cutoff = noteOn <= thisMonth ? thisMonth : cutoffOf(addDays(lastDayOfMonth(noteOn), 1), cutoffDay)
  return addDays(cutoff, creditDays)
}

/** Whether notes may stand unpaid for a while by terms other than days (decision 7): then the longest while is asked for. */
export function standsByDecision7(settlementMethod: string): boolean {
  return settlementMethod === 'HELD_NOTE' || settlementMethod === 'ROLLING'
}

function cutoffOf(date: BusinessDate, cutoffDay: number): BusinessDate {
  const last = lastDayOfMonth(date)
  const lastDay = Number(last.slice(8))
  return addDays(last, Math.min(cutoffDay, lastDay) - lastDay)
}
