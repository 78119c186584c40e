import type { Slice } from '#lib/domain/stock-counts/schema.ts'
import type { Reader, Tx } from '#lib/db/client.ts'
import { searchTerm } from '#lib/db/search-term.ts'
import { Prisma } from '#prisma/generated/client.ts'

type Place = { accountSetId: number; warehouseId: string }

/** A product to be counted with what stands in the books as the count is opened. */
export type SliceProduct = { productId: string; bookE3: bigint }

/**
 * Lets one person at a time open a count in a warehouse, until the transaction ends. Its own statement: what is read
 * next stands behind the lock.
 */
export async function holdCounting(tx: Tx, { accountSetId, warehouseId }: Place): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended(${`count:${accountSetId}:${warehouseId}`}, 0))) AS held`
}

/** The products of a slice in order of their codes, at most `limit`. One statement. */
export async function readSlice(
  reader: Reader,
  { accountSetId, warehouseId }: Place,
  slice: Slice,
  limit: number,
): Promise<SliceProduct[]> {
  return reader.$queryRaw<SliceProduct[]>`
    SELECT p.id AS "productId", coalesce(b.on_hand_e3, 0) AS "bookE3"
    FROM product p LEFT JOIN stock_balance b ON b.account_set_id = ${accountSetId}
      AND b.warehouse_id = ${warehouseId}::uuid AND b.product_id = p.id
    WHERE ${within(slice)} ORDER BY p.code LIMIT ${limit}`
}

/** Which products `p` with their balance `b` the slice means: those that stand there, or exactly those named. */
function within(slice: Slice): Prisma.Sql {
  switch (slice.by) {
    case 'WHOLE':
      return Prisma.sql`b.on_hand_e3 > 0`
    case 'SEARCH': {
      const term = searchTerm(slice.text)
      return term === null
        ? Prisma.sql`false`
        : Prisma.sql`b.on_hand_e3 > 0 AND p.search_key LIKE ${term.longest} AND p.search_key LIKE ALL (${term.words}::text[])`
    }
    case 'RANGE':
      return Prisma.sql`b.on_hand_e3 > 0 AND p.code COLLATE "C" BETWEEN ${slice.fromCode} AND ${slice.toCode}`
    case 'LIST':
      return Prisma.sql`p.id = ANY(${slice.productIds}::uuid[])`
  }
}

/**
 * The first other count of the warehouse that is not posted yet and has one of the products, on a line or found beside
 * them; else null. One statement.
 */
export async function readOverlap(
  reader: Reader,
  { accountSetId, warehouseId }: Place,
  productIds: readonly string[],
  besides: string | null = null,
): Promise<{ number: string; product: string } | null> {
  const rows = await reader.$queryRaw<{ number: string; product: string }[]>`
    WITH counting AS (SELECT g.paper_id FROM goods_paper g WHERE g.account_set_id = ${accountSetId} AND g.kind = 'STOCK_COUNT'
        AND g.status IN ('OPEN', 'COUNTED', 'VERIFIED') AND g.warehouse_id = ${warehouseId}::uuid
        AND g.paper_id IS DISTINCT FROM ${besides}::uuid),
    counted AS (
      SELECT l.paper_id, l.product_id FROM counting JOIN goods_paper_line l ON l.account_set_id = ${accountSetId}
        AND l.paper_id = counting.paper_id WHERE l.product_id = ANY(${[...productIds]}::uuid[])
      UNION SELECT c.paper_id, c.product_id FROM counting JOIN goods_count c ON c.account_set_id = ${accountSetId}
        AND c.paper_id = counting.paper_id WHERE c.product_id = ANY(${[...productIds]}::uuid[]))
    SELECT p.number, r.name AS product FROM counted JOIN paper p ON p.account_set_id = ${accountSetId} AND p.id = counted.paper_id
    JOIN product r ON r.id = counted.product_id ORDER BY p.number, r.code LIMIT 1`
  return rows[0] ?? null
}

/** What a slice is called on the paper: the words searched for, the codes, or how many products. */
export function sliceName(slice: Slice): string {
  switch (slice.by) {
    case 'WHOLE':
      return ''
    case 'SEARCH':
      return slice.text
    case 'RANGE':
      return `${slice.fromCode} – ${slice.toCode}`
    case 'LIST':
      return ''
  }
}
