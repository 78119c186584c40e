import type { Tx } from '#lib/db/client.ts'
import type { PaperKey } from '#lib/papers/custody.ts'

/**
 * Holds the orders behind the receipts that a return names, then the receipts, each in the order of their ids, before
 * the return itself. One statement.
 */
export async function holdOrdersAndReceipts(tx: Tx, { accountSetId, paperId }: PaperKey): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM paper p
    JOIN (SELECT DISTINCT r.order_id AS id, 1 AS floor FROM goods_paper_line l JOIN receipt_order_line r
        ON r.account_set_id = l.account_set_id AND r.paper_id = l.source_paper_id AND r.line_no = l.source_line_no
        WHERE l.account_set_id = ${accountSetId} AND l.paper_id = ${paperId}::uuid
      UNION SELECT l.source_paper_id, 2 FROM goods_paper_line l
        WHERE l.account_set_id = ${accountSetId} AND l.paper_id = ${paperId}::uuid) f ON f.id = p.id
    WHERE p.account_set_id = ${accountSetId} ORDER BY f.floor, p.id FOR UPDATE OF p`
}

/**
 * Says on the orders behind the receipts that this much of them went back, at what it was entered at; the other way
 * where `sign` is -1. One statement; the caller holds the orders.
 */
export async function moveOrdersBack(
  tx: Tx,
  { accountSetId, paperId }: PaperKey,
  sign: 1 | -1,
): Promise<void> {
  await tx.$executeRaw`
    WITH back AS (
      SELECT r.order_id AS paper_id, r.order_line_no AS line_no, sum(l.qty_e3)::bigint AS qty, sum(l.net_fen)::bigint AS net
      FROM goods_paper_line l JOIN receipt_order_line r ON r.account_set_id = l.account_set_id AND r.paper_id = l.source_paper_id
        AND r.line_no = l.source_line_no
      WHERE l.account_set_id = ${accountSetId} AND l.paper_id = ${paperId}::uuid GROUP BY 1, 2)
    UPDATE goods_progress q SET returned_e3 = q.returned_e3 + ${sign}::int * b.qty,
      received_net_fen = q.received_net_fen - ${sign}::int * b.net
    FROM back b WHERE q.account_set_id = ${accountSetId} AND q.paper_id = b.paper_id AND q.line_no = b.line_no`
}

/**
 * The number of a posted red bill that takes back what this return sent back: without the return, more of an order's line
 * would be taken back than went. Null when there is none. One statement.
 */
export async function readRedOver(tx: Tx, { accountSetId, paperId }: PaperKey): Promise<string | null> {
  const rows = await tx.$queryRaw<{ number: string }[]>`
    WITH back AS (
      SELECT r.order_id, r.order_line_no, sum(l.qty_e3) AS qty
      FROM goods_paper_line l JOIN receipt_order_line r ON r.account_set_id = l.account_set_id AND r.paper_id = l.source_paper_id
        AND r.line_no = l.source_line_no
      WHERE l.account_set_id = ${accountSetId} AND l.paper_id = ${paperId}::uuid GROUP BY 1, 2)
    SELECT max(p.number) AS number FROM back b
    JOIN goods_progress q ON q.account_set_id = ${accountSetId} AND q.paper_id = b.order_id AND q.line_no = b.order_line_no
    JOIN goods_paper_line x ON x.account_set_id = ${accountSetId} AND x.source_paper_id = b.order_id
      AND x.source_line_no = b.order_line_no AND x.qty_e3 < 0
    JOIN goods_paper g ON g.account_set_id = x.account_set_id AND g.paper_id = x.paper_id AND g.kind = 'PURCHASE_BILL' AND g.status = 'POSTED'
    JOIN paper p ON p.account_set_id = g.account_set_id AND p.id = g.paper_id
    GROUP BY b.order_id, b.order_line_no, b.qty, q.returned_e3
    HAVING sum(-x.qty_e3) > q.returned_e3 - b.qty ORDER BY 1 DESC LIMIT 1`
  return rows[0]?.number ?? null
}
