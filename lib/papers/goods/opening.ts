import type { CodePolicy } from '#lib/codes/policy.ts'
import type { Reader } from '#lib/db/client.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import type { ProductUnit } from '#lib/kernel/quantity.ts'
import { type Counter, readCounting } from '#lib/papers/goods/counting-queries.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** A warehouse as a paper names it. `storeId` is the store itself, or the one a companion belongs to. */
export type WarehouseFacts = {
  id: string
  name: string
  kind: 'STORE' | 'DAMAGED' | 'TRANSIT'
  storeId: string
  isActive: boolean
}

/** A product as a paper without prices names it. */
export type OpeningProduct = {
  id: string
  code: string
  name: string
  specification: string
  baseUnit: string
  isActive: boolean
  units: ProductUnit[]
  codePolicy: CodePolicy
}

/** What rooms look at before a paper about goods is opened. */
export type GoodsOpening = {
  accountSet: { numberFormat: string; requiresDistinctSigners: boolean }
  warehouse: WarehouseFacts | null
  toWarehouse: WarehouseFacts | null
  /** The person chosen to carry it out, when they work in the account set. */
  handler: { id: string; displayName: string; isActive: boolean; roles: string[] } | null
  isPeriodOpen: boolean
  products: ReadonlyMap<string, OpeningProduct>
  /** On hand and not reserved in the warehouse; a product that never stood there is absent. */
  availableE3: ReadonlyMap<string, bigint>
  /** Products whose figures the opener must not be told, since they count them. */
  counted?: ReadonlySet<string>
}

export type OpeningKey = {
  accountSetId: number
  warehouseId: string
  toWarehouseId: string | null
  handlerId: string | null
  businessDate: BusinessDate
}

/**
 * Reads what opening a paper without prices needs, in three statements whatever the lines; `lock` holds the stock of
 * its products in product order, for papers that reserve. Null when there is no such account set. For a keeper four.
 */
export async function readGoodsOpening(
  reader: Reader,
  person: Counter,
  key: OpeningKey,
  productIds: readonly string[],
  { lock }: { lock: boolean },
): Promise<GoodsOpening | null> {
  const stock = await reader.$queryRaw<{ productId: string; availableE3: bigint }[]>`
    SELECT product_id AS "productId", on_hand_e3 - reserved_e3 AS "availableE3" FROM stock_balance
    WHERE account_set_id = ${key.accountSetId} AND warehouse_id = ${key.warehouseId}::uuid
      AND product_id = ANY(${[...productIds]}::uuid[])
    ORDER BY product_id ${lock ? Prisma.sql`FOR UPDATE` : Prisma.empty}`
  const header = await readOpeningHeader(reader, key)
  if (!header) return null
  const products = await readOpeningProducts(reader, productIds)
  const counting = await readCounting(reader, person)
  const counted = new Set(productIds.filter((id) => counting.hides(id, key.warehouseId)))
  const availableE3 = new Map(stock.map((row) => [row.productId, row.availableE3]))
  return { ...header, products, availableE3, counted }
}

/** Account set, warehouses, handler and month, without any product. One statement; null when there is no such account set. */
export async function readOpeningHeader(
  reader: Reader,
  key: OpeningKey,
): Promise<Omit<GoodsOpening, 'products' | 'availableE3' | 'counted'> | null> {
  const warehouse = (
    id: string | null,
  ) => Prisma.sql`(SELECT jsonb_build_object('id', w.id, 'name', w.name, 'kind', w.kind,
      'storeId', coalesce(w.parent_id, w.id), 'isActive', w.is_active) FROM warehouse w WHERE w.id = ${id}::uuid)`
  const rows = await reader.$queryRaw<
    (Omit<GoodsOpening, 'products' | 'availableE3' | 'counted' | 'accountSet'> & GoodsOpening['accountSet'])[]
  >`
    SELECT s.number_format AS "numberFormat", s.requires_distinct_signers AS "requiresDistinctSigners",
      ${warehouse(key.warehouseId)} AS warehouse, ${warehouse(key.toWarehouseId)} AS "toWarehouse",
      (SELECT jsonb_build_object('id', u.id, 'displayName', u.display_name, 'isActive', u.is_active,
         'roles', (SELECT coalesce(jsonb_agg(r.role), '[]') FROM user_role r WHERE r.user_id = u.id))
       FROM app_user u JOIN user_account_set m ON m.user_id = u.id AND m.account_set_id = s.id
       WHERE u.id = ${key.handlerId}::uuid) AS handler,
      EXISTS (SELECT FROM accounting_period q WHERE q.account_set_id = s.id
        AND q.period = to_char(${key.businessDate}::date, 'YYYYMM') AND q.status = 'OPEN') AS "isPeriodOpen"
    FROM account_set s WHERE s.id = ${key.accountSetId}`
  const row = rows[0]
  if (!row) return null
  const { numberFormat, requiresDistinctSigners, ...rest } = row
  return { accountSet: { numberFormat, requiresDistinctSigners }, ...rest }
}

type FlatProduct = Omit<OpeningProduct, 'units' | 'codePolicy'> & {
  units: { unit: string; factorE3: string }[]
  kinds: string[]
  hasCaseCodes: boolean
  hasBottleCodes: boolean
  coverageBp: number
}

/** Products with their units and their rule about codes. One statement. */
export async function readOpeningProducts(
  reader: Reader,
  productIds: readonly string[],
): Promise<ReadonlyMap<string, OpeningProduct>> {
  const rows = await reader.$queryRaw<FlatProduct[]>`
    SELECT p.id, p.code, p.name, p.specification, p.base_unit AS "baseUnit", p.is_active AS "isActive",
      p.code_kinds AS kinds, p.has_case_codes AS "hasCaseCodes", p.has_bottle_codes AS "hasBottleCodes",
      p.code_coverage_bp AS "coverageBp",
      (SELECT jsonb_agg(jsonb_build_object('unit', u.unit, 'factorE3', u.factor_e3::text) ORDER BY u.factor_e3)
       FROM product_unit u WHERE u.product_id = p.id) AS units
    FROM product p WHERE p.id = ANY(${[...productIds]}::uuid[])`
  return new Map(
    rows.map(({ units, kinds, hasCaseCodes, hasBottleCodes, coverageBp, ...product }) => [
      product.id,
      {
        ...product,
        units: units.map(({ unit, factorE3 }) => ({ unit, factorE3: BigInt(factorE3) })),
        codePolicy: { kinds, hasCaseCodes, hasBottleCodes, coverageBp },
      },
    ]),
  )
}

/** Where damaged goods stand, for papers that may be about them. One statement. */
export function listDamagedPlaces(reader: Reader): Promise<{ id: string; name: string }[]> {
  return reader.$queryRaw<{ id: string; name: string }[]>`
    SELECT id, name FROM warehouse WHERE is_active AND kind = 'DAMAGED' ORDER BY code`
}
