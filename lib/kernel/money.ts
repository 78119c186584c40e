import { formatDecimal, groupThousands, parseDecimal, scaleDecimal } from '#lib/kernel/decimal.ts'
import type { Parsed } from '#lib/kernel/decimal.ts'
import type { QtyE3 } from '#lib/kernel/quantity.ts'

/** Money in fen, 1/100 yuan. */
export type Fen = bigint & { readonly brand: 'Fen' }
/** Price of one priced unit in 1/10000 yuan. */
export type UnitPriceE4 = bigint & { readonly brand: 'UnitPriceE4' }
/** Tax or discount rate in basis points: 13 % is 1300. */
export type Bp = bigint & { readonly brand: 'Bp' }
/** Whether the customer's prices hold the tax or have it put on top (R55). */
export type PriceMode = 'TAX_INCLUSIVE' | 'TAX_EXCLUSIVE'

export type MoneyRefusal = 'empty' | 'notANumber' | 'tooManyDecimals' | 'tooLarge'
export type UnitPriceRefusal = MoneyRefusal | 'negative'

/** Largest amount on either side of zero: 9,999,999,999.99 yuan. */
export const maxAmountFen = asFen(999_999_999_999n)
/** Largest unit price: 99,999,999.9999 yuan. */
export const maxUnitPriceE4 = asUnitPriceE4(999_999_999_999n)
export const zeroFen = asFen(0n)

const fullRateBp = 10_000n
const baseUnitE3 = 1000n
/** unitPriceE4 x qtyE3 / factorE3 is in 1/10000 yuan; a hundred of those make one fen. */
const priceStepsPerFen = 100n

/** Names a bigint as fen. */
export function asFen(value: bigint): Fen {
  return value as Fen
}

/** Names a bigint as 1/10000 yuan per priced unit. */
export function asUnitPriceE4(value: bigint): UnitPriceE4 {
  return value as UnitPriceE4
}

/** Names a number of basis points; it must be whole. */
export function asBp(value: bigint | number): Bp {
  return BigInt(value) as Bp
}

/**
 * The one rounding rule: to the nearest whole number, half away from zero. Exact for any size; the denominator
 * must not be zero.
 */
export function divideRounded(numerator: bigint, denominator: bigint): bigint {
  const isNegative = numerator < 0n !== denominator < 0n
  const dividend = numerator < 0n ? -numerator : numerator
  const divisor = denominator < 0n ? -denominator : denominator
  const rounded = (dividend * 2n + divisor) / (divisor * 2n)
  return isNegative ? -rounded : rounded
}

export function addFen(first: Fen, second: Fen): Fen {
  return asFen(first + second)
}

export function subtractFen(first: Fen, second: Fen): Fen {
  return asFen(first - second)
}

export function negateFen(amountFen: Fen): Fen {
  return asFen(-amountFen)
}

/** Sum of amounts already rounded: a total is always the sum of the rows a person can read. */
export function sumFen(amountsFen: Iterable<Fen>): Fen {
  let totalFen = 0n
  for (const amountFen of amountsFen) totalFen += amountFen
  return asFen(totalFen)
}

/** Whether an amount, positive or negative, is small enough for a note and for the database. */
export function isAmountInRange(amountFen: bigint): boolean {
  return amountFen <= maxAmountFen && amountFen >= -maxAmountFen
}

/**
 * Price per priced unit times quantity, rounded once to fen (R4). The price is for one base unit unless
 * `factorE3` names a larger one (12000n for a case of twelve). Exact: ask `isAmountInRange` before keeping it.
 */
export function lineAmount(unitPriceE4: UnitPriceE4, qtyE3: QtyE3, factorE3: bigint = baseUnitE3): Fen {
  return asFen(divideRounded(unitPriceE4 * qtyE3, factorE3 * priceStepsPerFen))
}

/** The part of an amount that a rate makes, rounded: a 5 % discount is `portionOf(amountFen, asBp(500))`. */
export function portionOf(amountFen: Fen, rateBp: Bp): Fen {
  return asFen(divideRounded(amountFen * rateBp, fullRateBp))
}

