import {
  asBp,
  asFen,
  asUnitPriceE4,
  type Fen,
  lineAmount,
  parseUnitPrice,
  parseYuan,
  type PriceMode,
  splitTax,
  spreadFen,
  sumFen,
  type UnitPriceE4,
  zeroFen,
} from '#lib/kernel/money.ts'
import { parseQuantity, type ProductUnit, type QtyE3, splitCases } from '#lib/kernel/quantity.ts'

/** What the desk offers for one product to one customer: the ladder's rungs, 1/10000 yuan per base unit. */
export type PriceOffer = {
  customerPriceE4: bigint | null
  lastPriceE4: bigint | null
  listPriceE4: bigint | null
  floorPriceE4: bigint | null
}

/** Where a line's price came from; kept on the line. */
export type PriceSource = 'CUSTOMER_PRICE' | 'LAST_PRICE' | 'LIST_PRICE' | 'MANUAL' | 'GIFT'

/** What is known of a product when a line is worked out. */
export type LineProduct = {
  units: readonly ProductUnit[]
  offer: PriceOffer
  taxRateBp: number | null
}

export type TypedLine = {
  quantity: string
  unitPrice: string
  discount: string
  isGift: boolean
}

export type WorkedLine = {
  qtyE3: QtyE3
  cases: number
  looseE3: QtyE3
  unitPriceE4: UnitPriceE4
  priceSource: PriceSource
  discountFen: Fen
  amountFen: Fen
  noteDiscountFen: Fen
  taxRateBp: number
  netFen: Fen
  taxFen: Fen
}

export type WorkedNote = {
  lines: WorkedLine[]
  goodsFen: Fen
  discountFen: Fen
  roundingOffFen: Fen
  netFen: Fen
  taxFen: Fen
  grossFen: Fen
}

/** Field path to code, as a form shows it. */
export type FieldCodes = Record<string, string>

/** The ladder: customer price, last price, list price. Null when nothing is offered. */
export function bestOffer(offer: PriceOffer): { unitPriceE4: UnitPriceE4; source: PriceSource } | null {
  if (offer.customerPriceE4 !== null)
    return { unitPriceE4: asUnitPriceE4(offer.customerPriceE4), source: 'CUSTOMER_PRICE' }
  if (offer.lastPriceE4 !== null)
    return { unitPriceE4: asUnitPriceE4(offer.lastPriceE4), source: 'LAST_PRICE' }
  if (offer.listPriceE4 !== null)
    return { unitPriceE4: asUnitPriceE4(offer.listPriceE4), source: 'LIST_PRICE' }
  return null
}

function sourceOf(priceE4: bigint, offer: PriceOffer): PriceSource {
  if (priceE4 === offer.customerPriceE4) return 'CUSTOMER_PRICE'
  if (priceE4 === offer.lastPriceE4) return 'LAST_PRICE'
  if (priceE4 === offer.listPriceE4) return 'LIST_PRICE'
  return 'MANUAL'
}

type Money = { ok: true; value: Fen } | { ok: false; code: string }

/** An optional figure of yuan that must not be negative. */
export function optionalYuan(typed: string): Money {
  if (typed.trim() === '') return { ok: true, value: zeroFen }
  const parsed = parseYuan(typed)
  if (!parsed.ok) return parsed
  return parsed.value < 0n ? { ok: false, code: 'negative' } : parsed
}

