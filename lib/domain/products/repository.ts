import type { Reader, Tx } from '#lib/db/client.ts'
import { expectManyRows } from '#lib/db/many-rows.ts'
import { productKeys } from '#lib/domain/products/search-key.ts'
import type { ProductParticulars } from '#lib/domain/products/schema.ts'
import type { StoredUnit } from '#lib/domain/products/rules.ts'

export type StoredProduct = {
  id: string
  code: string
  version: number
  name: string
  specification: string
  baseUnit: string
  taxClass: string
  codeKinds: string[]
  hasCaseCodes: boolean
  hasBottleCodes: boolean
  codeCoverageBp: number
  shelfLifeDays: number | null
  reorderPointE3: string | null
  isActive: boolean
  units: StoredUnit[]
  /** Whether anything ever moved: then its base unit stays. */
  hasMoved: boolean
}

/** The product row and its units as they will stand. */
export type ProductColumns = Omit<StoredProduct, 'version' | 'isActive' | 'hasMoved'>

/** Form values as columns; the base unit is one of the units. */
export function productColumns(id: string, code: string, input: ProductParticulars): ProductColumns {
  const base = { unit: input.baseUnit, factorE3: '1000', gtin: input.baseGtin }
  return {
    id,
    code,
    name: input.name,
    specification: input.specification,
    baseUnit: input.baseUnit,
    taxClass: input.taxClass,
    codeKinds: input.codeKinds,
    hasCaseCodes: input.hasCaseCodes,
    hasBottleCodes: input.hasBottleCodes,
    codeCoverageBp: input.codeCoverage,
    shelfLifeDays: input.shelfLifeDays,
    reorderPointE3: input.reorderPoint === null ? null : `${input.reorderPoint}000`,
    units: [base, ...input.units.map(({ unit, factor, gtin }) => ({ unit, factorE3: `${factor}`, gtin }))],
  }
}

/** One product with its units. One statement. */
export async function readProduct(reader: Reader, id: string): Promise<StoredProduct | null> {
  const rows = await reader.$queryRaw<StoredProduct[]>`
    SELECT p.id, p.code, p.version, p.name, p.specification, p.base_unit AS "baseUnit", p.tax_class AS "taxClass",
      p.code_kinds AS "codeKinds", p.has_case_codes AS "hasCaseCodes", p.has_bottle_codes AS "hasBottleCodes",
      p.code_coverage_bp AS "codeCoverageBp", p.shelf_life_days AS "shelfLifeDays",
      p.reorder_point_e3::text AS "reorderPointE3", p.is_active AS "isActive",
      (SELECT jsonb_agg(jsonb_build_object('unit', u.unit, 'factorE3', u.factor_e3::text, 'gtin', u.gtin) ORDER BY u.factor_e3)
       FROM product_unit u WHERE u.product_id = p.id) AS units,
      EXISTS (SELECT FROM account_set s JOIN LATERAL (SELECT 1 FROM stock_entry e
        WHERE e.account_set_id = s.id AND e.product_id = p.id LIMIT 1) e ON true) AS "hasMoved"
    FROM product p WHERE p.id = ${id}::uuid`
  return rows[0] ?? null
}

/** Which of these code and barcodes belong to another product already. One statement. */
export async function readTakenProductKeys(
  reader: Reader,
  wanted: { id: string | null; code: string | null; gtins: readonly string[] },
): Promise<{ isCodeTaken: boolean; takenGtins: string[] }> {
  const rows = await reader.$queryRaw<{ isCodeTaken: boolean; takenGtins: string[] }[]>`
    SELECT EXISTS (SELECT FROM product WHERE code = ${wanted.code}) AS "isCodeTaken",
      coalesce((SELECT array_agg(u.gtin) FROM product_unit u WHERE u.gtin = ANY (${[...wanted.gtins]}::text[])
        AND u.product_id IS DISTINCT FROM ${wanted.id}::uuid), '{}') AS "takenGtins"`
  return rows[0] ?? { isCodeTaken: false, takenGtins: [] }
}

/** Adds products with their units; three statements whatever their number. */
export async function insertProducts(tx: Tx, products: readonly ProductColumns[]): Promise<void> {
  const rows = JSON.stringify(products.map(withKeys))
  await expectManyRows(tx)
  await tx.$executeRaw`
    INSERT INTO product (id, code, name, specification, initials, search_key, base_unit, tax_class, code_kinds,
      has_case_codes, has_bottle_codes, code_coverage_bp, shelf_life_days, reorder_point_e3)
    SELECT r.id, r.code, r.name, r.specification, r.initials, r."searchKey", r."baseUnit", r."taxClass",
      ARRAY(SELECT jsonb_array_elements_text(r."codeKinds")), r."hasCaseCodes", r."hasBottleCodes", r."codeCoverageBp",
      r."shelfLifeDays", r."reorderPointE3"
    FROM jsonb_to_recordset(${rows}::jsonb) AS r(id uuid, code text, name text, specification text, initials text,
      "searchKey" text, "baseUnit" text, "taxClass" text, "codeKinds" jsonb, "hasCaseCodes" boolean,
      "hasBottleCodes" boolean, "codeCoverageBp" int, "shelfLifeDays" int, "reorderPointE3" bigint)`
  await insertUnits(tx, rows)
}

/** Writes a product and its units when the version is still the one that was seen. Three statements at most. */
export async function updateProduct(tx: Tx, product: ProductColumns, seenVersion: number): Promise<boolean> {
  const keys = withKeys(product)
  const changed = await tx.$executeRaw`
    UPDATE product SET name = ${product.name}, specification = ${product.specification}, initials = ${keys.initials},
      search_key = ${keys.searchKey}, base_unit = ${product.baseUnit}, tax_class = ${product.taxClass},
      code_kinds = ${product.codeKinds}::text[], has_case_codes = ${product.hasCaseCodes},
      has_bottle_codes = ${product.hasBottleCodes}, code_coverage_bp = ${product.codeCoverageBp},
      shelf_life_days = ${product.shelfLifeDays}, reorder_point_e3 = ${product.reorderPointE3}::bigint, version = version + 1
    WHERE id = ${product.id}::uuid AND version = ${seenVersion}`
  if (changed !== 1) return false
  await tx.$executeRaw`DELETE FROM product_unit WHERE product_id = ${product.id}::uuid`
  await insertUnits(tx, JSON.stringify([product]))
  return true
}

/** Puts a product to use or out of use when the version is still the one that was seen. */
export async function updateProductActivity(
  tx: Tx,
  seen: { id: string; version: number; isActive: boolean },
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE product SET is_active = ${seen.isActive}, version = version + 1
    WHERE id = ${seen.id}::uuid AND version = ${seen.version}`
  return changed === 1
}

async function insertUnits(tx: Tx, rows: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO product_unit (product_id, unit, factor_e3, gtin)
    SELECT r.id, u.unit, u."factorE3", u.gtin
    FROM jsonb_to_recordset(${rows}::jsonb) AS r(id uuid, units jsonb),
      jsonb_to_recordset(r.units) AS u(unit text, "factorE3" bigint, gtin text)`
}

function withKeys(product: ProductColumns): ProductColumns & { initials: string; searchKey: string } {
  const gtins = product.units.flatMap(({ gtin }) => (gtin === null ? [] : [gtin]))
  return { ...product, ...productKeys({ ...product, gtins }) }
}
