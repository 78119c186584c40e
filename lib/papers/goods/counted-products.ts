import type { CodePolicy } from '#lib/codes/policy.ts'
import type { Reader } from '#lib/db/client.ts'
import type { ProductUnit } from '#lib/kernel/quantity.ts'

/** A product that was found and that no line of the paper names. */
export type CountedProduct = {
  id: string
  code: string
  name: string
  specification: string
  units: ProductUnit[]
  caseFactorE3: bigint | null
  codePolicy: CodePolicy
  shelfLifeDays: number | null
  isActive: boolean
}

type Row = Omit<CountedProduct, 'units' | 'caseFactorE3' | 'codePolicy'> &
  Omit<CodePolicy, 'kinds'> & { codeKinds: string[]; units: { unit: string; factorE3: string }[] }

/** Reads products by id; unknown ones are absent. No statement for none, otherwise one. */
export async function readCountedProducts(
  reader: Reader,
  productIds: readonly string[],
): Promise<ReadonlyMap<string, CountedProduct>> {
  if (productIds.length === 0) return new Map()
  const rows = await reader.$queryRaw<Row[]>`
    SELECT r.id, r.code, r.name, r.specification, r.shelf_life_days AS "shelfLifeDays", r.is_active AS "isActive",
      r.code_kinds AS "codeKinds", r.has_case_codes AS "hasCaseCodes", r.has_bottle_codes AS "hasBottleCodes",
      r.code_coverage_bp AS "coverageBp",
      (SELECT jsonb_agg(jsonb_build_object('unit', u.unit, 'factorE3', u.factor_e3::text) ORDER BY u.factor_e3)
       FROM product_unit u WHERE u.product_id = r.id) AS units
    FROM product r WHERE r.id = ANY(${[...productIds]}::uuid[])`
  return new Map(rows.map((row) => [row.id, productOf(row)]))
}

function productOf({ codeKinds, hasCaseCodes, hasBottleCodes, coverageBp, ...row }: Row): CountedProduct {
  const units = row.units.map(({ unit, factorE3 }) => ({ unit, factorE3: BigInt(factorE3) }))
  const largest = units.at(-1)
  return {
    ...row,
    units,
    caseFactorE3: largest !== undefined && largest.factorE3 > 1000n ? largest.factorE3 : null,
    codePolicy: { kinds: codeKinds, hasCaseCodes, hasBottleCodes, coverageBp },
  }
}
