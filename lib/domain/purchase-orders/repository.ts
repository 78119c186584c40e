import type { Tx } from '#lib/db/client.ts'
import type { PaperKey } from '#lib/papers/custody.ts'

/** The running figures of a new order: nothing came, nothing is billed. One statement. */
export async function insertProgress(
  tx: Tx,
  { accountSetId, paperId }: { accountSetId: number; paperId: string },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO goods_progress (account_set_id, paper_id, line_no)
    SELECT account_set_id, paper_id, line_no FROM goods_paper_line
    WHERE account_set_id = ${accountSetId} AND paper_id = ${paperId}::uuid`
}

/**
 * The approved order has what its receipt brought, less what went back of it since: in goods, in value and in its status.
 * One statement; the caller holds order and receipt.
 */
export async function takeOver(tx: Tx, { accountSetId, paperId }: PaperKey): Promise<void> {
  await tx.$executeRaw`
    WITH came AS (
      SELECT o.line_no, sum(e.qty_e3)::bigint AS qty, sum(e.value_fen)::bigint AS net
      FROM goods_paper_line o JOIN stock_entry e ON e.account_set_id = o.account_set_id AND e.paper_id = o.source_paper_id
        AND e.line_no = o.source_line_no AND e.reverses_id IS NULL
      WHERE o.account_set_id = ${accountSetId} AND o.paper_id = ${paperId}::uuid GROUP BY 1),
    back AS (
      SELECT o.line_no, sum(l.qty_e3)::bigint AS qty, sum(l.net_fen)::bigint AS net
      FROM goods_paper_line o JOIN goods_paper_line l ON l.account_set_id = o.account_set_id
        AND l.source_paper_id = o.source_paper_id AND l.source_line_no = o.source_line_no
      JOIN goods_paper g ON g.account_set_id = l.account_set_id AND g.paper_id = l.paper_id
        AND g.kind = 'SUPPLIER_RETURN' AND g.status = 'POSTED'
      WHERE o.account_set_id = ${accountSetId} AND o.paper_id = ${paperId}::uuid GROUP BY 1),
    progress AS (UPDATE goods_progress q SET received_e3 = c.qty, returned_e3 = coalesce(b.qty, 0),
        received_net_fen = c.net - coalesce(b.net, 0)
      FROM came c LEFT JOIN back b ON b.line_no = c.line_no
      WHERE q.account_set_id = ${accountSetId} AND q.paper_id = ${paperId}::uuid AND q.line_no = c.line_no)
    UPDATE goods_paper SET status = 'RECEIVED', version = version + 1
    WHERE account_set_id = ${accountSetId} AND paper_id = ${paperId}::uuid`
}
