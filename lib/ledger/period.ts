import type { Reader, Tx } from '#lib/db/client.ts'
import { type BusinessDate, type Period, periodOf } from '#lib/kernel/business-date.ts'

/** A period nobody has opened yet is not open. */
export type PeriodStatus = 'OPEN' | 'CLOSED' | 'NOT_OPENED'

/**
 * The state of a date's accounting period, held until the transaction ends: closing waits for us or we see it
 * closed. One statement.
 */
export async function holdPeriod(tx: Tx, accountSetId: number, date: BusinessDate): Promise<PeriodStatus> {
  const rows = await tx.$queryRaw<{ status: string }[]>`
    SELECT status FROM accounting_period
    WHERE account_set_id = ${accountSetId}::int AND period = ${periodOf(date)} FOR SHARE`
  return periodStatusOf(rows[0]?.status ?? null)
}

/** The same without holding it, for pages. */
export async function readPeriod(
  reader: Reader,
  accountSetId: number,
  period: Period,
): Promise<PeriodStatus> {
  const rows = await reader.$queryRaw<{ status: string }[]>`
    SELECT status FROM accounting_period WHERE account_set_id = ${accountSetId}::int AND period = ${period}`
  return periodStatusOf(rows[0]?.status ?? null)
}

/** What the stored status of a period says; null where nobody has opened it. */
export function periodStatusOf(stored: string | null): PeriodStatus {
  if (stored === null) return 'NOT_OPENED'
  return stored === 'OPEN' ? 'OPEN' : 'CLOSED'
}
