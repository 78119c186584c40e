import type { Tx } from '#lib/db/client.ts'
import type { FoundLine } from '#lib/papers/goods/content.ts'
import type { GoodsPaper } from '#lib/papers/goods/held.ts'

/**
 * Keeps lines of a stock count with what stands in the books at this very moment, in the same statement: whoever moves
 * the goods at the same time comes before or after it, and what is sold later changes nothing. One statement, whatever
 * the number of lines; callers hold the paper.
 */
export async function insertCountsWithBook(
  tx: Tx,
  paper: Pick<GoodsPaper, 'accountSetId' | 'paperId' | 'warehouseId'>,
  found: readonly Pick<FoundLine, 'round' | 'lineNo' | 'productId' | 'goodE3' | 'reason'>[],
  by: { actorId: string; at: Date },
): Promise<void> {
  await tx.$executeRaw`
    WITH found AS (SELECT * FROM jsonb_to_recordset(${JSON.stringify(found)}::jsonb)
        AS f(round int, "lineNo" int, "productId" uuid, "goodE3" bigint, reason text)),
    book AS MATERIALIZED (SELECT b.product_id, b.on_hand_e3 FROM stock_balance b
      WHERE b.account_set_id = ${paper.accountSetId} AND b.warehouse_id = ${paper.warehouseId}::uuid
        AND b.product_id IN (SELECT "productId" FROM found)
      ORDER BY b.product_id FOR SHARE)
    INSERT INTO goods_count (account_set_id, paper_id, round, line_no, product_id, good_e3, book_e3, reason, counted_by_id, counted_at)
    SELECT ${paper.accountSetId}, ${paper.paperId}::uuid, f.round, f."lineNo", f."productId", f."goodE3",
      coalesce(b.on_hand_e3, 0), f.reason, ${by.actorId}::uuid, ${by.at}
    FROM found f LEFT JOIN book b ON b.product_id = f."productId"`
}
