import { addDays, type BusinessDate, businessDateOf, daysBetween } from '#lib/kernel/business-date.ts'
import type { HandOverRow } from '#lib/papers/hand-over-queries.ts'

/** A row with its age in days of business, and whether it is later than the rules allow. */
export type AgedRow = HandOverRow & { days: number; isLate: boolean }

/**
 * How long an offer waits, or a copy has been kept. A signed customer copy at the desk is late from the second day on
 * (R60); an offer is late once a night has passed over it.
 */
export function withAge(rows: readonly HandOverRow[], today: BusinessDate): AgedRow[] {
  return rows.map((row) => {
    const since = businessDateOf(new Date(row.offeredAt ?? row.sinceAt))
    const days = Math.max(0, daysBetween(since, today))
    const isDue = row.kind === 'CUSTOMER' && row.place === 'DESK' && row.isSigned && !row.isStamped
    const isLate = row.side === 'KEPT' ? isDue && today > addDays(since, 1) : days > 0
    return { ...row, days, isLate }
  })
}