/** One line's figures, or the codes of what is wrong with it. Line amount = quantity x price - discount (R4). */
export function workLine(
  typed: TypedLine,
  product: LineProduct,
):
  | { ok: true; line: Omit<WorkedLine, 'noteDiscountFen' | 'netFen' | 'taxFen'> }
  | { ok: false; codes: FieldCodes } {
  const quantity = parseQuantity(typed.quantity, product.units)
  if (!quantity.ok) return { ok: false, codes: { quantity: quantity.code } }
  const offered = bestOffer(product.offer)
  const isOffer = typed.isGift || typed.unitPrice.trim() === ''
  const price = isOffer ? null : parseUnitPrice(typed.unitPrice)
  if (price && !price.ok) return { ok: false, codes: { unitPrice: price.code } }
  const unitPriceE4 = typed.isGift ? asUnitPriceE4(0n) : (price?.value ?? offered?.unitPriceE4)
  if (unitPriceE4 === undefined) return { ok: false, codes: { unitPrice: 'noPrice' } }
  const discount = typed.isGift ? { ok: true as const, value: zeroFen } : optionalYuan(typed.discount)
  if (!discount.ok) return { ok: false, codes: { discount: discount.code } }
  const fullFen = lineAmount(unitPriceE4, quantity.qtyE3)
  if (discount.value > fullFen) return { ok: false, codes: { discount: 'discountTooLarge' } }
  if (fullFen > 999_999_999_999n) return { ok: false, codes: { quantity: 'amountTooLarge' } }
  const { cases, looseE3 } = splitCases(quantity.qtyE3, product.units)
  return {
    ok: true,
    line: {
      qtyE3: quantity.qtyE3,
      cases,
      looseE3,
      unitPriceE4,
      priceSource: typed.isGift ? 'GIFT' : sourceOf(unitPriceE4, product.offer),
      discountFen: discount.value,
      amountFen: asFen(fullFen - discount.value),
      taxRateBp: product.taxRateBp ?? 0,
    },
  }
}

/**
 * The whole note's figures. The note's discount is spread over the lines by amount; tax is worked out per
 * line on what is left; 抹零 comes off last as its own figure. Totals are sums of the printed rows.
 */
export function workNote(
  typed: { lines: readonly TypedLine[]; noteDiscount: string; roundingOff: string },
  products: readonly LineProduct[],
  priceMode: PriceMode,
): { ok: true; note: WorkedNote } | { ok: false; codes: FieldCodes } {
  const codes: FieldCodes = {}
  const bare: Omit<WorkedLine, 'noteDiscountFen' | 'netFen' | 'taxFen'>[] = []
  typed.lines.forEach((line, index) => {
    const product = products[index]
    if (!product) {
      codes[`lines.${index}.productId`] = 'unknownProduct'
      return
    }
    const worked = workLine(line, product)
    if (worked.ok) bare.push(worked.line)
    else for (const [field, code] of Object.entries(worked.codes)) codes[`lines.${index}.${field}`] = code
  })
  const discount = optionalYuan(typed.noteDiscount)
  if (!discount.ok) codes['noteDiscount'] = discount.code
  const roundingOff = optionalYuan(typed.roundingOff)
  if (!roundingOff.ok) codes['roundingOff'] = roundingOff.code
  if (!discount.ok || !roundingOff.ok || Object.keys(codes).length > 0) return { ok: false, codes }
  const goodsFen = sumFen(bare.map((line) => line.amountFen))
  if (discount.value > goodsFen) return { ok: false, codes: { noteDiscount: 'discountTooLarge' } }
  const shares = spreadFen(
    discount.value,
    bare.map((line) => line.amountFen),
  )
  const lines = bare.map((line, index): WorkedLine => {
    const noteDiscountFen = shares[index] ?? zeroFen
    const { netFen, taxFen } = splitTax(
      asFen(line.amountFen - noteDiscountFen),
      asBp(line.taxRateBp),
      priceMode,
    )
    return { ...line, noteDiscountFen, netFen, taxFen }
  })
  const netFen = sumFen(lines.map((line) => line.netFen))
  const taxFen = sumFen(lines.map((line) => line.taxFen))
  const grossFen = asFen(netFen + taxFen - roundingOff.value)
  if (grossFen < 0n) return { ok: false, codes: { roundingOff: 'discountTooLarge' } }
  if (grossFen > 999_999_999_999n) return { ok: false, codes: { form: 'amountTooLarge' } }
  return {
    ok: true,
    note: {
      lines,
      goodsFen,
      discountFen: discount.value,
      roundingOffFen: roundingOff.value,
      netFen,
      taxFen,
      grossFen,
    },
  }
}
