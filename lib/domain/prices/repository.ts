import type { Reader, Tx } from '#lib/db/client.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'

export type ListPriceRow = {
  accountSetId: number
  productId: string
  validFrom: BusinessDate
  unitPriceE4: bigint
  floorPriceE4: bigint | null
}

export type CustomerPriceRow = {
  accountSetId: number
  customerId: string
  productId: string
  validFrom: BusinessDate
  unitPriceE4: bigint | null
}

/** What of a price's subject the actor may price: null when product, customer or account set are not there. */
export type PriceSubject = {
  isProductActive: boolean
  isCustomerActive: boolean
  /** The price that stands on that day now. */
  unitPriceE4: bigint | null
  floorPriceE4: bigint | null
}

/** The product and the list price that stands on a day, within these account sets. One statement. */
export async function readListPriceSubject(
  reader: Reader,
  accountSetIds: readonly number[],
  key: { accountSetId: number; productId: string; validFrom: string },
): Promise<PriceSubject | null> {
  const rows = await reader.$queryRaw<PriceSubject[]>`
    SELECT p.is_active AS "isProductActive", true AS "isCustomerActive", l.unit_price_e4 AS "unitPriceE4",
      l.floor_price_e4 AS "floorPriceE4"
    FROM product p
    JOIN account_set s ON s.id = ${key.accountSetId}::int AND s.id = ANY (${[...accountSetIds]}::int[])
    LEFT JOIN LATERAL (SELECT unit_price_e4, floor_price_e4 FROM list_price l
      WHERE l.account_set_id = s.id AND l.product_id = p.id AND l.valid_from <= ${key.validFrom}::date
      ORDER BY l.valid_from DESC LIMIT 1) l ON true
    WHERE p.id = ${key.productId}::uuid`
  return rows[0] ?? null
}

/** The product, the customer and the customer's price that stands on a day, within these account sets. One statement. */
export async function readCustomerPriceSubject(
  reader: Reader,
  accountSetIds: readonly number[],
  key: { accountSetId: number; customerId: string; productId: string; validFrom: string },
): Promise<PriceSubject | null> {
  const rows = await reader.$queryRaw<PriceSubject[]>`
    SELECT p.is_active AS "isProductActive", c.is_active AS "isCustomerActive", own.unit_price_e4 AS "unitPriceE4",
      NULL::bigint AS "floorPriceE4"
    FROM product p
    JOIN customer c ON c.account_set_id = ${key.accountSetId}::int AND c.id = ${key.customerId}::uuid
      AND c.account_set_id = ANY (${[...accountSetIds]}::int[])
    LEFT JOIN LATERAL (SELECT unit_price_e4 FROM customer_price o
      WHERE o.account_set_id = c.account_set_id AND o.customer_id = c.id AND o.product_id = p.id
        AND o.valid_from <= ${key.validFrom}::date
      ORDER BY o.valid_from DESC LIMIT 1) own ON true
    WHERE p.id = ${key.productId}::uuid`
  return rows[0] ?? null
}

/** Sets list prices; the price already set for the same day gives way. One statement. */
export async function saveListPrices(
  tx: Tx,
  setter: { setById: string; at: Date },
  prices: readonly ListPriceRow[],
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO list_price (account_set_id, product_id, valid_from, unit_price_e4, floor_price_e4, set_by_id, set_at)
    SELECT p."accountSetId", p."productId", p."validFrom", p."unitPriceE4", p."floorPriceE4", ${setter.setById}::uuid,
      ${setter.at.toISOString()}::timestamptz
    FROM jsonb_to_recordset(${jsonOf(prices)}::jsonb) AS p("accountSetId" int, "productId" uuid, "validFrom" date,
      "unitPriceE4" bigint, "floorPriceE4" bigint)
    ORDER BY 1, 2, 3
    ON CONFLICT (account_set_id, product_id, valid_from) DO UPDATE SET unit_price_e4 = excluded.unit_price_e4,
      floor_price_e4 = excluded.floor_price_e4, set_by_id = excluded.set_by_id, set_at = excluded.set_at`
}

/** Sets customers' own prices; the price already set for the same day gives way. One statement. */
export async function saveCustomerPrices(
  tx: Tx,
  setter: { setById: string; at: Date },
  prices: readonly CustomerPriceRow[],
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO customer_price (account_set_id, customer_id, product_id, valid_from, unit_price_e4, set_by_id, set_at)
    SELECT p."accountSetId", p."customerId", p."productId", p."validFrom", p."unitPriceE4", ${setter.setById}::uuid,
      ${setter.at.toISOString()}::timestamptz
    FROM jsonb_to_recordset(${jsonOf(prices)}::jsonb) AS p("accountSetId" int, "customerId" uuid, "productId" uuid,
      "validFrom" date, "unitPriceE4" bigint)
    ORDER BY 1, 2, 3, 4
    ON CONFLICT (account_set_id, customer_id, product_id, valid_from) DO UPDATE SET
      unit_price_e4 = excluded.unit_price_e4, set_by_id = excluded.set_by_id, set_at = excluded.set_at`
}

function jsonOf(rows: readonly object[]): string {
  return JSON.stringify(rows, (_key, value: unknown) => (typeof value === 'bigint' ? `${value}` : value))
}
