import type { Reader } from '#lib/db/client.ts'
import type { ExportList } from '#lib/domain/master-files/schema.ts'

/** How many rows a list has within these account sets; for the evidence of an export. */
export async function countExportRows(
  reader: Reader,
  list: ExportList,
  accountSetIds: readonly number[],
): Promise<number> {
  const sets = [...accountSetIds]
  const counted = {
    customers: () =>
      reader.$queryRaw<{ count: number }[]>`
        SELECT count(*)::int AS count FROM customer WHERE account_set_id = ANY (${sets}::int[])`,
    products: () => reader.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS count FROM product`,
    prices: () =>
      reader.$queryRaw<{ count: number }[]>`
        SELECT ((SELECT count(DISTINCT (account_set_id, product_id)) FROM list_price WHERE account_set_id = ANY (${sets}::int[]))
          + (SELECT count(DISTINCT (account_set_id, customer_id, product_id)) FROM customer_price
             WHERE account_set_id = ANY (${sets}::int[])))::int AS count`,
  }
  const [row] = await counted[list]()
  return row?.count ?? 0
}
