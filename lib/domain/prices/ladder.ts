/** Everything the desk knows of one product's price for one customer on one day, 1/10000 yuan per base unit. */
export type PriceOffer = {
  productId: string
  customerPriceE4: bigint | null
  /** The price on the customer's last delivery note with this product, gifts and voided notes apart. */
  lastPriceE4: bigint | null
  lastPriceOn: string | null
  listPriceE4: bigint | null
  floorPriceE4: bigint | null
}

/** The rungs of the ladder, first one first. */
export type PriceRung = 'CUSTOMER_PRICE' | 'LAST_PRICE' | 'LIST_PRICE'

/** The price the ladder offers: customer price, then last price, then list price; null when there is none. */
export function offeredPrice(offer: PriceOffer): { unitPriceE4: bigint; source: PriceRung } | null {
  if (offer.customerPriceE4 !== null) return { unitPriceE4: offer.customerPriceE4, source: 'CUSTOMER_PRICE' }
  if (offer.lastPriceE4 !== null) return { unitPriceE4: offer.lastPriceE4, source: 'LAST_PRICE' }
  if (offer.listPriceE4 !== null) return { unitPriceE4: offer.listPriceE4, source: 'LIST_PRICE' }
  return null
}
