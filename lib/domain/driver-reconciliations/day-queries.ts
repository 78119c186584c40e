import type { Reader } from '#lib/db/client.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'

/** A clerk who keeps signed customer copies longer than the next day (R60). */
export type LateKeeper = { keeperName: string; count: number; since: string }

/** A session closed on the day with more or less cash than was due; `amount` in yuan, below zero when short. */
export type DayDifference = {
  accountSetId: number
  paperId: string
  number: string
  driverName: string
  amount: string
  reason: string
}

/** What a manager has to see of drivers on a day. */
export type DriversDay = {
  /** Drivers who delivered before the day and have not accounted for it. */
  waitingSince: { driverName: string; notes: number; since: string }[]
  openDisputes: number
  differences: DayDifference[]
  lateCopies: LateKeeper[]
}

type FlatDay = Omit<DriversDay, 'differences'> & {
  differences: (Omit<DayDifference, 'amount'> & { differenceFen: string })[]
}

/**
 * What of the drivers is late or in dispute as of a day: stops not accounted for from days before, disputes that no manager
 * has ruled on, differences of the day, and signed customer copies kept past the next day (R60). One statement; grows with
 * what is open.
 */
export async function readDriversDay(
  reader: Reader,
  sets: readonly number[],
  date: BusinessDate,
): Promise<DriversDay> {
  const rows = await reader.$queryRaw<FlatDay[]>`
    WITH day AS (SELECT ${date}::date::timestamp AT TIME ZONE 'Asia/Shanghai' AS from_at,
      (${date}::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai' AS to_at,
      (${date}::date - 1)::timestamp AT TIME ZONE 'Asia/Shanghai' AS late_at, ${[...sets]}::int[] AS sets),
    waiting AS (SELECT u.display_name, count(*)::int AS notes, min(n.delivered_at) AS since
      FROM day, reconciliation_note r
      JOIN delivery_note n ON n.account_set_id = r.account_set_id AND n.paper_id = r.paper_id
      JOIN app_user u ON u.id = r.driver_id
      WHERE r.account_set_id = ANY(day.sets) AND r.reconciliation_id IS NULL AND n.delivered_at < day.from_at
      GROUP BY r.driver_id, u.display_name),
    late AS (SELECT u.display_name, count(*)::int AS copies, min(c.since_at) AS since
      FROM day, document_copy c
      JOIN delivery_note n ON n.account_set_id = c.account_set_id AND n.paper_id = c.paper_id AND n.settlement_method <> 'CASH'
      JOIN app_user u ON u.id = c.keeper_id
      WHERE c.account_set_id = ANY(day.sets) AND c.place = 'DESK' AND c.kind = 'CUSTOMER' AND c.signed_at IS NOT NULL
        AND c.stamped_at IS NULL AND c.since_at < day.late_at
      GROUP BY c.keeper_id, u.display_name),
    different AS (SELECT r.account_set_id, r.paper_id, p.number, r.driver_name, r.difference_fen, r.difference_reason
      FROM day, driver_reconciliation r JOIN paper p ON p.account_set_id = r.account_set_id AND p.id = r.paper_id
      WHERE r.account_set_id = ANY(day.sets) AND r.difference_fen <> 0 AND r.closed_at >= day.from_at AND r.closed_at < day.to_at)
    SELECT (SELECT count(*)::int FROM reconciliation_dispute d, day WHERE d.account_set_id = ANY(day.sets) AND d.outcome IS NULL) AS "openDisputes",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('driverName', display_name, 'notes', notes,
         'since', to_char(since AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD')) ORDER BY since), '[]') FROM waiting) AS "waitingSince",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('keeperName', display_name, 'count', copies,
         'since', to_char(since AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD')) ORDER BY since), '[]') FROM late) AS "lateCopies",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('accountSetId', account_set_id, 'paperId', paper_id, 'number', number,
         'driverName', driver_name, 'differenceFen', difference_fen::text, 'reason', difference_reason) ORDER BY number), '[]')
       FROM different) AS differences`
  const [row] = rows
  if (!row) throw new Error('a statement without FROM answers one row')
  return {
    ...row,
    differences: row.differences.map(({ differenceFen, ...difference }) => ({
      ...difference,
      amount: formatFenPlain(BigInt(differenceFen)),
    })),
  }
}
