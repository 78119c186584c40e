import { CODE_KINDS, type NewProductForm, TAX_CLASSES } from '#lib/domain/products/schema.ts'
import { formatDecimal } from '#lib/kernel/decimal.ts'
import { formatQtyPlain, type ProductUnit } from '#lib/kernel/quantity.ts'

/** One unit of a product as it travels to a screen. `factor` is how many base units one of it holds. */
export type ProductUnitRow = { unit: string; factor: string; gtin: string | null }

/** A unit as the database answers it inside JSON. */
export type StoredUnit = { unit: string; factorE3: string; gtin: string | null }

/** Units for a screen, base unit first. */
export function unitRows(units: readonly StoredUnit[]): ProductUnitRow[] {
  return units
    .toSorted((a, b) => Number(BigInt(a.factorE3) - BigInt(b.factorE3)))
    .map(({ unit, factorE3, gtin }) => ({ unit, factor: formatQtyPlain(BigInt(factorE3)), gtin }))
}

/** Units as quantities are read with: `parseQuantity('2箱3瓶', toProductUnits(row.units))`. */
export function toProductUnits(rows: readonly ProductUnitRow[]): ProductUnit[] {
  return rows.map(({ unit, factor }) => ({ unit, factorE3: factorE3Of(factor) }))
}

function factorE3Of(factor: string): bigint {
  const [whole = '0', fraction = ''] = factor.split('.')
  return BigInt(whole) * 1000n + BigInt(fraction.padEnd(3, '0').slice(0, 3))
}

/** Field to code where a barcode or code belongs to another product already; empty when all are free. */
export function takenFields(
  product: { baseGtin: string | null; units: readonly { gtin: string | null }[] },
  taken: { isCodeTaken: boolean; takenGtins: readonly string[] },
): Record<string, string> {
  const wrong: Record<string, string> = taken.isCodeTaken ? { code: 'codeTaken' } : {}
  const isTaken = (gtin: string | null): boolean => gtin !== null && taken.takenGtins.includes(gtin)
  if (isTaken(product.baseGtin)) wrong['baseGtin'] = 'gtinTaken'
  product.units.forEach(({ gtin }, index) => {
    if (isTaken(gtin)) wrong[`units.${index}.gtin`] = 'gtinTaken'
  })
  return wrong
}

/** Every barcode of a product's units. */
export function gtinsOf(product: {
  baseGtin: string | null
  units: readonly { gtin: string | null }[]
}): string[] {
  return [product.baseGtin, ...product.units.map(({ gtin }) => gtin)].filter((gtin) => gtin !== null)
}

/** A barcode as it stands on the goods: without the zeros that make all of them 14 digits long. */
export function shownGtin(gtin: string): string {
  const digits = gtin.replace(/^0+/, '')
  return [8, 12, 13, 14].includes(digits.length) ? digits : gtin.replace(/^0(?=\d{13}$)/, '')
}

/** A stored product as its form is filled. */
export function productValues(stored: {
  code: string
  name: string
  specification: string
  baseUnit: string
  units: readonly ProductUnitRow[]
  taxClass: string
  codeKinds: readonly string[]
  hasCaseCodes: boolean
  hasBottleCodes: boolean
  codeCoverageBp: number
  shelfLifeDays: number | null
  reorderPoint: number | null
}): NewProductForm {
  const base = stored.units.find(({ unit }) => unit === stored.baseUnit)
  return {
    code: stored.code,
    name: stored.name,
    specification: stored.specification,
    baseUnit: stored.baseUnit,
    baseGtin: shownGtin(base?.gtin ?? ''),
    units: stored.units
      .filter((unit) => unit !== base)
      .map(({ unit, factor, gtin }) => ({ unit, factor, gtin: shownGtin(gtin ?? '') })),
    taxClass: TAX_CLASSES.find((one) => one === stored.taxClass) ?? 'GENERAL',
    codeKinds: CODE_KINDS.filter((kind) => stored.codeKinds.includes(kind)),
    shelfLifeDays: String(stored.shelfLifeDays ?? ''),
    reorderPoint: String(stored.reorderPoint ?? ''),
    hasCaseCodes: stored.hasCaseCodes,
    hasBottleCodes: stored.hasBottleCodes,
    codeCoverage: formatDecimal(BigInt(stored.codeCoverageBp), 2, 0),
  }
}
