import type { Tx } from '#lib/db/client.ts'
import { insertProducts, type ProductColumns } from '#lib/domain/products/repository.ts'
import type { StoredUnit } from '#lib/domain/products/rules.ts'
import { gtinCheckDigit } from '#lib/kernel/barcode.ts'
import type { Clock } from '#lib/kernel/clock.ts'
import { newId } from '#lib/kernel/ids.ts'

/** A product as tests and seeds describe it; what is left out has a plain default. */
export type NewProduct = {
  code: string
  name: string
  specification?: string
  baseUnit?: string
  baseGtin?: string
  /** A larger unit with how many base units it holds. */
  caseUnit?: string
  caseSize?: number
  caseGtin?: string
  taxClass?: string
  codeKinds?: readonly ('SECONDARY' | 'CASE' | 'BOTTLE')[]
  codeCoverageBp?: number
  shelfLifeDays?: number
  /** In base units. */
  reorderPoint?: number
  isActive?: boolean
}

/** A valid made-up GTIN of the in-store range 200 to 299, 14 digits. `series` keeps kinds apart: 0 bottles, 1 cases. */
export function madeUpGtin(series: number, sequence: number): string {
  const body = `2${series}0${String(sequence).padStart(9, '0')}`
  return `0${body}${gtinCheckDigit(body)}`
}

/** Creates products with their units; answers their ids by code. */
export async function seedProducts(
  db: Tx,
  clock: Clock,
  products: readonly NewProduct[],
): Promise<Map<string, string>> {
  const now = clock.now()
  const rows = products.map((product) => productRow(product, newId(now)))
  await insertProducts(db, rows)
  const inactive = rows.filter((_, index) => products[index]?.isActive === false).map(({ id }) => id)
  if (inactive.length > 0)
    await db.product.updateMany({ where: { id: { in: inactive } }, data: { isActive: false } })
  return new Map(rows.map(({ code, id }) => [code, id]))
}

function productRow(product: NewProduct, id: string): ProductColumns {
  const { codeKinds = [] } = product
  return {
    id,
    code: product.code,
    name: product.name,
    specification: product.specification ?? '',
    baseUnit: product.baseUnit ?? '瓶',
    taxClass: product.taxClass ?? 'GENERAL',
    codeKinds: [...codeKinds],
    hasCaseCodes: codeKinds.some((kind) => kind !== 'BOTTLE'),
    hasBottleCodes: codeKinds.includes('BOTTLE'),
    codeCoverageBp: product.codeCoverageBp ?? 10_000,
    shelfLifeDays: product.shelfLifeDays ?? null,
    reorderPointE3: product.reorderPoint === undefined ? null : `${product.reorderPoint}000`,
    units: unitsOf(product),
  }
}

function unitsOf(product: NewProduct): StoredUnit[] {
  const base = { unit: product.baseUnit ?? '瓶', factorE3: '1000', gtin: product.baseGtin ?? null }
  if (product.caseSize === undefined) return [base]
  const larger = {
    unit: product.caseUnit ?? '箱',
    factorE3: `${product.caseSize}000`,
    gtin: product.caseGtin ?? null,
  }
  return [base, larger]
}
