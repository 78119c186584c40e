import type { Tx } from '#lib/db/client.ts'

export type ReverseRow = {
  number: string
  status: string
  version: number
  customerId: string
  amountFen: bigint
  openFen: bigint
  postedById: string | null
  /** The number of a return that lives on this note. */
  returnNumber: string | null
  /** The number of an invoice that has lines of this note, issued or asked for. */
  invoiceNumber: string | null
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
        AND e.command = 'note.post' ORDER BY e.sequence DESC LIMIT 1) AS "postedById",
      (SELECT min(r.number) FROM goods_paper_line l JOIN goods_paper g USING (account_set_id, paper_id)
       JOIN paper r ON r.account_set_id = g.account_set_id AND r.id = g.paper_id
       WHERE l.account_set_id = n.account_set_id AND l.source_paper_id = n.paper_id AND g.kind = 'CUSTOMER_RETURN'
         AND g.status NOT IN ('VOIDED', 'REVERSED')) AS "returnNumber",
      (SELECT min(v.number) FROM invoice_line l CROSS JOIN LATERAL invoiced_of(l.account_set_id, l.note_paper_id, l.note_line_no) q
       JOIN paper v ON v.account_set_id = l.account_set_id AND v.id = l.paper_id
       WHERE l.account_set_id = n.account_set_id AND l.note_paper_id = n.paper_id AND q.qty_e3 > 0) AS "invoiceNumber"
    FROM delivery_note n JOIN paper p ON p.account_set_id = n.account_set_id AND p.id = n.paper_id
    LEFT JOIN receivable_item i ON i.account_set_id = n.account_set_id AND i.paper_id = n.paper_id
    WHERE n.account_set_id = ${accountSetId} AND n.paper_id = ${paperId}::uuid`
  return rows[0] ?? null
}

/** Marks the note reversed from the version seen and opens the order's lines again; false when stale. */
export async function markReversed(
  tx: Tx,
  note: { accountSetId: number; paperId: string; version: number; at: Date },
): Promise<boolean> {
  const rows = await tx.$queryRaw<{ moved: number }[]>`
    WITH moved AS (
      UPDATE delivery_note SET status = 'REVERSED', reversed_at = ${note.at}, version = version + 1
      WHERE account_set_id = ${note.accountSetId} AND paper_id = ${note.paperId}::uuid AND status = 'POSTED' AND version = ${note.version}
      RETURNING account_set_id, paper_id, order_id
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
