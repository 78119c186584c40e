import type { Person } from '#lib/auth/actor.ts'
import { RESERVING, type NoteStatus } from '#lib/domain/delivery-notes/states.ts'
import type { VoidCopy, VoidFacts } from '#lib/domain/delivery-notes/void-rules.ts'
import type { Reader, Tx } from '#lib/db/client.ts'
import type { PaperKey } from '#lib/papers/custody.ts'
import { withinScope } from '#lib/papers/note-scope.ts'

/** A note as its void sees it. */
export type VoidNote = PaperKey & {
  number: string
  status: NoteStatus
  version: number
  orderId: string
  orderNumber: string
  preparerId: string
  request: { reason: string; byId: string; byName: string; decision: 'APPROVED' | 'REFUSED' | null } | null
  copies: VoidCopy[]
  isPeriodOpen: boolean
}

/** Holds paper, note and order until the transaction ends, in the order in which issuing holds them. */
export async function holdForVoid(tx: Tx, { accountSetId, paperId }: PaperKey): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM paper p
    JOIN delivery_note n ON n.account_set_id = p.account_set_id AND n.paper_id = p.id
    JOIN sales_order o ON o.account_set_id = n.account_set_id AND o.paper_id = n.order_id
    WHERE p.account_set_id = ${accountSetId} AND p.id = ${paperId}::uuid FOR UPDATE`
}

/** Everything the void gate needs of a note in one statement; null outside the person's scope. */
export async function readVoidNote(
  reader: Reader,
  person: Person,
  { accountSetId, paperId }: PaperKey,
  today: string,
): Promise<VoidNote | null> {
  const rows = await reader.$queryRaw<VoidNote[]>`
    SELECT n.account_set_id AS "accountSetId", n.paper_id AS "paperId", p.number, n.status, n.version,
      n.order_id AS "orderId", q.number AS "orderNumber", n.preparer_id AS "preparerId",
      (SELECT jsonb_build_object('reason', v.reason, 'byId', v.requested_by_id, 'byName', u.display_name, 'decision', v.decision)
       FROM void_record v JOIN app_user u ON u.id = v.requested_by_id
       WHERE v.account_set_id = n.account_set_id AND v.paper_id = n.paper_id) AS request,
      (SELECT jsonb_agg(jsonb_build_object('kind', c.kind, 'place', c.place, 'keeperName', k.display_name,
         'isOffered', c.offered_place IS NOT NULL, 'statement', coalesce(
           (SELECT CASE WHEN bool_or(i.ruling = 'ACCEPTED') THEN 'ACCEPTED' WHEN bool_or(i.ruling IS NULL) THEN 'WAITING'
              ELSE 'REJECTED' END
            FROM incident_statement i WHERE i.account_set_id = c.account_set_id AND i.paper_id = c.paper_id
              AND i.copy_kind = c.kind HAVING count(*) > 0), 'NONE')))
       FROM document_copy c LEFT JOIN app_user k ON k.id = c.keeper_id
       WHERE c.account_set_id = n.account_set_id AND c.paper_id = n.paper_id) AS copies,
      EXISTS (SELECT FROM accounting_period a WHERE a.account_set_id = n.account_set_id
        AND a.period = to_char(${today}::date, 'YYYYMM') AND a.status = 'OPEN') AS "isPeriodOpen"
    FROM delivery_note n
    JOIN paper p ON p.account_set_id = n.account_set_id AND p.id = n.paper_id
    JOIN paper q ON q.account_set_id = n.account_set_id AND q.id = n.order_id
    WHERE n.account_set_id = ${accountSetId} AND n.paper_id = ${paperId}::uuid AND ${withinScope(person)}`
  return rows[0] ?? null
}

/** The facts of the void gate for one who would decide. A refused request counts as none. */
export function voidFacts(note: VoidNote, deciderId: string, today: string): VoidFacts {
  const { status, preparerId, request, copies, isPeriodOpen } = note
  return {
    status,
    preparerId,
    request:
      request && request.decision !== 'REFUSED' ? { reason: request.reason, byId: request.byId } : null,
    deciderId,
    copies,
    isPeriodOpen,
    today,
  }
}

/** Gives back what the note had reserved, product by product in order. Two statements. */
export async function releaseReservation(tx: Tx, { accountSetId, paperId }: PaperKey): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM stock_balance b WHERE (b.account_set_id, b.warehouse_id, b.product_id) IN (
      SELECT n.account_set_id, n.warehouse_id, l.product_id FROM delivery_note n JOIN delivery_note_line l USING (account_set_id, paper_id)
      WHERE n.account_set_id = ${accountSetId} AND n.paper_id = ${paperId}::uuid)
    ORDER BY b.product_id FOR UPDATE`
  await tx.$executeRaw`
    UPDATE stock_balance b SET reserved_e3 = b.reserved_e3 - q.qty_e3
    FROM (SELECT n.account_set_id, n.warehouse_id, l.product_id, sum(l.qty_e3)::bigint AS qty_e3
      FROM delivery_note n JOIN delivery_note_line l USING (account_set_id, paper_id)
      WHERE n.account_set_id = ${accountSetId} AND n.paper_id = ${paperId}::uuid GROUP BY 1, 2, 3) q
    WHERE b.account_set_id = q.account_set_id AND b.warehouse_id = q.warehouse_id AND b.product_id = q.product_id`
}

