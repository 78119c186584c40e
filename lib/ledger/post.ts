import type { Tx } from '#lib/db/client.ts'
import type { StockMove, StockMoved } from '#lib/ledger/entries.ts'

/** Who enters the moves, and when. */
export type StockRecorder = { readonly recordedById: string; readonly at: Date }

/**
 * Moves goods: creates the balance rows that are missing, locks all of them in product order, inserts the
 * entries and changes the balances from the inserted rows. Two statements, whatever the number of moves.
 *
 * PostgreSQL refuses what is not there (`stock_never_negative`, `stock_never_oversold`). Throws when a period
 * is not open: callers hold it with `holdPeriod` and refuse before.
 */
export async function moveStock(
  tx: Tx,
  recorder: StockRecorder,
  moves: readonly StockMove[],
): Promise<StockMoved[]> {
  if (moves.length === 0) return []
  const rows = JSON.stringify(moves, (_key, value: unknown) =>
    typeof value === 'bigint' ? `${value}` : value,
  )
  await createMissingBalances(tx, rows)
  const moved = await tx.$queryRaw<StockMoved[]>`
    WITH draft AS (
      SELECT d.*, row_number() OVER (ORDER BY d."paperId", d."lineNo", d."productId") AS position,
        d."toPlace" = 'WAREHOUSE' AS "isIn"
      FROM jsonb_to_recordset(${rows}::jsonb) AS d(
        "accountSetId" int, "warehouseId" uuid, "productId" uuid, "fromPlace" text, "toPlace" text, "qtyE3" bigint,
        "valueFen" bigint, "businessDate" date, "paperId" uuid, "lineNo" int, "releasedE3" bigint, "reversesId" bigint)
    ), open AS MATERIALIZED (
      SELECT p.account_set_id, p.period FROM accounting_period p
      WHERE p.status = 'OPEN' AND (p.account_set_id, p.period) IN
        (SELECT "accountSetId", to_char("businessDate", 'YYYYMM') FROM draft)
      ORDER BY p.account_set_id, p.period FOR SHARE
    ), held AS MATERIALIZED (
      SELECT b.account_set_id, b.warehouse_id, b.product_id, b.on_hand_e3, b.value_fen FROM stock_balance b
      WHERE (b.account_set_id, b.warehouse_id, b.product_id) IN
        (SELECT "accountSetId", "warehouseId", "productId" FROM draft)
      ORDER BY b.account_set_id, b.product_id, b.warehouse_id FOR UPDATE
    ), leaving AS (
      SELECT d.position, h.on_hand_e3, h.value_fen, d."qtyE3",
        sum(d."qtyE3") OVER (PARTITION BY h.account_set_id, h.warehouse_id, h.product_id ORDER BY d.position) AS so_far
      FROM draft d JOIN held h ON h.account_set_id = d."accountSetId" AND h.warehouse_id = d."warehouseId"
        AND h.product_id = d."productId"
      WHERE NOT d."isIn" AND d."valueFen" IS NULL
    ), average AS (
      SELECT position, (round(value_fen * least(so_far, on_hand_e3) / nullif(on_hand_e3, 0))
        - round(value_fen * least(so_far - "qtyE3", on_hand_e3) / nullif(on_hand_e3, 0)))::bigint AS value_fen
      FROM leaving
    ), entry AS (
      INSERT INTO stock_entry (account_set_id, paper_id, line_no, warehouse_id, product_id, from_place, to_place,
        qty_e3, value_fen, business_date, recorded_at, recorded_by_id, reverses_id)
      SELECT d."accountSetId", d."paperId", d."lineNo", d."warehouseId", d."productId", d."fromPlace", d."toPlace",
        d."qtyE3", coalesce(d."valueFen", a.value_fen, 0), d."businessDate", ${recorder.at.toISOString()}::timestamptz,
        ${recorder.recordedById}::uuid, d."reversesId"
      FROM draft d
      JOIN open o ON o.account_set_id = d."accountSetId" AND o.period = to_char(d."businessDate", 'YYYYMM')
      LEFT JOIN average a ON a.position = d.position
      ORDER BY d.position
      RETURNING *
    ), change AS (
      SELECT account_set_id, warehouse_id, product_id,
        sum(CASE WHEN to_place = 'WAREHOUSE' THEN qty_e3 ELSE -qty_e3 END)::bigint AS qty_e3,
        sum(CASE WHEN to_place = 'WAREHOUSE' THEN value_fen ELSE -value_fen END)::bigint AS value_fen
      FROM entry GROUP BY account_set_id, warehouse_id, product_id
    ), released AS (
      SELECT "accountSetId", "warehouseId", "productId", sum(coalesce("releasedE3", 0))::bigint AS qty_e3
      FROM draft GROUP BY 1, 2, 3
    ), balance AS (
      UPDATE stock_balance b SET on_hand_e3 = b.on_hand_e3 + c.qty_e3, value_fen = b.value_fen + c.value_fen,
        reserved_e3 = b.reserved_e3 - r.qty_e3
      FROM change c JOIN released r ON r."accountSetId" = c.account_set_id AND r."warehouseId" = c.warehouse_id
        AND r."productId" = c.product_id
      JOIN held h ON h.account_set_id = c.account_set_id AND h.warehouse_id = c.warehouse_id AND h.product_id = c.product_id
      WHERE b.account_set_id = c.account_set_id AND b.warehouse_id = c.warehouse_id AND b.product_id = c.product_id
    )
    SELECT id, warehouse_id AS "warehouseId", product_id AS "productId", paper_id AS "paperId", line_no AS "lineNo",
      qty_e3 AS "qtyE3", value_fen AS "valueFen" FROM entry ORDER BY id`
  if (moved.length !== moves.length)
    throw new Error(`ledger: ${moved.length} of ${moves.length} stock moves fell into an open period`)
  return moved
}

/** Their own statement, because a row made by a statement cannot be changed by the same statement. */
async function createMissingBalances(tx: Tx, rows: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO stock_balance (account_set_id, warehouse_id, product_id, on_hand_e3)
    SELECT DISTINCT d."accountSetId", d."warehouseId", d."productId", 0
    FROM jsonb_to_recordset(${rows}::jsonb) AS d("accountSetId" int, "warehouseId" uuid, "productId" uuid)
    ORDER BY d."accountSetId", d."productId", d."warehouseId"
    ON CONFLICT DO NOTHING`
}
