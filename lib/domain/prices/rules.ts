import type { PriceOffer } from '#lib/db/price-ladder.ts'

/** The rungs of the ladder, first one first. */
export type PriceRung = 'CUSTOMER_PRICE' | 'LAST_PRICE' | 'LIST_PRICE'

/** The price the ladder offers: customer price, then last price, then list price; null when there is none. */
export function offeredPrice(offer: PriceOffer): { unitPriceE4: bigint; source: PriceRung } | null {
  if (offer.customerPriceE4 !== null) return { unitPriceE4: offer.customerPriceE4, source: 'CUSTOMER_PRICE' }
  if (offer.lastPriceE4 !== null) return { unitPriceE4: offer.lastPriceE4, source: 'LAST_PRICE' }
  if (offer.listPriceE4 !== null) return { unitPriceE4: offer.listPriceE4, source: 'LIST_PRICE' }
  return null
}

/** A price is set for today or a later day: what notes of the past were written with stays true (R89). */
export function wrongPriceFields(
  input: { validFrom: string },
  subject: { isProductActive: boolean; isCustomerActive: boolean },
  today: string,
): Record<string, string> | null {
  const wrong: Record<string, string> = {}
  if (input.validFrom < today) wrong['validFrom'] = 'pastDate'
  if (!subject.isProductActive) wrong['productId'] = 'inactive'
  if (!subject.isCustomerActive) wrong['customerId'] = 'inactive'
  return Object.keys(wrong).length === 0 ? null : wrong
}
