import type { Reader } from '#lib/db/client.ts'

type Place = { accountSetId: number; warehouseId: string }

/** Which papers hold goods of these products reserved in the warehouse, product by product. One statement. */
export async function readHolders(
  reader: Reader,
  { accountSetId, warehouseId }: Place,
  productIds: readonly string[],
): Promise<ReadonlyMap<string, string[]>> {
  const rows = await reader.$queryRaw<{ productId: string; numbers: string[] }[]>`
    SELECT held.product_id AS "productId", array_agg(DISTINCT p.number) AS numbers FROM (
      SELECT l.product_id, l.paper_id FROM delivery_note n JOIN delivery_note_line l USING (account_set_id, paper_id)
      WHERE n.account_set_id = ${accountSetId} AND n.warehouse_id = ${warehouseId}::uuid
        AND n.status IN ('ISSUED', 'PICKING', 'PREPARED', 'VERIFIED') AND l.product_id = ANY(${[...productIds]}::uuid[])
      UNION
      SELECT l.product_id, l.paper_id FROM goods_paper g JOIN goods_paper_line l USING (account_set_id, paper_id)
      WHERE g.account_set_id = ${accountSetId} AND g.warehouse_id = ${warehouseId}::uuid
        AND g.kind IN ('STOCK_OUT', 'SUPPLIER_RETURN', 'TRANSFER') AND g.status IN ('OPEN', 'COUNTED', 'VERIFIED')
        AND l.product_id = ANY(${[...productIds]}::uuid[])) held
    JOIN paper p ON p.account_set_id = ${accountSetId} AND p.id = held.paper_id
    GROUP BY held.product_id`
  return new Map(rows.map(({ productId, numbers }) => [productId, numbers.slice(0, 5)]))
}

/** What the last of each product that came in cost: fen for 1/1000 base units of it. One statement. */
export async function readLastCosts(
  reader: Reader,
  accountSetId: number,
  productIds: readonly string[],
): Promise<ReadonlyMap<string, { qtyE3: bigint; valueFen: bigint }>> {
  const rows = await reader.$queryRaw<{ productId: string; qtyE3: bigint; valueFen: bigint }[]>`
    SELECT w.id AS "productId", e.qty_e3 AS "qtyE3", e.value_fen AS "valueFen"
    FROM unnest(${[...productIds]}::uuid[]) AS w(id) CROSS JOIN LATERAL (
      SELECT s.qty_e3, s.value_fen FROM stock_entry s WHERE s.account_set_id = ${accountSetId} AND s.product_id = w.id
        AND s.to_place = 'WAREHOUSE' AND s.from_place IN ('SUPPLIER', 'OPENING') AND s.reverses_id IS NULL
        AND NOT EXISTS (SELECT FROM stock_entry r WHERE r.account_set_id = s.account_set_id AND r.reverses_id = s.id)
      ORDER BY s.id DESC LIMIT 1) e`
  return new Map(rows.map(({ productId, qtyE3, valueFen }) => [productId, { qtyE3, valueFen }]))
}
