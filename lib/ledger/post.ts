import type { Tx } from '#lib/db/client.ts'
import { asText } from '#lib/ledger/as-text.ts'
import type { StockMove, StockMoved } from '#lib/ledger/entries.ts'

/** Who enters the moves, and when. */
export type StockRecorder = { readonly recordedById: string; readonly at: Date }

/**
 * Moves goods: creates the balance rows that are missing, locks all of them in product order, inserts the
 * entries and changes the balances from the inserted rows. One statement, whatever the number of moves.
 *
 * PostgreSQL refuses what is not there (`stock_never_negative`, `stock_never_oversold`). Throws when a period
 * is not open: callers hold it with `holdPeriod` and refuse before.
 */
export async function moveStock(
  tx: Tx,
  recorder: StockRecorder,
  moves: readonly StockMove[],
): Promise<StockMoved[]> {
  if (moves.length === 0) return []
  return tx.$queryRaw<StockMoved[]>`
    SELECT m.entry_id AS id, m.warehouse_id AS "warehouseId", m.product_id AS "productId", m.paper_id AS "paperId",
      m.line_no AS "lineNo", m.qty_e3 AS "qtyE3", m.value_fen AS "valueFen"
    FROM move_stock(${JSON.stringify(moves, asText)}::jsonb, ${recorder.recordedById}::uuid, ${recorder.at.toISOString()}::timestamptz) m`
}
