import type { Reader } from '#lib/db/client.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'

/** What somebody decided on a day against or beyond the rule, and who. */
export type Exception = {
  kind: 'APPLICATION' | 'DAMAGED_CODE' | 'INCIDENT' | 'VOID' | 'REVERSAL'
  accountSetId: number
  /** The note; for an application the application itself. */
  paperId: string
  number: string
  outcome: string
  /** Codes of why: reasons of an application, the copy of an incident. */
  reasons: string[]
  /** What was written about it. */
  words: string
  askedBy: string
  decidedBy: string
  at: string
}

/**
 * Every exception decided on the day: billing applications approved (R110, R137), damaged codes counted as captured
 * (decision 2), incidents ruled on (R12), voids decided (R14), postings reversed (decision 11). One statement.
 */
export async function readExceptions(
  reader: Reader,
  sets: readonly number[],
  date: BusinessDate,
): Promise<Exception[]> {
  const rows = await reader.$queryRaw<(Omit<Exception, 'at'> & { at: Date })[]>`
    WITH day AS (SELECT ${date}::date::timestamp AT TIME ZONE 'Asia/Shanghai' AS from_at,
      (${date}::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai' AS to_at, ${[...sets]}::int[] AS sets),
    decided AS (
      SELECT 'APPLICATION' AS kind, a.account_set_id, a.paper_id, 'APPROVED' AS outcome, a.reasons, coalesce(a.decision_remark, '') AS words,
        a.applicant_id AS asked_by, a.decided_by_id AS decided_by, a.decided_at AS at
      FROM billing_application a, day WHERE a.account_set_id = ANY(day.sets) AND a.status IN ('APPROVED', 'USED')
        AND a.decided_at >= day.from_at AND a.decided_at < day.to_at
      UNION ALL
      SELECT 'DAMAGED_CODE', c.account_set_id, c.paper_id, c.decision, ARRAY[c.kind], c.reason, c.reported_by_id, c.decided_by_id, c.decided_at
      FROM damaged_code c, day WHERE c.account_set_id = ANY(day.sets) AND c.decision = 'APPROVED'
        AND c.decided_at >= day.from_at AND c.decided_at < day.to_at
      UNION ALL
      SELECT 'INCIDENT', i.account_set_id, i.paper_id, i.ruling, ARRAY[i.copy_kind, i.kind], i.statement, i.author_id, i.ruled_by_id, i.ruled_at
      FROM incident_statement i, day WHERE i.account_set_id = ANY(day.sets) AND i.ruled_at >= day.from_at AND i.ruled_at < day.to_at
      UNION ALL
      SELECT 'VOID', v.account_set_id, v.paper_id, v.decision, ARRAY[]::text[], v.reason, v.requested_by_id, v.decided_by_id, v.decided_at
      FROM void_record v, day WHERE v.account_set_id = ANY(day.sets) AND v.decided_at >= day.from_at AND v.decided_at < day.to_at
      UNION ALL
      SELECT 'REVERSAL', e.account_set_id, e.paper_id, 'REVERSED', ARRAY[]::text[], e.payload->>'reason', NULL, (e.actor->>'id')::uuid, e.at
      FROM delivery_note n
      JOIN paper_event e ON e.account_set_id = n.account_set_id AND e.paper_id = n.paper_id AND e.command = 'note.reverse', day
      WHERE n.account_set_id = ANY(day.sets) AND n.status = 'REVERSED' AND n.reversed_at >= day.from_at AND n.reversed_at < day.to_at
    )
    SELECT x.kind, x.account_set_id AS "accountSetId", x.paper_id AS "paperId", p.number, x.outcome, x.reasons, x.words,
      coalesce(asker.display_name, '') AS "askedBy", coalesce(decider.display_name, '') AS "decidedBy", x.at
    FROM decided x
    JOIN paper p ON p.account_set_id = x.account_set_id AND p.id = x.paper_id
    LEFT JOIN app_user asker ON asker.id = x.asked_by
    LEFT JOIN app_user decider ON decider.id = x.decided_by
    ORDER BY x.at, p.number LIMIT 500`
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}
