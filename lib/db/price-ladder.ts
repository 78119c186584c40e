import type { Reader } from '#lib/db/client.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import { Prisma } from '#prisma/generated/client.ts'

/*
 * The price ladder, in one place: the function `price_offer` of the database. What the page offers and what the issue
 * command checks cannot disagree.
 */

/** Everything the desk knows of one product's price for one customer on one day, 1/10000 yuan per base unit. */
export type PriceOffer = {
  productId: string
  customerPriceE4: bigint | null
  /**
   * The price on the customer's last delivery note with this product, gifts and voided notes apart, and apart from
   * prices that a manager agreed to once: outside the ladder or under the floor, by an application (R116).
   */
  lastPriceE4: bigint | null
  lastPriceOn: string | null
  listPriceE4: bigint | null
  floorPriceE4: bigint | null
}

/** Whose prices, and on what day. */
export type OfferScope = { accountSetId: number; customerId: string | null; businessDate: BusinessDate }

/** Select list that goes with `offerJoins`; with a product id it makes a `PriceOffer`. */
export const OFFER_COLUMNS = Prisma.sql`
  offer.customer_price_e4 AS "customerPriceE4", offer.last_price_e4 AS "lastPriceE4",
  offer.last_price_on::text AS "lastPriceOn", offer.list_price_e4 AS "listPriceE4", offer.floor_price_e4 AS "floorPriceE4"`

/** Joins the rungs of the price ladder to a row whose product id is `productId`; each is one index descent. */
export function offerJoins(scope: OfferScope, productId: Prisma.Sql): Prisma.Sql {
  const { accountSetId, customerId, businessDate } = scope
  return Prisma.sql`
    CROSS JOIN LATERAL price_offer(${accountSetId}::int, ${customerId}::uuid, ${productId}, ${businessDate}::date) offer`
}

/**
 * What the desk offers this customer for many products on a day: customer price, last price, list price and
 * floor. One statement; a product nobody priced has an offer with nothing in it.
 */
export async function priceLadder(
  reader: Reader,
  scope: OfferScope & { productIds: readonly string[] },
): Promise<Map<string, PriceOffer>> {
  const offers = await reader.$queryRaw<PriceOffer[]>`
    SELECT wanted.id AS "productId", ${OFFER_COLUMNS}
    FROM unnest(${[...new Set(scope.productIds)]}::uuid[]) AS wanted(id)
    ${offerJoins(scope, Prisma.sql`wanted.id`)}`
  return new Map(offers.map((offer) => [offer.productId, offer]))
}
