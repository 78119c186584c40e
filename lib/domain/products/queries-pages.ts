import type { Reader } from '#lib/db/client.ts'
import { searchTerm } from '#lib/db/search-term.ts'
import { containsTerm } from '#lib/domain/products/queries.ts'
import { type ProductUnitRow, type StoredUnit, unitRows } from '#lib/domain/products/rules.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** A product as the list shows it. */
export type ProductRow = {
  id: string
  code: string
  name: string
  specification: string
  units: ProductUnitRow[]
  taxClass: string
  codeKinds: string[]
  isActive: boolean
}

/** A product as its form shows it. `hasMoved`: its base unit stays. */
export type ProductDetail = ProductRow & {
  version: number
  baseUnit: string
  hasCaseCodes: boolean
  hasBottleCodes: boolean
  codeCoverageBp: number
  shelfLifeDays: number | null
  /** Base units; null where nobody watches. */
  reorderPoint: number | null
  hasMoved: boolean
}

type Listed<Row> = Omit<Row, 'units'> & { units: StoredUnit[] }

const PAGE = 50

/** Products in order of their codes, a page by key. One statement. */
export async function listProducts(
  reader: Reader,
  wish: { query: string; afterCode: string | null },
): Promise<{ rows: ProductRow[]; nextKey: string | null }> {
  const term = searchTerm(wish.query)
  if (term === null && wish.query.trim() !== '') return { rows: [], nextKey: null }
  const listed = await reader.$queryRaw<Listed<ProductRow>[]>`
    SELECT p.id, p.code, p.name, p.specification, p.tax_class AS "taxClass", p.code_kinds AS "codeKinds",
      p.is_active AS "isActive",
      (SELECT jsonb_agg(jsonb_build_object('unit', u.unit, 'factorE3', u.factor_e3::text, 'gtin', u.gtin))
       FROM product_unit u WHERE u.product_id = p.id) AS units
    FROM product p
    WHERE (${wish.afterCode}::text IS NULL OR p.code > ${wish.afterCode})
      AND ${term === null ? Prisma.sql`true` : containsTerm(term)}
    ORDER BY p.code LIMIT ${PAGE + 1}`
  const rows = listed.slice(0, PAGE).map((row) => ({ ...row, units: unitRows(row.units) }))
  return { rows, nextKey: listed.length > PAGE ? (rows.at(-1)?.code ?? null) : null }
}

/** One product; null when there is none. One statement. */
export async function productDetail(reader: Reader, id: string): Promise<ProductDetail | null> {
  const rows = await reader.$queryRaw<Listed<ProductDetail>[]>`
    SELECT p.id, p.code, p.version, p.name, p.specification, p.base_unit AS "baseUnit", p.tax_class AS "taxClass",
      p.code_kinds AS "codeKinds", p.has_case_codes AS "hasCaseCodes", p.has_bottle_codes AS "hasBottleCodes",
      p.code_coverage_bp AS "codeCoverageBp", p.shelf_life_days AS "shelfLifeDays",
      (p.reorder_point_e3 / 1000)::int AS "reorderPoint", p.is_active AS "isActive",
      (SELECT jsonb_agg(jsonb_build_object('unit', u.unit, 'factorE3', u.factor_e3::text, 'gtin', u.gtin))
       FROM product_unit u WHERE u.product_id = p.id) AS units,
      EXISTS (SELECT FROM account_set s JOIN LATERAL (SELECT 1 FROM stock_entry e
        WHERE e.account_set_id = s.id AND e.product_id = p.id LIMIT 1) e ON true) AS "hasMoved"
    FROM product p WHERE p.id = ${id}::uuid`
  const row = rows[0]
  return row === undefined ? null : { ...row, units: unitRows(row.units) }
}

/** Products for a picker, best match first. One statement. */
export async function searchProducts(
  reader: Reader,
  wish: { query: string; limit: number },
): Promise<Pick<ProductRow, 'id' | 'code' | 'name' | 'specification' | 'isActive'>[]> {
  const term = searchTerm(wish.query)
  if (term === null) return []
  return reader.$queryRaw`
    SELECT p.id, p.code, p.name, p.specification, p.is_active AS "isActive" FROM product p
    WHERE ${containsTerm(term)}
    ORDER BY p.is_active DESC, lower(p.code) = ${term.key} DESC, p.search_key LIKE ${term.prefix} DESC, p.code
    LIMIT ${Math.max(1, Math.min(wish.limit, PAGE))}`
}
