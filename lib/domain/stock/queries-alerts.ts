import type { Reader } from '#lib/db/client.ts'
import { quantityText, type StockReader, type StoredUnits } from '#lib/domain/stock/queries.ts'
import { readCounting } from '#lib/papers/goods/counting-queries.ts'
import { addDays, type BusinessDate } from '#lib/kernel/business-date.ts'

type Alert = {
  productId: string
  warehouseId: string
  code: string
  name: string
  specification: string
  warehouseName: string
}

/** Less is available than the product's reorder point (R41). */
export type LowStock = Alert & { availableText: string; reorderPointText: string; inTransitText: string }

/** Nothing of it has left the store for a long time. */
export type SlowStock = Alert & { onHandText: string; lastLeftOn: string | null }

/** What is left of a batch that ends soon or has ended. */
export type AgeingBatch = Alert & { batchNo: string; leftText: string; expiresOn: string; isPast: boolean }

export type StockAlerts = { low: LowStock[]; slow: SlowStock[]; ageing: AgeingBatch[] }

type Stored<Row> = Row & { units: StoredUnits }

/** At most this many of each kind: the worst stand first. */
const MOST = 200
/** Days without anything leaving after which goods are slow, and days before the end of shelf life that count as soon. */
export const SLOW_AFTER_DAYS = 60
export const SOON_DAYS = 45

/**
 * What asks to be looked at in the stores of an account set: low, slow and ageing stock. Three statements, for a keeper one
 * more: what they count is left out (R19). What is
 * left of a batch follows from first in, first out: the newest receipts are what still stands there.
 */
export async function stockAlerts(
  reader: Reader,
  actor: StockReader,
  wish: { accountSetId: number; today: BusinessDate },
): Promise<StockAlerts> {
  const { accountSetId } = wish
  if (!actor.accountSetIds.includes(accountSetId)) return { low: [], slow: [], ageing: [] }
  const counting = await readCounting(reader, actor)
  const told = <Row extends Alert>(rows: Row[]): Row[] =>
    rows.filter(({ productId, warehouseId }) => !counting.hides(productId, warehouseId))
  return {
    low: told(await lowStock(reader, accountSetId)),
    slow: told(await slowStock(reader, accountSetId, addDays(wish.today, -SLOW_AFTER_DAYS))),
    ageing: told(await ageingBatches(reader, accountSetId, wish.today)),
  }
}

async function lowStock(reader: Reader, accountSetId: number): Promise<LowStock[]> {
  type Row = Stored<Alert & { availableE3: bigint; reorderPointE3: bigint; inTransitE3: bigint }>
  const rows = await reader.$queryRaw<Row[]>`
    SELECT p.id AS "productId", w.id AS "warehouseId", p.code, p.name, p.specification, w.name AS "warehouseName",
      b.on_hand_e3 - b.reserved_e3 AS "availableE3", p.reorder_point_e3 AS "reorderPointE3",
      coalesce((SELECT c.on_hand_e3 FROM warehouse k JOIN stock_balance c ON c.account_set_id = b.account_set_id
        AND c.warehouse_id = k.id AND c.product_id = b.product_id
        WHERE k.parent_id = w.id AND k.kind = 'TRANSIT'), 0) AS "inTransitE3",
      (SELECT jsonb_agg(jsonb_build_object('unit', u.unit, 'factorE3', u.factor_e3::text)) FROM product_unit u
       WHERE u.product_id = p.id) AS units
    FROM product p JOIN stock_balance b ON b.product_id = p.id AND b.account_set_id = ${accountSetId}
    JOIN warehouse w ON w.id = b.warehouse_id AND w.kind = 'STORE' AND w.is_active
    WHERE p.is_active AND b.on_hand_e3 - b.reserved_e3 < p.reorder_point_e3
    ORDER BY (b.on_hand_e3 - b.reserved_e3)::numeric / p.reorder_point_e3, p.code, w.code LIMIT ${MOST}`
  return rows.map(({ availableE3, reorderPointE3, inTransitE3, units, ...row }) => ({
    ...row,
    availableText: quantityText(availableE3, units),
    reorderPointText: quantityText(reorderPointE3, units),
    inTransitText: inTransitE3 === 0n ? '' : quantityText(inTransitE3, units),
  }))
}

