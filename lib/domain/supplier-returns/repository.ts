import type { Tx } from '#lib/db/client.ts'
import type { PaperKey } from '#lib/papers/custody.ts'

/**
 * Holds the orders behind the receipts that a return names, then the receipts, each in the order of their ids, before
 * the return itself. One statement.
 */
export async function holdOrdersAndReceipts(tx: Tx, { accountSetId, paperId }: PaperKey): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM paper p
    JOIN (SELECT DISTINCT g.source_paper_id AS id, 1 AS floor FROM goods_paper_line l JOIN goods_paper g
        ON g.account_set_id = l.account_set_id AND g.paper_id = l.source_paper_id
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
      SELECT r.source_paper_id AS paper_id, r.source_line_no AS line_no, sum(l.qty_e3)::bigint AS qty, sum(l.net_fen)::bigint AS net
      FROM goods_paper_line l JOIN goods_paper_line r ON r.account_set_id = l.account_set_id AND r.paper_id = l.source_paper_id
        AND r.line_no = l.source_line_no
      WHERE l.account_set_id = ${accountSetId} AND l.paper_id = ${paperId}::uuid AND r.source_line_no IS NOT NULL GROUP BY 1, 2)
    UPDATE goods_progress q SET returned_e3 = q.returned_e3 + ${sign}::int * b.qty,
      received_net_fen = q.received_net_fen - ${sign}::int * b.net
    FROM back b WHERE q.account_set_id = ${accountSetId} AND q.paper_id = b.paper_id AND q.line_no = b.line_no`
}
