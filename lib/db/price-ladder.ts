import type { Reader } from '#lib/db/client.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import { Prisma } from '#prisma/generated/client.ts'

/*
 * The price ladder as SQL, in one place: what the page offers and what the issue command checks cannot disagree.
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
  own.unit_price_e4 AS "customerPriceE4", last.unit_price_e4 AS "lastPriceE4", last.business_date::text AS "lastPriceOn",
  list.unit_price_e4 AS "listPriceE4", list.floor_price_e4 AS "floorPriceE4"`

/**
 * Whether the price of line `l` of note `n` needed nobody's consent: the note had no application, or the price is one
 * of the ladder's and not under the floor of its day.
 */
const STANDS_BY_ITSELF = Prisma.sql`(n.application_id IS NULL OR l.price_source <> 'MANUAL' AND coalesce(l.unit_price_e4 >= (
          SELECT f.floor_price_e4 FROM list_price f
          WHERE f.account_set_id = l.account_set_id AND f.product_id = l.product_id
            AND f.valid_from <= l.business_date
          ORDER BY f.valid_from DESC LIMIT 1), true))`

/** Joins the three rungs of the price ladder to a row whose product id is `productId`; each is one index descent. */
export function offerJoins(scope: OfferScope, productId: Prisma.Sql): Prisma.Sql {
  const { accountSetId, customerId, businessDate } = scope
  return Prisma.sql`
    LEFT JOIN LATERAL (
      SELECT c.unit_price_e4 FROM customer_price c
      WHERE c.account_set_id = ${accountSetId}::int AND c.customer_id = ${customerId}::uuid
        AND c.product_id = ${productId} AND c.valid_from <= ${businessDate}::date
      ORDER BY c.valid_from DESC LIMIT 1) own ON true
    LEFT JOIN LATERAL (
      SELECT l.unit_price_e4, l.business_date FROM delivery_note_line l
      JOIN delivery_note n ON n.account_set_id = l.account_set_id AND n.paper_id = l.paper_id
        AND n.status NOT IN ('VOIDED', 'REVERSED')
      WHERE l.account_set_id = ${accountSetId}::int AND l.customer_id = ${customerId}::uuid
        AND l.product_id = ${productId} AND l.business_date <= ${businessDate}::date AND NOT l.is_gift
        AND ${STANDS_BY_ITSELF}
      ORDER BY l.business_date DESC, l.paper_id DESC LIMIT 1) last ON true
    LEFT JOIN LATERAL (
      SELECT f.unit_price_e4, f.floor_price_e4 FROM list_price f
      WHERE f.account_set_id = ${accountSetId}::int AND f.product_id = ${productId}
        AND f.valid_from <= ${businessDate}::date
      ORDER BY f.valid_from DESC LIMIT 1) list ON true`
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
