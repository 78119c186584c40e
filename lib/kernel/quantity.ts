import { formatDecimal, normaliseDigits, parseDecimal, scaleDecimal } from '#lib/kernel/decimal.ts'

/** A quantity in 1/1000 of the product's base unit. */
export type QtyE3 = bigint & { readonly brand: 'QtyE3' }

/**
 * A unit a product is counted in. `factorE3` is how many 1/1000 base units one of it holds: the base unit has
 * 1000n, a case of twelve 12000n. Unit names hold no digits. `isDivisible` on the base unit allows decimals of it, such as 0.5 kg.
 */
export type ProductUnit = { readonly unit: string; readonly factorE3: bigint; readonly isDivisible?: boolean }

export type QuantityRefusal =
  'empty' | 'notANumber' | 'negative' | 'zero' | 'notWhole' | 'unknownUnit' | 'tooLarge'

/** A quantity as typed: the whole of it, its full cases and what is left beside them. */
export type ParsedQuantity =
  | { readonly ok: true; readonly qtyE3: QtyE3; readonly caseCount: number; readonly looseE3: QtyE3 }
  | { readonly ok: false; readonly code: QuantityRefusal }

type Refused = { readonly ok: false; readonly code: QuantityRefusal }
type Counted = { readonly ok: true; readonly qtyE3: bigint }

const baseFactorE3 = 1000n
/** Largest quantity of one line: 9,999,999 base units. */
export const maxQtyE3 = asQtyE3(9_999_999_000n)
const longestQuantity = 80
/** `1 2瓶` is two numbers or a slip, never twelve. */
const splitNumber = /[\d０-９.,．，。]\s+[\d０-９.,．，。]/u

/** Names a bigint as 1/1000 base units. */
export function asQtyE3(value: bigint): QtyE3 {
  return value as QtyE3
}

/**
 * Reads a quantity as people say it: `2箱3瓶`, `2箱`, `3瓶`, `0.5箱`, `3` (of `defaultUnit`, otherwise of the base
 * unit), `2/3` (2 of the largest unit and 3 of the base unit), full-width digits and spaces. Answers a code for
 * what is empty, no number, negative, zero, no whole number of base units, in a unit the product does not have,
 * or above 9,999,999 base units.
 */
export function parseQuantity(
  text: string,
  units: readonly ProductUnit[],
  defaultUnit?: string,
): ParsedQuantity {
  const typed = unitKey(text)
  if (typed === '') return refuse('empty')
  if (typed.length > longestQuantity || splitNumber.test(text)) return refuse('notANumber')
  const counted = typed.includes('/')
    ? countCasesAndLoose(typed, units)
    : countInUnits(typed, units, defaultUnit)
  if (!counted.ok) return counted
  const qtyE3 = counted.qtyE3
  if (qtyE3 === 0n) return refuse('zero')
  if (qtyE3 > maxQtyE3) return refuse('tooLarge')
  if (qtyE3 % baseFactorE3 !== 0n && baseUnitOf(units)?.isDivisible !== true) return refuse('notWhole')
  const { cases, looseE3 } = splitCases(asQtyE3(qtyE3), units)
  return { ok: true, qtyE3: asQtyE3(qtyE3), caseCount: cases, looseE3 }
}

/** Full cases (the largest unit) and the rest in 1/1000 base units. A product with one unit has no cases. */
export function splitCases(qtyE3: QtyE3, units: readonly ProductUnit[]): { cases: number; looseE3: QtyE3 } {
  const largest = largestUnitOf(units)
  if (largest === undefined) return { cases: 0, looseE3: qtyE3 }
  return { cases: Number(qtyE3 / largest.factorE3), looseE3: asQtyE3(qtyE3 % largest.factorE3) }
}

/** `2箱3瓶`, largest unit first, empty units left out; `0瓶` for nothing and `-2箱` for goods that come back. */
export function formatQuantity(qtyE3: QtyE3, units: readonly ProductUnit[]): string {
  let restE3 = qtyE3 < 0n ? -qtyE3 : asQtyE3(qtyE3)
  let text = ''
  const larger = units.filter((unit) => unit.factorE3 > baseFactorE3)
  for (const { unit, factorE3 } of larger.toSorted((a, b) => (a.factorE3 < b.factorE3 ? 1 : -1))) {
    const count = restE3 / factorE3
    if (count > 0n) text += `${count}${unit}`
    restE3 %= factorE3
  }
  if (restE3 > 0n || text === '') {
    text += `${formatDecimal(restE3, 3, 0)}${baseUnitOf(units)?.unit ?? ''}`
  }
  return qtyE3 < 0n ? `-${text}` : text
}

