import type { Reader } from '#lib/db/client.ts'
import type { ProductUnit } from '#lib/kernel/quantity.ts'

export type StockProduct = { id: string; isActive: boolean; units: ProductUnit[] }

/** Products with their units, by id. One statement. */
export async function readStockProducts(
  reader: Reader,
  productIds: readonly string[],
): Promise<Map<string, StockProduct>> {
  const rows = await reader.$queryRaw<
    { id: string; isActive: boolean; units: { unit: string; factorE3: string }[] }[]
  >`
    SELECT p.id, p.is_active AS "isActive",
      (SELECT jsonb_agg(jsonb_build_object('unit', u.unit, 'factorE3', u.factor_e3::text)) FROM product_unit u
       WHERE u.product_id = p.id) AS units
    FROM product p WHERE p.id = ANY (${[...productIds]}::uuid[])`
  return new Map(
    rows.map((row) => [
      row.id,
      { ...row, units: row.units.map(({ unit, factorE3 }) => ({ unit, factorE3: BigInt(factorE3) })) },
    ]),
  )
}

/** Whether the account set is one of these and the warehouse is in use; null when either is not there. */
export async function readStockPlace(
  reader: Reader,
  accountSetIds: readonly number[],
  key: { accountSetId: number; warehouseId: string },
): Promise<{ isWarehouseActive: boolean } | null> {
  const rows = await reader.$queryRaw<{ isWarehouseActive: boolean }[]>`
    SELECT w.is_active AS "isWarehouseActive" FROM warehouse w
    JOIN account_set s ON s.id = ${key.accountSetId}::int AND s.id = ANY (${[...accountSetIds]}::int[])
    WHERE w.id = ${key.warehouseId}::uuid AND w.kind <> 'TRANSIT'`
  return rows[0] ?? null
}