/** The tax-inclusive unit price of an order price without tax, rounded to 1/10000 yuan (R55). */
export function withTax(unitPriceE4: UnitPriceE4, rateBp: Bp): UnitPriceE4 {
  return asUnitPriceE4(divideRounded(unitPriceE4 * (fullRateBp + rateBp), fullRateBp))
}

/**
 * Net, tax and gross of an amount. Inside: net is rounded out of the gross and tax is the rest. On top: tax is
 * rounded from the net. Net + tax = gross in every case.
 */
export function splitTax(
  amountFen: Fen,
  rateBp: Bp,
  priceMode: PriceMode,
): { netFen: Fen; taxFen: Fen; grossFen: Fen } {
  if (priceMode === 'TAX_INCLUSIVE') {
    const netFen = asFen(divideRounded(amountFen * fullRateBp, fullRateBp + rateBp))
    return { netFen, taxFen: subtractFen(amountFen, netFen), grossFen: amountFen }
  }
  const taxFen = portionOf(amountFen, rateBp)
  return { netFen: amountFen, taxFen, grossFen: addFen(amountFen, taxFen) }
}

/**
 * Shares an amount over rows by weight so that the shares add up to it exactly: each cumulative share is rounded,
 * no row is off by more than a fen. Weights are not negative; when all are zero the last row takes everything.
 */
export function spreadFen(amountFen: Fen, weights: readonly bigint[]): Fen[] {
  const totalWeight = weights.reduce((sum, weight) => sum + weight, 0n)
  if (totalWeight === 0n) return weights.map((_, row) => (row === weights.length - 1 ? amountFen : zeroFen))
  let weightSoFar = 0n
  let sharedSoFar = 0n
  return weights.map((weight) => {
    weightSoFar += weight
    const shareFen = divideRounded(amountFen * weightSoFar, totalWeight) - sharedSoFar
    sharedSoFar += shareFen
    return asFen(shareFen)
  })
}

/**
 * Reads an amount in yuan: `1499`, `1,499.00`, `￥1,499`, `-12.5`, full-width digits. Refuses exponents, NaN, a
 * third decimal and anything past 9,999,999,999.99 on either side.
 */
export function parseYuan(text: string): Parsed<Fen, MoneyRefusal> {
  const scaled = parseScaled(text, 2)
  if (!scaled.ok) return scaled
  if (!isAmountInRange(scaled.value)) return { ok: false, code: 'tooLarge' }
  return { ok: true, value: asFen(scaled.value) }
}

/** Reads a unit price in yuan with up to four decimals, from 0 to 99,999,999.9999. */
export function parseUnitPrice(text: string): Parsed<UnitPriceE4, UnitPriceRefusal> {
  const scaled = parseScaled(text, 4)
  if (!scaled.ok) return scaled
  if (scaled.value < 0n) return { ok: false, code: 'negative' }
  if (scaled.value > maxUnitPriceE4) return { ok: false, code: 'tooLarge' }
  return { ok: true, value: asUnitPriceE4(scaled.value) }
}

function parseScaled(
  text: string,
  decimals: number,
): Parsed<bigint, 'empty' | 'notANumber' | 'tooManyDecimals'> {
  const decimal = parseDecimal(text.replace(/^\s*[¥￥]\s*(?=[\d０-９.．。])/, ''))
  if (!decimal.ok) return decimal
  const value = scaleDecimal(decimal.value, decimals)
  return value === null ? { ok: false, code: 'tooManyDecimals' } : { ok: true, value }
}

/** `1,499.00` for people. */
export function formatFen(amountFen: bigint): string {
  return groupThousands(formatFenPlain(amountFen))
}

/** `1499.00` for fields, files and components; `parseYuan` reads it back. */
export function formatFenPlain(amountFen: bigint): string {
  return formatDecimal(amountFen, 2, 2)
}

/** `1,499.00` or `3.0625`: two to four decimals, for people. */
export function formatUnitPrice(unitPriceE4: bigint): string {
  return groupThousands(formatUnitPricePlain(unitPriceE4))
}

/** `1499.00` or `3.0625`, for fields, files and components; `parseUnitPrice` reads it back. */
export function formatUnitPricePlain(unitPriceE4: bigint): string {
  return formatDecimal(unitPriceE4, 4, 2)
}
