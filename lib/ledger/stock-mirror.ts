import type { Tx } from '#lib/db/client.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import type { StockMove } from '#lib/ledger/entries.ts'

/** Every goods entry of a paper that is not mirrored yet, turned round at the value it was entered at. One statement. */
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
