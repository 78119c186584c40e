import type { Person } from '#lib/auth/actor.ts'
import type { Reader } from '#lib/db/client.ts'

/** Which figures a person must not be shown because they count the goods blind. */
export type Counting = {
  /** Whether the product's stock in this warehouse is hidden; null asks about all warehouses together. */
  hides: (productId: string, warehouseId: string | null) => boolean
}

export const NOTHING_COUNTED: Counting = { hides: () => false }

/** Who may be counting. */
export type Counter = Pick<Person, 'roles' | 'warehouseIds' | 'accountSetIds'>

/**
 * What of the stock is hidden from a keeper (R19): the products of every count of their stores that is not finished yet, in
 * the store, its damaged corner and on the way to it. Ends with the keeper's signature. Nothing is hidden from anybody
 * else, and then no statement is sent; otherwise one.
 */
export async function readCounting(reader: Reader, person: Counter): Promise<Counting> {
  if (!person.roles.includes('KEEPER') || person.warehouseIds.length === 0) return NOTHING_COUNTED
  const rows = await reader.$queryRaw<{ productId: string; warehouseId: string }[]>`
    WITH counting AS (SELECT g.account_set_id, g.paper_id, coalesce(w.parent_id, w.id) AS store_id
      FROM goods_paper g JOIN warehouse w ON w.id = g.warehouse_id
      WHERE g.account_set_id = ANY(${[...person.accountSetIds]}::int[]) AND g.kind = 'STOCK_COUNT' AND g.status = 'OPEN'
        AND coalesce(w.parent_id, w.id) = ANY(${[...person.warehouseIds]}::uuid[]))
    SELECT DISTINCT l.product_id AS "productId", w.id AS "warehouseId" FROM counting c
    JOIN (SELECT account_set_id, paper_id, product_id FROM goods_paper_line
      UNION ALL SELECT account_set_id, paper_id, product_id FROM goods_count) l USING (account_set_id, paper_id)
    JOIN warehouse w ON coalesce(w.parent_id, w.id) = c.store_id`
  const pairs = new Set(rows.map(({ productId, warehouseId }) => `${productId} ${warehouseId}`))
  const products = new Set(rows.map(({ productId }) => productId))
  return {
    hides: (productId, warehouseId) =>
      warehouseId === null ? products.has(productId) : pairs.has(`${productId} ${warehouseId}`),
  }
}
