import type { Tx } from '#lib/db/client.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import type { StockMove } from '#lib/ledger/entries.ts'

export type ReverseRow = {
  number: string
  status: string
  version: number
  customerId: string
  amountFen: bigint
  openFen: bigint
  postedById: string | null
}

/** The note to be reversed, with what is still open of its claim and who posted it. The command holds it first. */
export async function readReverseRow(
  tx: Tx,
  accountSetId: number,
  paperId: string,
): Promise<ReverseRow | null> {
  const rows = await tx.$queryRaw<ReverseRow[]>`
    SELECT p.number, n.status, n.version, n.customer_id AS "customerId", coalesce(i.amount_fen, 0) AS "amountFen",
      coalesce(i.open_fen, 0) AS "openFen",
      (SELECT e.actor->>'id' FROM paper_event e WHERE e.account_set_id = n.account_set_id AND e.paper_id = n.paper_id
        AND e.command = 'note.post' ORDER BY e.sequence DESC LIMIT 1) AS "postedById"
    FROM delivery_note n JOIN paper p ON p.account_set_id = n.account_set_id AND p.id = n.paper_id
    LEFT JOIN receivable_item i ON i.account_set_id = n.account_set_id AND i.paper_id = n.paper_id
    WHERE n.account_set_id = ${accountSetId} AND n.paper_id = ${paperId}::uuid`
  return rows[0] ?? null
}

/** Every goods entry of the note that is not mirrored yet, turned round at the value it was entered at. */
export async function stockMirror(
  tx: Tx,
  accountSetId: number,
  paperId: string,
  businessDate: BusinessDate,
): Promise<StockMove[]> {
  const rows = await tx.$queryRaw<Omit<StockMove, 'businessDate' | 'accountSetId'>[]>`
    SELECT e.warehouse_id AS "warehouseId", e.product_id AS "productId", e.to_place AS "fromPlace", e.from_place AS "toPlace",
      e.qty_e3 AS "qtyE3", e.value_fen AS "valueFen", e.paper_id AS "paperId", e.line_no AS "lineNo", e.id AS "reversesId"
    FROM stock_entry e WHERE e.account_set_id = ${accountSetId} AND e.paper_id = ${paperId}::uuid AND e.reverses_id IS NULL
      AND NOT EXISTS (SELECT FROM stock_entry r WHERE r.account_set_id = e.account_set_id AND r.reverses_id = e.id)
    ORDER BY e.id`
  return rows.map((row) => ({ ...row, accountSetId, businessDate }))
}

/** Marks the note reversed from the version seen, frees its codes, opens the order's lines again; false when stale. */
export async function markReversed(
  tx: Tx,
  note: { accountSetId: number; paperId: string; version: number; releasedById: string; at: Date },
): Promise<boolean> {
  const rows = await tx.$queryRaw<{ moved: number }[]>`
    WITH moved AS (
      UPDATE delivery_note SET status = 'REVERSED', reversed_at = ${note.at}, version = version + 1
      WHERE account_set_id = ${note.accountSetId} AND paper_id = ${note.paperId}::uuid AND status = 'POSTED' AND version = ${note.version}
      RETURNING account_set_id, paper_id, order_id
    ), freed AS (
      DELETE FROM code_holding h USING moved m WHERE h.account_set_id = m.account_set_id AND h.paper_id = m.paper_id
      RETURNING h.account_set_id, h.paper_id, h.sequence
    ), released AS (
      INSERT INTO code_release (account_set_id, paper_id, sequence, cause, released_by_id, at)
      SELECT account_set_id, paper_id, sequence, 'REVERSED', ${note.releasedById}::uuid, ${note.at} FROM freed
    ), reopened AS (
      UPDATE sales_order_line l SET billed_e3 = l.billed_e3 - d.qty_e3
      FROM moved m JOIN delivery_note_line d ON d.account_set_id = m.account_set_id AND d.paper_id = m.paper_id
      WHERE l.account_set_id = m.account_set_id AND l.paper_id = m.order_id AND l.line_no = coalesce(d.order_line_no, d.line_no)
      RETURNING l.account_set_id, l.paper_id, l.line_no, l.billed_e3
    ), orders AS (
      UPDATE sales_order o SET version = o.version + 1, status = CASE
          WHEN o.status NOT IN ('BILLED', 'PARTLY_BILLED') THEN o.status
          WHEN EXISTS (SELECT FROM sales_order_line l LEFT JOIN reopened r USING (account_set_id, paper_id, line_no)
            WHERE l.account_set_id = o.account_set_id AND l.paper_id = o.paper_id AND coalesce(r.billed_e3, l.billed_e3) > 0)
          THEN 'PARTLY_BILLED' ELSE 'CONFIRMED' END
      FROM moved m WHERE o.account_set_id = m.account_set_id AND o.paper_id = m.order_id
    )
    SELECT count(*)::int AS moved FROM moved`
  return rows[0]?.moved === 1
}
