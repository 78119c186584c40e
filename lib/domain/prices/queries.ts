import type { Reader } from '#lib/db/client.ts'
import { searchTerm } from '#lib/db/search-term.ts'
import { formatUnitPricePlain } from '#lib/kernel/money.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** A product with the price that stands on a day, yuan per base unit; null when there is none. */
export type PriceListRow = {
  productId: string
  code: string
  name: string
  specification: string
  baseUnit: string
  isActive: boolean
  listPrice: string | null
  floorPrice: string | null
  validFrom: string | null
  /** Customers who have a price of their own. */
  customerCount: number
}

type Priced<Row> = Omit<Row, 'listPrice' | 'floorPrice' | 'unitPrice'> & {
  unitPriceE4: bigint | null
  floorPriceE4: bigint | null
}

const PAGE = 50

/** The price list of an account set on a day, in order of product codes, a page by key. One statement. */
export async function listPrices(
  reader: Reader,
  wish: { accountSetId: number; date: string; query: string; afterCode: string | null },
): Promise<{ rows: PriceListRow[]; nextKey: string | null }> {
  const term = searchTerm(wish.query)
  if (term === null && wish.query.trim() !== '') return { rows: [], nextKey: null }
  const matches =
    term === null
      ? Prisma.sql`true`
      : Prisma.sql`p.search_key LIKE ${term.longest} AND p.search_key LIKE ALL (${term.words}::text[])`
  const listed = await reader.$queryRaw<Priced<PriceListRow>[]>`
    SELECT p.id AS "productId", p.code, p.name, p.specification, p.base_unit AS "baseUnit", p.is_active AS "isActive",
      l.unit_price_e4 AS "unitPriceE4", l.floor_price_e4 AS "floorPriceE4", l.valid_from::text AS "validFrom",
      own.customers AS "customerCount"
    FROM (SELECT * FROM product p
      WHERE (${wish.afterCode}::text IS NULL OR p.code > ${wish.afterCode}) AND ${matches}
      ORDER BY p.code LIMIT ${PAGE + 1}) p
    LEFT JOIN LATERAL (SELECT unit_price_e4, floor_price_e4, valid_from FROM list_price l
      WHERE l.account_set_id = ${wish.accountSetId}::int AND l.product_id = p.id AND l.valid_from <= ${wish.date}::date
      ORDER BY l.valid_from DESC LIMIT 1) l ON true
    CROSS JOIN LATERAL (SELECT count(DISTINCT c.customer_id)::int AS customers FROM customer_price c
      WHERE c.account_set_id = ${wish.accountSetId}::int AND c.product_id = p.id) own
    ORDER BY p.code`
  const rows = listed.slice(0, PAGE).map(({ unitPriceE4, floorPriceE4, ...row }) => ({
    ...row,
    listPrice: yuan(unitPriceE4),
    floorPrice: yuan(floorPriceE4),
  }))
  return { rows, nextKey: listed.length > PAGE ? (rows.at(-1)?.code ?? null) : null }
}

export type ListPriceStep = {
  validFrom: string
  unitPrice: string
  floorPrice: string | null
  setByName: string
  setAt: string
}

export type CustomerPriceStep = {
  customerId: string
  customerCode: string
  customerName: string
  validFrom: string
  /** Null: the customer's own price ended on that day. */
  unitPrice: string | null
  setByName: string
}

export type ProductPrices = {
  productId: string
  code: string
  name: string
  specification: string
  baseUnit: string
  isActive: boolean
  listPrices: ListPriceStep[]
  customerPrices: CustomerPriceStep[]
}

type StoredPrices = Omit<ProductPrices, 'listPrices' | 'customerPrices'> & {
  listPrices: (Omit<ListPriceStep, 'unitPrice' | 'floorPrice'> & {
    priceE4: string
    floorE4: string | null
  })[]
  customerPrices: (Omit<CustomerPriceStep, 'unitPrice'> & { priceE4: string | null })[]
}

/** One product's prices in an account set with their history, newest first, at most two hundred each. One statement. */
export async function productPrices(
  reader: Reader,
  key: { accountSetId: number; productId: string },
): Promise<ProductPrices | null> {
  const rows = await reader.$queryRaw<StoredPrices[]>`
    SELECT p.id AS "productId", p.code, p.name, p.specification, p.base_unit AS "baseUnit", p.is_active AS "isActive",
      (SELECT coalesce(jsonb_agg(to_jsonb(l)), '[]') FROM (
        SELECT l.valid_from::text AS "validFrom", l.unit_price_e4::text AS "priceE4", l.floor_price_e4::text AS "floorE4",
          u.display_name AS "setByName", to_char(l.set_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "setAt"
        FROM list_price l JOIN app_user u ON u.id = l.set_by_id
        WHERE l.account_set_id = ${key.accountSetId}::int AND l.product_id = p.id
        ORDER BY l.valid_from DESC LIMIT 200) l) AS "listPrices",
      (SELECT coalesce(jsonb_agg(to_jsonb(o)), '[]') FROM (
        SELECT c.id AS "customerId", c.code AS "customerCode", c.name AS "customerName", o.valid_from::text AS "validFrom",
          o.unit_price_e4::text AS "priceE4", u.display_name AS "setByName"
        FROM customer_price o JOIN customer c ON c.account_set_id = o.account_set_id AND c.id = o.customer_id
        JOIN app_user u ON u.id = o.set_by_id
        WHERE o.account_set_id = ${key.accountSetId}::int AND o.product_id = p.id
        ORDER BY o.valid_from DESC, c.code LIMIT 200) o) AS "customerPrices"
    FROM product p WHERE p.id = ${key.productId}::uuid`
  const row = rows[0]
  if (row === undefined) return null
  return {
    ...row,
    listPrices: row.listPrices.map(({ priceE4, floorE4, ...step }) => ({
      ...step,
      unitPrice: formatUnitPricePlain(BigInt(priceE4)),
      floorPrice: floorE4 === null ? null : formatUnitPricePlain(BigInt(floorE4)),
    })),
    customerPrices: row.customerPrices.map(({ priceE4, ...step }) => ({
      ...step,
      unitPrice: priceE4 === null ? null : formatUnitPricePlain(BigInt(priceE4)),
    })),
  }
}

function yuan(priceE4: bigint | null): string | null {
  return priceE4 === null ? null : formatUnitPricePlain(priceE4)
}
