import type { Person } from '#lib/auth/actor.ts'
import type { Reader } from '#lib/db/client.ts'
import { searchTerm } from '#lib/db/search-term.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'
import { asQtyE3, formatQtyPlain, formatQuantity } from '#lib/kernel/quantity.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** Who reads: cost is for those who may see it (A08). */
export type StockReader = Pick<Person, 'permissions' | 'accountSetIds'>

/** A product's stock in one warehouse; quantities in base units and as people say them. */
export type StockRow = {
  productId: string
  warehouseId: string
  warehouseName: string
  code: string
  name: string
  specification: string
  baseUnit: string
  isActive: boolean
  onHand: string
  reserved: string
  available: string
  availableText: string
  /** Yuan at cost; null for those who may not see cost. */
  value: string | null
}

type StoredUnits = { unit: string; factorE3: string }[]

type StoredStock = Omit<StockRow, 'onHand' | 'reserved' | 'available' | 'availableText' | 'value'> & {
  onHandE3: bigint
  reservedE3: bigint
  valueFen: bigint
  units: StoredUnits
}

const PAGE = 50

/** Stock of an account set in order of product codes and warehouses, a page by key. One statement. */
export async function listStock(
  reader: Reader,
  actor: StockReader,
  wish: { accountSetId: number; warehouseId: string | null; query: string; afterKey: string | null },
): Promise<{ rows: StockRow[]; nextKey: string | null }> {
  const term = searchTerm(wish.query)
  const isUnsearchable = term === null && wish.query.trim() !== ''
  if (isUnsearchable || !actor.accountSetIds.includes(wish.accountSetId)) return { rows: [], nextKey: null }
  const [afterCode = null, afterWarehouse = ''] = wish.afterKey?.split('~') ?? []
  const matches =
    term === null
      ? Prisma.sql`true`
      : Prisma.sql`p.search_key LIKE ${term.longest} AND p.search_key LIKE ALL (${term.words}::text[])`
  const stored = await reader.$queryRaw<(StoredStock & { warehouseCode: string })[]>`
    SELECT p.id AS "productId", w.id AS "warehouseId", w.name AS "warehouseName", w.code AS "warehouseCode", p.code, p.name,
      p.specification, p.base_unit AS "baseUnit", p.is_active AS "isActive", b.on_hand_e3 AS "onHandE3",
      b.reserved_e3 AS "reservedE3", b.value_fen AS "valueFen",
      (SELECT jsonb_agg(jsonb_build_object('unit', u.unit, 'factorE3', u.factor_e3::text)) FROM product_unit u
       WHERE u.product_id = p.id) AS units
    FROM stock_balance b JOIN product p ON p.id = b.product_id JOIN warehouse w ON w.id = b.warehouse_id
    WHERE b.account_set_id = ${wish.accountSetId}::int
      AND (${wish.warehouseId}::uuid IS NULL OR b.warehouse_id = ${wish.warehouseId}::uuid)
      AND (${afterCode}::text IS NULL OR (p.code, w.code) > (${afterCode}, ${afterWarehouse}))
      AND ${matches}
    ORDER BY p.code, w.code LIMIT ${PAGE + 1}`
  const shown = stored.slice(0, PAGE)
  const last = shown.at(-1)
  return {
    rows: shown.map(({ warehouseCode: _, ...row }) => stockRow(actor, row)),
    nextKey: stored.length > PAGE && last ? `${last.code}~${last.warehouseCode}` : null,
  }
}

function stockRow(actor: StockReader, row: StoredStock): StockRow {
  const { onHandE3, reservedE3, valueFen, units, ...rest } = row
  const availableE3 = onHandE3 - reservedE3
  return {
    ...rest,
    onHand: formatQtyPlain(onHandE3),
    reserved: formatQtyPlain(reservedE3),
    available: formatQtyPlain(availableE3),
    availableText: quantityText(availableE3, units),
    value: actor.permissions.has('stock.seeCost') ? formatFenPlain(valueFen) : null,
  }
}

