import type { Tx } from '#lib/db/client.ts'

export type NewListPrice = {
  accountSetId: number
  productId: string
  validFrom: string
  unitPriceE4: bigint
  floorPriceE4?: bigint
}

export type NewCustomerPrice = {
  accountSetId: number
  customerId: string
  productId: string
  validFrom: string
  unitPriceE4: bigint | null
}

/** Sets list prices with their floors, 1/10000 yuan per base unit. */
export async function seedListPrices(
  db: Tx,
  setById: string,
  prices: readonly NewListPrice[],
): Promise<void> {
  await db.$executeRaw`
    INSERT INTO list_price (account_set_id, product_id, valid_from, unit_price_e4, floor_price_e4, set_by_id)
    SELECT p."accountSetId", p."productId", p."validFrom", p."unitPriceE4", p."floorPriceE4", ${setById}::uuid
    FROM jsonb_to_recordset(${jsonOf(prices)}::jsonb) AS p(
      "accountSetId" int, "productId" uuid, "validFrom" date, "unitPriceE4" bigint, "floorPriceE4" bigint)`
}

/** Sets customers' own prices; a null price ends one. */
export async function seedCustomerPrices(
  db: Tx,
  setById: string,
  prices: readonly NewCustomerPrice[],
): Promise<void> {
  await db.$executeRaw`
    INSERT INTO customer_price (account_set_id, customer_id, product_id, valid_from, unit_price_e4, set_by_id)
    SELECT p."accountSetId", p."customerId", p."productId", p."validFrom", p."unitPriceE4", ${setById}::uuid
    FROM jsonb_to_recordset(${jsonOf(prices)}::jsonb) AS p(
      "accountSetId" int, "customerId" uuid, "productId" uuid, "validFrom" date, "unitPriceE4" bigint)`
}

function jsonOf(rows: readonly object[]): string {
  return JSON.stringify(rows, (_key, value: unknown) => (typeof value === 'bigint' ? `${value}` : value))
}
