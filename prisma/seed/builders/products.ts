import { productKeys } from '#lib/domain/products/search-key.ts'
import type { Tx } from '#lib/db/client.ts'
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
  const rows = products.map((product) => ({ ...product, id: newId(now), units: unitsOf(product) }))
  await db.product.createMany({
    data: rows.map((row) => {
      const specification = row.specification ?? ''
      const gtins = row.units.flatMap((unit) => unit.gtin ?? [])
      return {
        id: row.id,
        code: row.code,
        name: row.name,
        specification,
        ...productKeys({ code: row.code, name: row.name, specification, gtins }),
        baseUnit: row.baseUnit ?? '瓶',
        taxClass: row.taxClass ?? 'GENERAL',
        codeKinds: [...(row.codeKinds ?? [])],
        hasCaseCodes: row.codeKinds?.some((kind) => kind !== 'BOTTLE') ?? false,
        hasBottleCodes: row.codeKinds?.includes('BOTTLE') ?? false,
        codeCoverageBp: row.codeCoverageBp ?? 10_000,
        isActive: row.isActive ?? true,
      }
    }),
  })
  await db.productUnit.createMany({
    data: rows.flatMap((row) => row.units.map((unit) => ({ productId: row.id, ...unit }))),
  })
  return new Map(rows.map(({ code, id }) => [code, id]))
}

function unitsOf(product: NewProduct): { unit: string; factorE3: bigint; gtin: string | null }[] {
  const base = { unit: product.baseUnit ?? '瓶', factorE3: 1000n, gtin: product.baseGtin ?? null }
  if (product.caseSize === undefined) return [base]
  const factorE3 = BigInt(product.caseSize) * 1000n
  return [base, { unit: product.caseUnit ?? '箱', factorE3, gtin: product.caseGtin ?? null }]
}
