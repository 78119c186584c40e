import type { Person } from '#lib/auth/actor.ts'
import type { Reader } from '#lib/db/client.ts'

/** A damaged code that waits for the second person. */
export type DamagedCodeRow = {
  accountSetId: number
  paperId: string
  sequence: number
  number: string
  /** Kind of the paper: a delivery note or a paper about goods. */
  paperKind: string
  /** Customer, supplier, recipient or warehouse. */
  partyName: string
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
    SELECT m.account_set_id AS "accountSetId", m.paper_id AS "paperId", m.sequence, p.number, p.kind AS "paperKind",
      coalesce(n.customer_name, nullif(g.party_name, ''), g.to_warehouse_name, g.warehouse_name) AS "partyName",
      m.line_no AS "lineNo", coalesce(l.product_name, gl.product_name) AS "productName", m.kind, m.code, m.reason, u.display_name AS "reportedByName",
      to_char(m.reported_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "reportedAt", m.reported_by_id = ${person.userId}::uuid AS "isOwn"
    FROM damaged_code m
    JOIN paper p ON p.account_set_id = m.account_set_id AND p.id = m.paper_id
    LEFT JOIN delivery_note n ON n.account_set_id = m.account_set_id AND n.paper_id = m.paper_id
    LEFT JOIN delivery_note_line l ON l.account_set_id = m.account_set_id AND l.paper_id = m.paper_id AND l.line_no = m.line_no
    LEFT JOIN goods_paper g ON g.account_set_id = m.account_set_id AND g.paper_id = m.paper_id
    LEFT JOIN goods_paper_line gl ON gl.account_set_id = m.account_set_id AND gl.paper_id = m.paper_id AND gl.line_no = m.line_no
    JOIN app_user u ON u.id = m.reported_by_id
    WHERE m.account_set_id = ANY(${[...person.accountSetIds]}::int[]) AND m.decision IS NULL
    ORDER BY m.reported_at, m.paper_id, m.sequence LIMIT ${MOST}`
}
