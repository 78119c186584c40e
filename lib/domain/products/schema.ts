import { z } from 'zod'
import type { Parsed } from '#lib/kernel/decimal.ts'
import { parseDecimal, scaleDecimal } from '#lib/kernel/decimal.ts'
import {
  codeField,
  idField,
  looseCountField,
  looseGtinField,
  looseTextField,
  parsedField,
  percentField,
  textField,
  versionField,
} from '#lib/kernel/fields.ts'
import { cleanText } from '#lib/kernel/text.ts'

/** Decision 2. */
export const CODE_KINDS = ['SECONDARY', 'CASE', 'BOTTLE'] as const
/** Decision 4: the class picks the rate of the day. */
export const TAX_CLASSES = ['GENERAL', 'REDUCED', 'SERVICE', 'SIMPLIFIED_3', 'SIMPLIFIED_1', 'ZERO'] as const

export type CodeKind = (typeof CODE_KINDS)[number]

/** A unit's name: a few characters without digits, blanks or marks, so that `2箱3瓶` can be read. */
const unitField = parsedField((typed): Parsed<string, string> => {
  const cleaned = cleanText(typed, { max: 8 })
  if (!cleaned.ok) return cleaned
  return /^\p{L}+$/u.test(cleaned.value) ? cleaned : { ok: false, code: 'unitForm' }
})

/** How many base units one of a larger unit holds, above 1, up to three decimals; in 1/1000. */
export function readFactor(typed: string): Parsed<bigint, string> {
  const decimal = parseDecimal(typed)
  if (!decimal.ok) return decimal
  const factorE3 = scaleDecimal(decimal.value, 3)
  if (factorE3 === null) return { ok: false, code: 'tooManyDecimals' }
  if (factorE3 <= 1000n) return { ok: false, code: 'tooSmall' }
  return factorE3 > 100_000_000n ? { ok: false, code: 'tooLarge' } : { ok: true, value: factorE3 }
}

const particulars = {
  name: textField(100),
  specification: looseTextField(60),
  baseUnit: unitField,
  baseGtin: looseGtinField,
  /** Larger units, such as 箱. */
  units: z
    .array(z.strictObject({ unit: unitField, factor: parsedField(readFactor), gtin: looseGtinField }))
    .max(6, 'tooMany'),
  taxClass: z.enum(TAX_CLASSES),
  codeKinds: z.array(z.enum(CODE_KINDS)).max(3, 'tooMany'),
  /** A code is due for each full case; for each loose bottle. */
  hasCaseCodes: z.boolean(),
  hasBottleCodes: z.boolean(),
  codeCoverage: percentField,
  /** Days from production to the end of shelf life; empty where it keeps. */
  shelfLifeDays: looseCountField(1, 36_500),
  /** Whole base units; with less available in a store it is time to buy (R41). Empty where nobody watches. */
  reorderPoint: looseCountField(0, 9_999_999),
}

type Particulars = { [Name in keyof typeof particulars]: z.output<(typeof particulars)[Name]> }

function fitsTogether(product: Particulars, context: z.core.$RefinementCtx): void {
  const add = (path: (string | number)[], message: string): void =>
    context.addIssue({ code: 'custom', path, message })
  const units = [product.baseUnit]
  const gtins = product.baseGtin === null ? [] : [product.baseGtin]
  product.units.forEach(({ unit, gtin }, index) => {
    if (units.includes(unit)) add(['units', index, 'unit'], 'duplicate')
    if (gtin !== null && gtins.includes(gtin)) add(['units', index, 'gtin'], 'duplicate')
    units.push(unit)
    if (gtin !== null) gtins.push(gtin)
  })
  const kinds = product.codeKinds
  if (product.hasCaseCodes && !kinds.includes('CASE') && !kinds.includes('SECONDARY'))
    add(['codeKinds'], 'caseKindMissing')
  if (product.hasBottleCodes && !kinds.includes('BOTTLE') && !kinds.includes('SECONDARY'))
    add(['codeKinds'], 'bottleKindMissing')
  if (product.hasCaseCodes && product.units.length === 0) add(['hasCaseCodes'], 'caseUnitMissing')
}

/** A new product. Products belong to the whole company, their prices and stock to the account sets. */
export const newProductInput = z.strictObject({ code: codeField, ...particulars }).superRefine(fitsTogether)

/** All of a product but its code. */
export const productChangesInput = z
  .strictObject({ id: idField, version: versionField, ...particulars })
  .superRefine(fitsTogether)

export const productActivityInput = z.strictObject({
  id: idField,
  version: versionField,
  isActive: z.boolean(),
})

export type NewProductInput = z.output<typeof newProductInput>
export type ProductChangesInput = z.output<typeof productChangesInput>
export type ProductParticulars = Omit<NewProductInput, 'code'>
export type NewProductForm = z.input<typeof newProductInput>
export type ProductChangesForm = z.input<typeof productChangesInput>
