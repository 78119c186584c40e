import type { Reader } from '#lib/db/client.ts'
import { quantityText, type StockReader, type StoredUnits } from '#lib/domain/stock/queries.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'
import { formatQtyPlain } from '#lib/kernel/quantity.ts'

/** One entry of a product's stock card, newest first. */
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
  /** What stood there once this entry was made, as people say it. */
  balanceText: string
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
  /** Where the product has ever stood, stores first. */
  warehouses: { id: string; name: string }[]
  movements: StockMovementRow[]
  nextKey: string | null
}

/** Where a page of the card goes on: below this entry, on which this much stood. */
export type CardKey = { beforeId: bigint; balanceE3: bigint }

type StoredMovement = Omit<StockMovementRow, 'quantity' | 'quantityText' | 'balanceText' | 'value'> & {
  qtyE3: string
  valueFen: string
}

type StoredMovements = Omit<StockMovements, 'movements' | 'nextKey'> & {
  units: StoredUnits
  onHandE3: string
  entries: StoredMovement[]
}

const PAGE = 50

/** Reads the key of a further page from an address; null for the first page and for what is none. */
export function cardKeyOf(typed: string): CardKey | null {
  const [, id, balance] = /^(\d{1,18})~(-?\d{1,18})$/.exec(typed) ?? []
  return id === undefined || balance === undefined
    ? null
    : { beforeId: BigInt(id), balanceE3: BigInt(balance) }
}

/**
 * 库存卡: what happened to a product's stock in an account set, in one warehouse or all, newest first, each entry with
 * what stood there after it. A page by key: the balance travels with the key, so that no page adds up what came before
 * it. One statement.
 */
export async function stockMovements(
  reader: Reader,
  actor: StockReader,
  wish: { accountSetId: number; productId: string; warehouseId: string | null; key: CardKey | null },
): Promise<StockMovements | null> {
  if (!actor.accountSetIds.includes(wish.accountSetId)) return null
  const rows = await reader.$queryRaw<StoredMovements[]>`
    SELECT p.id AS "productId", p.code, p.name, p.specification, p.base_unit AS "baseUnit",
      (SELECT jsonb_agg(jsonb_build_object('unit', u.unit, 'factorE3', u.factor_e3::text)) FROM product_unit u
       WHERE u.product_id = p.id) AS units, b.warehouses, b.on_hand::text AS "onHandE3",
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
          AND (${wish.key?.beforeId ?? null}::bigint IS NULL OR e.id < ${wish.key?.beforeId ?? null})
        ORDER BY e.id DESC LIMIT ${PAGE + 1}) m) AS entries
    FROM product p
    CROSS JOIN LATERAL (
      SELECT coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'name', w.name) ORDER BY w.parent_id IS NOT NULL, w.code), '[]') AS warehouses,
        coalesce(sum(s.on_hand_e3) FILTER (WHERE ${wish.warehouseId}::uuid IS NULL OR w.id = ${wish.warehouseId}::uuid), 0) AS on_hand
      FROM stock_balance s JOIN warehouse w ON w.id = s.warehouse_id
      WHERE s.account_set_id = ${wish.accountSetId}::int AND s.product_id = p.id) b
    WHERE p.id = ${wish.productId}::uuid`
  const row = rows[0]
  if (row === undefined) return null
  const { units, entries, onHandE3, ...product } = row
  const hasCost = actor.permissions.has('stock.seeCost')
  let balanceE3 = wish.key?.balanceE3 ?? BigInt(onHandE3)
  const movements = entries.slice(0, PAGE).map(({ qtyE3, valueFen, ...movement }) => {
    const balanceText = quantityText(balanceE3, units)
    balanceE3 -= BigInt(qtyE3)
    return {
      ...movement,
      quantity: formatQtyPlain(BigInt(qtyE3)),
      quantityText: quantityText(BigInt(qtyE3), units),
      balanceText,
      value: hasCost ? formatFenPlain(BigInt(valueFen)) : null,
    }
  })
  const last = movements.at(-1)
  return {
    ...product,
    movements,
    nextKey: entries.length > PAGE && last ? `${last.id}~${balanceE3}` : null,
  }
}
