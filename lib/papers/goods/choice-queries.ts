import type { Person } from '#lib/auth/actor.ts'
import type { Reader } from '#lib/db/client.ts'
import { searchTerm } from '#lib/db/search-term.ts'
import { formatDecimal } from '#lib/kernel/decimal.ts'
import { formatQtyPlain } from '#lib/kernel/quantity.ts'
import type { FormProduct, OpenChoices } from '#lib/papers/goods/open-form.ts'
import { HANDLER_ROLES } from '#lib/papers/goods/opening-rules.ts'
import { type Counter, readCounting } from '#lib/papers/goods/counting-queries.ts'
import { Prisma } from '#prisma/generated/client.ts'

const MOST_SHOWN = 12
const MOST_HANDLERS = 500

/**
 * What a person who opens a goods paper chooses from: their account sets, the stores (a keeper's own ones first), and
 * who could carry it out: never themselves. One statement.
 */
export async function readOpenChoices(
  reader: Reader,
  actor: Pick<Person, 'userId' | 'accountSetIds' | 'warehouseIds'>,
): Promise<OpenChoices> {
  const sets = [...actor.accountSetIds]
  const rows = await reader.$queryRaw<OpenChoices[]>`
    SELECT
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name) ORDER BY s.id), '[]')
       FROM account_set s WHERE s.id = ANY (${sets}::int[])) AS "accountSets",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'name', w.name)
         ORDER BY (w.id = ANY (${[...actor.warehouseIds]}::uuid[])) DESC, w.code), '[]')
       FROM warehouse w WHERE w.is_active AND w.kind = 'STORE') AS warehouses,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', h.id, 'name', h.name, 'role', h.role, 'accountSetIds', h.sets)
         ORDER BY h.name, h.id), '[]')
       FROM (SELECT u.id, u.display_name AS name, r.role, array_agg(a.account_set_id) AS sets
         FROM app_user u
         JOIN user_account_set a ON a.user_id = u.id AND a.account_set_id = ANY (${sets}::int[])
         CROSS JOIN LATERAL (SELECT min(q.role) AS role FROM user_role q
           WHERE q.user_id = u.id AND q.role = ANY (${[...HANDLER_ROLES]}::text[])) r
         WHERE u.is_active AND u.id <> ${actor.userId}::uuid AND r.role IS NOT NULL
         GROUP BY u.id, u.display_name, r.role ORDER BY u.display_name LIMIT ${MOST_HANDLERS}) h) AS handlers`
  return rows[0] ?? { accountSets: [], warehouses: [], handlers: [] }
}

type FlatProduct = Omit<FormProduct, 'available' | 'taxRate'> & {
  availableE3: bigint | null
  taxRateBp: number | null
}

/** Whose stock, for whom, and which day's tax rates. No warehouse: no stock is shown; nor is any that the reader counts. */
export type ProductScope = {
  accountSetId: number
  warehouseId: string | null
  today: string
  person: Counter
}

/** Products for lines that stand already, in the order asked for; unknown ones are left out. One statement, for a keeper two. */
export async function readFormProducts(
  reader: Reader,
  scope: ProductScope,
  productIds: readonly string[],
): Promise<FormProduct[]> {
  const found = await readProducts(reader, scope, Prisma.sql`p.id = ANY (${[...productIds]}::uuid[])`, 500)
  return productIds.flatMap((id) => found.filter(({ productId }) => productId === id))
}

/** A product that was found, and the unit whose barcode was scanned. */
export type ProductMatch = { product: FormProduct; scannedUnit: string | null }

/**
 * Products for a line by 拼音, name, code or barcode, best match first. A whole barcode of a bottle or case answers that
 * product alone, with the unit it stands for. One statement.
 */
export async function searchFormProducts(
  reader: Reader,
  scope: ProductScope,
  query: string,
): Promise<ProductMatch[]> {
  const term = searchTerm(query)
  if (term === null) return []
  const contains = Prisma.sql`p.search_key LIKE ${term.longest} AND p.search_key LIKE ALL (${term.words}::text[])`
  const order = Prisma.sql`p.is_active DESC, lower(p.code) = ${term.key} DESC, p.search_key LIKE ${term.prefix} DESC, p.code`
  const found = await readProducts(reader, scope, contains, MOST_SHOWN, order, term.gtin)
  return found.map(({ scannedUnit, ...product }) => ({ product, scannedUnit }))
}

async function readProducts(
  reader: Reader,
  scope: ProductScope,
  condition: Prisma.Sql,
  most: number,
  order: Prisma.Sql = Prisma.sql`p.code`,
  gtin: string | null = null,
): Promise<(FormProduct & { scannedUnit: string | null })[]> {
  const scanned = Prisma.sql`(SELECT u.unit FROM product_unit u WHERE u.product_id = p.id AND u.gtin = ${gtin}::text)`
  const rows = await reader.$queryRaw<(FlatProduct & { scannedUnit: string | null })[]>`
    SELECT p.id AS "productId", p.code, p.name, p.specification, p.base_unit AS "baseUnit", p.is_active AS "isActive",
      ${scanned} AS "scannedUnit",
      (SELECT jsonb_agg(jsonb_build_object('unit', u.unit, 'factorE3', u.factor_e3::text) ORDER BY u.factor_e3)
       FROM product_unit u WHERE u.product_id = p.id) AS units,
      CASE WHEN ${scope.warehouseId}::uuid IS NULL THEN NULL ELSE coalesce((SELECT b.on_hand_e3 - b.reserved_e3 FROM stock_balance b
        WHERE b.account_set_id = ${scope.accountSetId} AND b.warehouse_id = ${scope.warehouseId}::uuid AND b.product_id = p.id), 0)
        END AS "availableE3",
      (SELECT r.rate_bp FROM tax_rate r WHERE r.tax_class = p.tax_class AND r.valid_from <= ${scope.today}::date
       ORDER BY r.valid_from DESC LIMIT 1) AS "taxRateBp"
    FROM product p
    WHERE ${condition} ${gtin === null ? Prisma.empty : Prisma.sql`OR p.id IN (SELECT u.product_id FROM product_unit u WHERE u.gtin = ${gtin})`}
    ORDER BY ${gtin === null ? order : Prisma.sql`${scanned} IS NULL, ${order}`} LIMIT ${most}`
  const counting = await readCounting(reader, scope.person)
  const isHidden = (productId: string) => counting.hides(productId, scope.warehouseId)
  return rows.map(({ availableE3, taxRateBp, ...row }) => ({
    ...row,
    available: availableE3 === null || isHidden(row.productId) ? null : formatQtyPlain(availableE3),
    taxRate: taxRateBp === null ? '' : formatDecimal(BigInt(taxRateBp), 2, 0),
  }))
}
