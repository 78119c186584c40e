import type { Reader } from '#lib/db/client.ts'
import type { PriceOffer } from '#lib/domain/prices/ladder.ts'
import { OFFER_COLUMNS, type OfferScope, offerJoins } from '#lib/domain/prices/offers.ts'
import { Prisma } from '#prisma/generated/client.ts'

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