/** Base units as plain decimal text, for fields, files and components: `27` or `0.5`. */
export function formatQtyPlain(qtyE3: bigint): string {
  return formatDecimal(qtyE3, 3, 0)
}

/** Base units as plain decimal text, said as people say them: `27` is `4箱3瓶`. What is no number is given back as it is. */
export function sayBaseUnits(plain: string, units: readonly { unit: string; factorE3: string }[]): string {
  const read = parseDecimal(plain)
  const qtyE3 = read.ok ? scaleDecimal(read.value, 3) : null
  if (qtyE3 === null) return plain
  return formatQuantity(
    asQtyE3(qtyE3),
    units.map(({ unit, factorE3 }) => ({ unit, factorE3: BigInt(factorE3) })),
  )
}

function countCasesAndLoose(typed: string, units: readonly ProductUnit[]): Counted | Refused {
  const [casesText = '', looseText = '', ...more] = typed.split('/')
  if (more.length > 0) return refuse('notANumber')
  const largest = largestUnitOf(units)
  const base = baseUnitOf(units)
  if (largest === undefined || base === undefined) {
    return /^-?\d+$/.test(casesText) && /^\d+$/.test(looseText) ? refuse('unknownUnit') : refuse('notANumber')
  }
  const cases = countOf(casesText, largest)
  if (!cases.ok) return cases.code === 'empty' ? refuse('notANumber') : cases
  const loose = countOf(looseText, base)
  if (!loose.ok) return loose.code === 'empty' ? refuse('notANumber') : loose
  if (cases.qtyE3 % largest.factorE3 !== 0n) return refuse('notWhole')
  return { ok: true, qtyE3: cases.qtyE3 + loose.qtyE3 }
}

function countInUnits(
  typed: string,
  units: readonly ProductUnit[],
  defaultUnit: string | undefined,
): Counted | Refused {
  const bareUnit = defaultUnit === undefined ? baseUnitOf(units) : unitNamed(defaultUnit, units)
  if (/^[-.,\d]+$/.test(typed))
    return bareUnit === undefined ? refuse('unknownUnit') : countOf(typed, bareUnit)
  const parts = [...typed.matchAll(/(-?[\d.,]+)([^-.,\d]+)/g)]
  const isWholeText = parts.map(([part]) => part).join('') === typed
  if (parts.length === 0 || !isWholeText) return refuse('notANumber')
  const seen = new Set<string>()
  let totalE3 = 0n
  for (const [, numberText = '', unitText = ''] of parts) {
    const unit = unitNamed(unitText, units)
    if (unit === undefined) return refuse('unknownUnit')
    if (seen.has(unit.unit)) return refuse('notANumber')
    seen.add(unit.unit)
    const counted = countOf(numberText, unit)
    if (!counted.ok) return counted
    totalE3 += counted.qtyE3
  }
  return { ok: true, qtyE3: totalE3 }
}

function countOf(numberText: string, unit: ProductUnit): Counted | Refused {
  const decimal = parseDecimal(numberText)
  if (!decimal.ok) return decimal
  if (decimal.value.isNegative) return refuse('negative')
  const divisor = 10n ** BigInt(decimal.value.decimals)
  const scaled = decimal.value.digits * unit.factorE3
  return scaled % divisor === 0n ? { ok: true, qtyE3: scaled / divisor } : refuse('notWhole')
}

function baseUnitOf(units: readonly ProductUnit[]): ProductUnit | undefined {
  return units.find((unit) => unit.factorE3 === baseFactorE3)
}

function largestUnitOf(units: readonly ProductUnit[]): ProductUnit | undefined {
  return units.reduce<ProductUnit | undefined>((largest, unit) => {
    return unit.factorE3 > (largest?.factorE3 ?? baseFactorE3) ? unit : largest
  }, undefined)
}

function unitNamed(name: string, units: readonly ProductUnit[]): ProductUnit | undefined {
  return units.find((unit) => unitKey(unit.unit) === unitKey(name))
}

function unitKey(text: string): string {
  return normaliseDigits(text).replace(/\s/g, '').toLowerCase()
}

function refuse(code: QuantityRefusal): Refused {
  return { ok: false, code }
}
