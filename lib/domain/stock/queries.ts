import type { Person } from '#lib/auth/actor.ts'
import type { Reader } from '#lib/db/client.ts'
import { searchTerm } from '#lib/db/search-term.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'
import { asQtyE3, formatQtyPlain, formatQuantity } from '#lib/kernel/quantity.ts'
import { type Counting, readCounting } from '#lib/papers/goods/counting-queries.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** Who reads: cost is for those who may see it (A08), figures are not for who counts the goods (R19). */
export type StockReader = Pick<Person, 'permissions' | 'accountSetIds' | 'roles' | 'warehouseIds'>

/** A product's stock in one warehouse, as people say quantities: `100箱6瓶`. */
export type StockRow = {
  productId: string
  warehouseId: string
  warehouseName: string
  code: string
  name: string
  specification: string
  isActive: boolean
  /** The reader counts it: every figure is empty until the count is signed. */
  isCounted: boolean
  onHandText: string
  /** Empty when nothing is. */
  reservedText: string
  /** Base units. */
  available: string
  availableText: string
  /** On its way here from another warehouse, as people say it; empty when nothing is. */
  inTransitText: string
  /** Stands here and cannot be sold; empty when nothing does. */
  damagedText: string
  /** Yuan at cost; null for those who may not see cost. */
  value: string | null
}

export type StoredUnits = { unit: string; factorE3: string }[]

type StoredStock = Omit<
  StockRow,
  | 'isCounted'
  | 'onHandText'
  | 'reservedText'
  | 'available'
  | 'availableText'
  | 'inTransitText'
  | 'damagedText'
  | 'value'
> & {
  onHandE3: bigint
  inTransitE3: bigint
  damagedE3: bigint
  reservedE3: bigint
  valueFen: bigint
  units: StoredUnits
}

const PAGE = 50

/** What the store's companion holds of the product: on its way here, or not to be sold. */
function companion(kind: 'TRANSIT' | 'DAMAGED'): Prisma.Sql {
  return Prisma.sql`coalesce((SELECT c.on_hand_e3 FROM warehouse k JOIN stock_balance c ON c.account_set_id = b.account_set_id
    AND c.warehouse_id = k.id AND c.product_id = b.product_id WHERE k.parent_id = w.id AND k.kind = ${kind}), 0)`
}

/** Stock of an account set in order of product codes and warehouses, a page by key. One statement, for a keeper two. */
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
      p.specification, p.is_active AS "isActive", b.on_hand_e3 AS "onHandE3",
      b.reserved_e3 AS "reservedE3", b.value_fen AS "valueFen", ${companion('TRANSIT')} AS "inTransitE3",
      ${companion('DAMAGED')} AS "damagedE3",
      (SELECT jsonb_agg(jsonb_build_object('unit', u.unit, 'factorE3', u.factor_e3::text)) FROM product_unit u
       WHERE u.product_id = p.id) AS units
    FROM stock_balance b JOIN product p ON p.id = b.product_id JOIN warehouse w ON w.id = b.warehouse_id
    WHERE b.account_set_id = ${wish.accountSetId}::int AND w.kind = 'STORE'
      AND (${wish.warehouseId}::uuid IS NULL OR b.warehouse_id = ${wish.warehouseId}::uuid)
      AND (${afterCode}::text IS NULL OR (p.code, w.code) > (${afterCode}, ${afterWarehouse}))
      AND ${matches}
    ORDER BY p.code, w.code LIMIT ${PAGE + 1}`
  const counting = await readCounting(reader, actor)
  const shown = stored.slice(0, PAGE)
  const last = shown.at(-1)
  return {
    rows: shown.map(({ warehouseCode: _, ...row }) => stockRow(actor, row, counting)),
    nextKey: stored.length > PAGE && last ? `${last.code}~${last.warehouseCode}` : null,
  }
}

const UNTOLD = {
  ...{ onHandText: '', reservedText: '', available: '', availableText: '' },
  ...{ inTransitText: '', damagedText: '', value: null },
}

function stockRow(actor: StockReader, row: StoredStock, counting: Counting): StockRow {
  const { onHandE3, reservedE3, inTransitE3, damagedE3, valueFen, units, ...rest } = row
  if (counting.hides(row.productId, row.warehouseId)) return { ...rest, ...UNTOLD, isCounted: true }
  const availableE3 = onHandE3 - reservedE3
  return {
    ...rest,
    isCounted: false,
    onHandText: quantityText(onHandE3, units),
    reservedText: reservedE3 === 0n ? '' : quantityText(reservedE3, units),
    available: formatQtyPlain(availableE3),
    availableText: quantityText(availableE3, units),
    inTransitText: inTransitE3 === 0n ? '' : quantityText(inTransitE3, units),
    damagedText: damagedE3 === 0n ? '' : quantityText(damagedE3, units),
    value: actor.permissions.has('stock.seeCost') ? formatFenPlain(valueFen) : null,
  }
}

/** A quantity as people say it, in the product's own units. */
export function quantityText(qtyE3: bigint, units: StoredUnits): string {
  return formatQuantity(
    asQtyE3(qtyE3),
    units.map(({ unit, factorE3 }) => ({ unit, factorE3: BigInt(factorE3) })),
  )
}