/** One entry of a product's stock, newest first. */
export type StockMovementRow = {
  id: string
  businessDate: string
  recordedAt: string
  recordedByName: string
  warehouseName: string
  fromPlace: string
  toPlace: string
  /** Below zero when goods left the warehouse. */
  quantity: string
  quantityText: string
  value: string | null
  paperId: string | null
  paperNumber: string | null
  paperKind: string | null
}

export type StockMovements = {
  productId: string
  code: string
  name: string
  specification: string
  baseUnit: string
  movements: StockMovementRow[]
  nextKey: string | null
}

type StoredMovement = Omit<StockMovementRow, 'id' | 'quantity' | 'quantityText' | 'value'> & {
  id: string
  qtyE3: string
  valueFen: string
}

type StoredMovements = Omit<StockMovements, 'movements' | 'nextKey'> & {
  units: StoredUnits
  entries: StoredMovement[]
}

/** What happened to a product's stock in an account set, newest first, a page by key. One statement. */
export async function stockMovements(
  reader: Reader,
  actor: StockReader,
  wish: { accountSetId: number; productId: string; warehouseId: string | null; beforeId: bigint | null },
): Promise<StockMovements | null> {
  if (!actor.accountSetIds.includes(wish.accountSetId)) return null
  const rows = await reader.$queryRaw<StoredMovements[]>`
    SELECT p.id AS "productId", p.code, p.name, p.specification, p.base_unit AS "baseUnit",
      (SELECT jsonb_agg(jsonb_build_object('unit', u.unit, 'factorE3', u.factor_e3::text)) FROM product_unit u
       WHERE u.product_id = p.id) AS units,
      (SELECT coalesce(jsonb_agg(to_jsonb(m)), '[]') FROM (
        SELECT e.id::text AS id, e.business_date::text AS "businessDate",
          to_char(e.recorded_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "recordedAt", a.display_name AS "recordedByName",
          w.name AS "warehouseName", e.from_place AS "fromPlace", e.to_place AS "toPlace",
          (CASE WHEN e.to_place = 'WAREHOUSE' THEN e.qty_e3 ELSE -e.qty_e3 END)::text AS "qtyE3",
          (CASE WHEN e.to_place = 'WAREHOUSE' THEN e.value_fen ELSE -e.value_fen END)::text AS "valueFen",
          e.paper_id AS "paperId", n.number AS "paperNumber", n.kind AS "paperKind"
        FROM stock_entry e
        JOIN warehouse w ON w.id = e.warehouse_id
        JOIN app_user a ON a.id = e.recorded_by_id
        LEFT JOIN paper n ON n.account_set_id = e.account_set_id AND n.id = e.paper_id
        WHERE e.account_set_id = ${wish.accountSetId}::int AND e.product_id = p.id
          AND (${wish.warehouseId}::uuid IS NULL OR e.warehouse_id = ${wish.warehouseId}::uuid)
          AND (${wish.beforeId}::bigint IS NULL OR e.id < ${wish.beforeId})
        ORDER BY e.id DESC LIMIT ${PAGE + 1}) m) AS entries
    FROM product p WHERE p.id = ${wish.productId}::uuid`
  const row = rows[0]
  if (row === undefined) return null
  const { units, entries, ...product } = row
  const shown = entries.slice(0, PAGE)
  return {
    ...product,
    movements: shown.map(({ qtyE3, valueFen, ...movement }) => ({
      ...movement,
      quantity: formatQtyPlain(BigInt(qtyE3)),
      quantityText: quantityText(BigInt(qtyE3), units),
      value: actor.permissions.has('stock.seeCost') ? formatFenPlain(BigInt(valueFen)) : null,
    })),
    nextKey: entries.length > PAGE ? (shown.at(-1)?.id ?? null) : null,
  }
}

function quantityText(qtyE3: bigint, units: StoredUnits): string {
  return formatQuantity(
    asQtyE3(qtyE3),
    units.map(({ unit, factorE3 }) => ({ unit, factorE3: BigInt(factorE3) })),
  )
}
