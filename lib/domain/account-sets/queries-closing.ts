import type { Reader } from '#lib/db/client.ts'
import { readClosingFacts } from '#lib/domain/account-sets/closing-repository.ts'
import { CLOSE_PERIOD_GATE } from '#lib/domain/account-sets/closing-rules.ts'
import { type BusinessDate, periodOf } from '#lib/kernel/business-date.ts'
import { type Checklist, evaluate } from '#lib/kernel/gate.ts'

/** A request to open a month again that waits for a second person. */
export type ReopeningView = {
  period: string
  reason: string
  requestedById: string
  requestedBy: string
  requestedAt: string
}

/** What closing the open months asks, oldest first, and what waits to be opened again. */
export type ClosingView = {
  checklists: { period: string; checklist: Checklist }[]
  reopenings: ReopeningView[]
}

const MOST = 3

/** The closing of an account set's oldest open months as the command would judge it. Two statements. */
export async function closingView(
  reader: Reader,
  accountSetId: number,
  openPeriods: readonly string[],
  today: BusinessDate,
): Promise<ClosingView> {
  const thisPeriod = periodOf(today)
  const begun = openPeriods.filter((period) => period <= thisPeriod).toSorted()
  const [counted, reopenings] = await Promise.all([
    readClosingFacts(reader, accountSetId, begun.slice(0, MOST)),
    reader.$queryRaw<ReopeningView[]>`
      SELECT r.period, r.reason, r.requested_by_id AS "requestedById", u.display_name AS "requestedBy",
        to_char(r.requested_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "requestedAt"
      FROM period_reopening r JOIN app_user u ON u.id = r.requested_by_id
      WHERE r.account_set_id = ${accountSetId}::int AND r.decision IS NULL ORDER BY r.period`,
  ])
  const checklists = counted.map((facts) => {
    return { period: facts.period, checklist: evaluate(CLOSE_PERIOD_GATE, { ...facts, thisPeriod }) }
  })
  return { checklists, reopenings }
}
