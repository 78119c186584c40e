import type { Tx } from '#lib/db/client.ts'

/** A product in a warehouse, as the books have it. */
export type StockPlaceKey = { accountSetId: number; warehouseId: string; productId: string }

export type HeldStock = StockPlaceKey & { onHandE3: bigint; reservedE3: bigint; valueFen: bigint }

/**
 * Makes the balance rows that are missing and locks all of them, in the order every move takes: product, then
 * warehouse. For acts that move goods in more than one step, so that none waits for another in a circle. Two
 * statements, whatever the number.
 */
export async function holdStock(tx: Tx, places: readonly StockPlaceKey[]): Promise<HeldStock[]> {
  if (places.length === 0) return []
  const rows = JSON.stringify(places)
  await tx.$executeRaw`
    INSERT INTO stock_balance (account_set_id, warehouse_id, product_id, on_hand_e3)
    SELECT DISTINCT d."accountSetId", d."warehouseId", d."productId", 0
    FROM jsonb_to_recordset(${rows}::jsonb) AS d("accountSetId" int, "warehouseId" uuid, "productId" uuid)
    ORDER BY d."accountSetId", d."productId", d."warehouseId"
    ON CONFLICT DO NOTHING`
  return tx.$queryRaw<HeldStock[]>`
    SELECT b.account_set_id AS "accountSetId", b.warehouse_id AS "warehouseId", b.product_id AS "productId",
      b.on_hand_e3 AS "onHandE3", b.reserved_e3 AS "reservedE3", b.value_fen AS "valueFen"
    FROM stock_balance b WHERE (b.account_set_id, b.warehouse_id, b.product_id) IN
      (SELECT d."accountSetId", d."warehouseId", d."productId"
       FROM jsonb_to_recordset(${rows}::jsonb) AS d("accountSetId" int, "warehouseId" uuid, "productId" uuid))
    ORDER BY b.account_set_id, b.product_id, b.warehouse_id FOR UPDATE`
}
