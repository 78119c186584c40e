import type { Person } from '#lib/auth/actor.ts'
import type { Reader } from '#lib/db/client.ts'

/** A damaged code that waits for the second person. */
export type DamagedCodeRow = {
  accountSetId: number
  paperId: string
  sequence: number
  number: string
  customerName: string
  lineNo: number
  productName: string
  kind: string
  code: string
  reason: string
  reportedByName: string
  reportedAt: string
  isOwn: boolean
}

const MOST = 200

/** Damaged codes waiting in the person's account sets, the oldest first. One statement. */
export function readDamagedCodes(reader: Reader, person: Person): Promise<DamagedCodeRow[]> {
  return reader.$queryRaw<DamagedCodeRow[]>`
    SELECT m.account_set_id AS "accountSetId", m.paper_id AS "paperId", m.sequence, p.number, n.customer_name AS "customerName",
      m.line_no AS "lineNo", l.product_name AS "productName", m.kind, m.code, m.reason, u.display_name AS "reportedByName",
      to_char(m.reported_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "reportedAt", m.reported_by_id = ${person.userId}::uuid AS "isOwn"
    FROM damaged_code m
    JOIN paper p ON p.account_set_id = m.account_set_id AND p.id = m.paper_id
    JOIN delivery_note n ON n.account_set_id = m.account_set_id AND n.paper_id = m.paper_id
    JOIN delivery_note_line l ON l.account_set_id = m.account_set_id AND l.paper_id = m.paper_id AND l.line_no = m.line_no
    JOIN app_user u ON u.id = m.reported_by_id
    WHERE m.account_set_id = ANY(${[...person.accountSetIds]}::int[]) AND m.decision IS NULL
    ORDER BY m.reported_at, m.paper_id, m.sequence LIMIT ${MOST}`
}

/** Damaged codes agreed to in a time, counted per person who reported and who agreed (decision 2). One statement. */
export function countDamagedCodes(
  reader: Reader,
  person: Person,
  between: { from: Date; until: Date },
): Promise<{ reportedByName: string; decidedByName: string; count: number }[]> {
  return reader.$queryRaw<{ reportedByName: string; decidedByName: string; count: number }[]>`
    SELECT r.display_name AS "reportedByName", d.display_name AS "decidedByName", count(*)::int AS count
    FROM damaged_code m JOIN app_user r ON r.id = m.reported_by_id JOIN app_user d ON d.id = m.decided_by_id
    WHERE m.account_set_id = ANY(${[...person.accountSetIds]}::int[]) AND m.decision = 'APPROVED'
      AND m.decided_at >= ${between.from} AND m.decided_at < ${between.until}
    GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2`
}
