import type { Tx } from '#lib/db/client.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import type { StockMove } from '#lib/ledger/entries.ts'
import { moveStock, type StockRecorder } from '#lib/ledger/post.ts'

export type NewStock = {
  accountSetId: number
  warehouseId: string
  productId: string
  qtyE3: bigint
  valueFen: bigint
}

/** Puts goods into warehouses through the ledger, so that every balance can be proved from its entries. */
export async function seedOpeningStock(
  db: Tx,
  recorder: StockRecorder,
  businessDate: BusinessDate,
  stock: readonly NewStock[],
): Promise<void> {
  const moves = stock.map((row): StockMove => {
    return { ...row, fromPlace: 'OPENING', toPlace: 'WAREHOUSE', businessDate }
  })
  await moveStock(db, recorder, moves)
}