/** Whether the note's goods are reserved and still in the warehouse. */
export function isReserving(status: NoteStatus): boolean {
  return RESERVING.includes(status)
}

/**
 * Marks the note void from the status and version seen, stamps its four copies (R13, R14), frees the customer's
 * commitment and opens the order's lines again. One statement; false when stale.
 */
export async function stampVoid(
  tx: Tx,
  note: Pick<VoidNote, 'accountSetId' | 'paperId' | 'status' | 'version'>,
  by: { actorId: string; at: Date },
): Promise<boolean> {
  const rows = await tx.$queryRaw<{ stamped: number }[]>`
    WITH moved AS (UPDATE delivery_note SET status = 'VOIDED', version = version + 1
      WHERE account_set_id = ${note.accountSetId} AND paper_id = ${note.paperId}::uuid
        AND status = ${note.status} AND version = ${note.version} RETURNING *),
    marked AS (UPDATE paper p SET voided_at = ${by.at} FROM moved m WHERE p.account_set_id = m.account_set_id AND p.id = m.paper_id),
    stamped AS (UPDATE document_copy c SET stamped_at = ${by.at}, offered_place = NULL, offered_to_id = NULL,
        offered_by_id = NULL, offered_at = NULL, event_count = c.event_count + 1
      FROM moved m WHERE c.account_set_id = m.account_set_id AND c.paper_id = m.paper_id RETURNING c.*),
    custody AS (INSERT INTO custody_event (account_set_id, paper_id, copy_kind, sequence, act, from_place, from_id, to_place,
        to_id, actor_id, method, at)
      SELECT account_set_id, paper_id, kind, event_count, 'STAMPED', place, keeper_id, place, keeper_id,
        ${by.actorId}::uuid, 'PRESS', ${by.at} FROM stamped),
    freed AS (UPDATE customer_balance b SET committed_fen = b.committed_fen - m.gross_fen FROM moved m
      WHERE b.account_set_id = m.account_set_id AND b.customer_id = m.customer_id),
    reopened AS (UPDATE sales_order_line l SET billed_e3 = l.billed_e3 - d.qty_e3
      FROM moved m JOIN delivery_note_line d ON d.account_set_id = m.account_set_id AND d.paper_id = m.paper_id
      WHERE l.account_set_id = m.account_set_id AND l.paper_id = m.order_id AND l.line_no = coalesce(d.order_line_no, d.line_no)
      RETURNING l.account_set_id, l.paper_id, l.line_no, l.billed_e3),
    orders AS (UPDATE sales_order o SET version = o.version + 1, status = CASE
        WHEN o.status NOT IN ('BILLED', 'PARTLY_BILLED') THEN o.status
        WHEN EXISTS (SELECT FROM sales_order_line l LEFT JOIN reopened r USING (account_set_id, paper_id, line_no)
          WHERE l.account_set_id = o.account_set_id AND l.paper_id = o.paper_id AND coalesce(r.billed_e3, l.billed_e3) > 0)
        THEN 'PARTLY_BILLED' ELSE 'CONFIRMED' END
      FROM moved m WHERE o.account_set_id = m.account_set_id AND o.paper_id = m.order_id)
    SELECT count(*)::int AS stamped FROM stamped`
  return rows[0]?.stamped === 4
}