/** The day that goods last left is one look-up a product and store, and so is the day they first came where none did. */
async function slowStock(reader: Reader, accountSetId: number, before: BusinessDate): Promise<SlowStock[]> {
  const rows = await reader.$queryRaw<Stored<Alert & { onHandE3: bigint; lastLeftOn: string | null }>[]>`
    SELECT p.id AS "productId", w.id AS "warehouseId", p.code, p.name, p.specification, w.name AS "warehouseName",
      b.on_hand_e3 AS "onHandE3", l.left_on::text AS "lastLeftOn",
      (SELECT jsonb_agg(jsonb_build_object('unit', u.unit, 'factorE3', u.factor_e3::text)) FROM product_unit u
       WHERE u.product_id = p.id) AS units
    FROM stock_balance b JOIN product p ON p.id = b.product_id
    JOIN warehouse w ON w.id = b.warehouse_id AND w.kind = 'STORE'
    CROSS JOIN LATERAL (SELECT max(e.business_date) AS left_on FROM stock_entry e WHERE e.account_set_id = b.account_set_id
      AND e.product_id = b.product_id AND e.warehouse_id = b.warehouse_id AND e.from_place = 'WAREHOUSE') l
    CROSS JOIN LATERAL (SELECT coalesce(l.left_on, (SELECT e.business_date FROM stock_entry e
      WHERE e.account_set_id = b.account_set_id AND e.product_id = b.product_id AND e.warehouse_id = b.warehouse_id
      ORDER BY e.id LIMIT 1)) AS on_date OFFSET 0) still
    WHERE b.account_set_id = ${accountSetId} AND b.on_hand_e3 > 0 AND still.on_date < ${before}::date
    ORDER BY still.on_date, b.value_fen DESC, p.code LIMIT ${MOST}`
  return rows.map(({ onHandE3, units, ...row }) => ({ ...row, onHandText: quantityText(onHandE3, units) }))
}

async function ageingBatches(
  reader: Reader,
  accountSetId: number,
  today: BusinessDate,
): Promise<AgeingBatch[]> {
  type Row = Stored<Alert & { batchNo: string; leftE3: bigint; expiresOn: string }>
  const rows = await reader.$queryRaw<Row[]>`
    WITH batches AS (
      SELECT t.*, sum(t.qty_e3) OVER (PARTITION BY t.product_id, t.warehouse_id
        ORDER BY t.received_on DESC, t.paper_id DESC, t.line_no DESC) - t.qty_e3 AS newer_e3
      FROM batch t JOIN goods_paper g ON g.account_set_id = t.account_set_id AND g.paper_id = t.paper_id AND g.status = 'POSTED'
      WHERE t.account_set_id = ${accountSetId} AND EXISTS (SELECT FROM batch s
        WHERE s.account_set_id = t.account_set_id AND s.product_id = t.product_id AND s.expires_on <= ${addDays(today, SOON_DAYS)}::date))
    SELECT p.id AS "productId", w.id AS "warehouseId", p.code, p.name, p.specification, w.name AS "warehouseName",
      t.batch_no AS "batchNo", least(t.qty_e3, b.on_hand_e3 - t.newer_e3)::bigint AS "leftE3", t.expires_on::text AS "expiresOn",
      (SELECT jsonb_agg(jsonb_build_object('unit', u.unit, 'factorE3', u.factor_e3::text)) FROM product_unit u
       WHERE u.product_id = p.id) AS units
    FROM batches t JOIN product p ON p.id = t.product_id JOIN warehouse w ON w.id = t.warehouse_id
    JOIN stock_balance b ON b.account_set_id = t.account_set_id AND b.warehouse_id = t.warehouse_id AND b.product_id = t.product_id
    WHERE t.expires_on <= ${addDays(today, SOON_DAYS)}::date AND b.on_hand_e3 > t.newer_e3
    ORDER BY t.expires_on, p.code LIMIT ${MOST}`
  return rows.map(({ leftE3, units, ...row }) => ({
    ...row,
    leftText: quantityText(leftE3, units),
    isPast: row.expiresOn < today,
  }))
}
