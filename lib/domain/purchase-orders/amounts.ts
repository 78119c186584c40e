import { normaliseDigits, type Parsed } from '#lib/kernel/decimal.ts'
import {
  asBp,
  asUnitPriceE4,
  divideRounded,
  isAmountInRange,
  lineAmount,
  parseUnitPrice,
  type PriceMode,
  splitTax,
  type UnitPriceE4,
} from '#lib/kernel/money.ts'
import { parseQuantity, type ProductUnit } from '#lib/kernel/quantity.ts'

const BASE_E3 = 1000n

/** A price as typed: for which unit, and what it makes for one base unit, rounded to 1/10000 yuan. */
export type BuyingPrice = { priceE4: UnitPriceE4; factorE3: bigint; baseE4: UnitPriceE4 }

/** Reads `26.5`, `26.5/瓶` or `320/箱`: yuan for a base unit unless a unit of the product is named. */
export function parseBuyingPrice(typed: string, units: readonly ProductUnit[]): Parsed<BuyingPrice, string> {
  const [figure = '', named, ...more] = normaliseDigits(typed).replaceAll('／', '/').split('/')
  if (more.length > 0) return { ok: false, code: 'notANumber' }
  const price = parseUnitPrice(figure)
  if (!price.ok) return price
  const wanted = named?.trim().toLowerCase()
  const unit = wanted === undefined ? undefined : units.find((one) => one.unit.toLowerCase() === wanted)
  if (wanted !== undefined && unit === undefined) return { ok: false, code: 'unknownUnit' }
  const factorE3 = unit?.factorE3 ?? BASE_E3
  const baseE4 = asUnitPriceE4(divideRounded(price.value * BASE_E3, factorE3))
  return { ok: true, value: { priceE4: price.value, factorE3, baseE4 } }
}

/** A line as bought: figures in fen, 1/10000 yuan and 1/1000 base units. */
export type BoughtLine = {
  qtyE3: bigint
  unitPriceE4: bigint
  amountFen: bigint
  taxRateBp: number
  netFen: bigint
  taxFen: bigint
}

/** Works a line out, or answers the field that is wrong. The amount is rounded once, from the price as it was typed. */
export function workBought(
  typed: { quantity: string; unitPrice: string },
  product: { units: readonly ProductUnit[]; taxRateBp: number },
  priceMode: PriceMode,
): { ok: true; line: BoughtLine } | { ok: false; field: 'quantity' | 'unitPrice'; code: string } {
  const quantity = parseQuantity(typed.quantity, product.units)
  if (!quantity.ok) return { ok: false, field: 'quantity', code: quantity.code }
  const price = parseBuyingPrice(typed.unitPrice, product.units)
  if (!price.ok) return { ok: false, field: 'unitPrice', code: price.code }
  const { priceE4, factorE3, baseE4 } = price.value
  const amountFen = lineAmount(priceE4, quantity.qtyE3, factorE3)
  if (!isAmountInRange(amountFen)) return { ok: false, field: 'quantity', code: 'amountTooLarge' }
  const { netFen, taxFen } = splitTax(amountFen, asBp(product.taxRateBp), priceMode)
  const { taxRateBp } = product
  return {
    ok: true,
    line: { qtyE3: quantity.qtyE3, unitPriceE4: baseE4, amountFen, taxRateBp, netFen, taxFen },
  }
}
