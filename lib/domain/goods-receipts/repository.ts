import type { Tx } from '#lib/db/client.ts'
import type { BroughtIn, NewBatch } from '#lib/domain/goods-receipts/postings.ts'
import type { PaperKey } from '#lib/papers/custody.ts'

/** Holds an order until the transaction ends: receipts of one order wait for each other. One statement. */
export async function holdOrder(tx: Tx, { accountSetId, paperId }: PaperKey): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM paper p JOIN goods_paper g ON g.account_set_id = p.account_set_id AND g.paper_id = p.id
    WHERE p.account_set_id = ${accountSetId} AND p.id = ${paperId}::uuid FOR UPDATE`
}

/** Holds the order behind a receipt, before the receipt itself. One statement. */
export async function holdOrderOf(tx: Tx, { accountSetId, paperId }: PaperKey): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM paper p JOIN goods_paper g ON g.account_set_id = p.account_set_id AND g.paper_id = p.id
    WHERE p.account_set_id = ${accountSetId} AND p.id = (SELECT r.source_paper_id FROM goods_paper r
      WHERE r.account_set_id = ${accountSetId} AND r.paper_id = ${paperId}::uuid) FOR UPDATE`
}

/** The same for a receipt that is undone: also the order that took it over. One statement. */
export async function holdOrderBehind(tx: Tx, { accountSetId, paperId }: PaperKey): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM paper p JOIN goods_paper g ON g.account_set_id = p.account_set_id AND g.paper_id = p.id
    WHERE p.account_set_id = ${accountSetId} AND p.id IN (SELECT r.order_id FROM receipt_order_line r
      WHERE r.account_set_id = ${accountSetId} AND r.paper_id = ${paperId}::uuid) ORDER BY p.id FOR UPDATE`
}

/** The damaged corner of a store and the shelf life of products. One statement. */
export async function readArrival(
  tx: Tx,
  warehouseId: string,
  productIds: readonly string[],
): Promise<{ damagedWarehouseId: string; shelfLifeDays: ReadonlyMap<string, number | null> }> {
  const rows = await tx.$queryRaw<{ damagedWarehouseId: string | null; days: [string, number | null][] }[]>`
    SELECT (SELECT w.id FROM warehouse w WHERE w.parent_id = ${warehouseId}::uuid AND w.kind = 'DAMAGED') AS "damagedWarehouseId",
      (SELECT coalesce(jsonb_agg(jsonb_build_array(r.id, r.shelf_life_days)), '[]') FROM product r
       WHERE r.id = ANY(${[...productIds]}::uuid[])) AS days`
  const row = rows[0]
  if (!row?.damagedWarehouseId) throw new Error('goods receipt: the store has no place for damaged goods')
  return { damagedWarehouseId: row.damagedWarehouseId, shelfLifeDays: new Map(row.days) }
}

/** What a receipt brings to one line of its order: quantities, and what they are entered at. */
export type OrderMove = Pick<BroughtIn, 'orderLineNo' | 'goodE3' | 'damagedE3' | 'goodFen' | 'damagedFen'>

/**
 * Adds what came to the order's lines, or takes it away where `sign` is -1, and moves the order to what its lines say:
 * APPROVED, PARTLY_RECEIVED or RECEIVED. An order that is closed stays closed. One statement; the caller holds the order.
 */
export async function moveProgress(
  tx: Tx,
  order: PaperKey,
  brought: readonly OrderMove[],
  sign: 1 | -1,
): Promise<void> {
  const came = brought.flatMap(({ orderLineNo, goodE3, damagedE3, goodFen, damagedFen }) => {
    if (orderLineNo === null) return []
    const qtyE3 = `${BigInt(sign) * (goodE3 + damagedE3)}`
    return [{ lineNo: orderLineNo, qtyE3, netFen: `${BigInt(sign) * (goodFen + damagedFen)}` }]
  })
  if (came.length === 0) return
  await tx.$executeRaw`
    WITH came AS (SELECT c."lineNo" AS line_no, sum(c."qtyE3")::bigint AS qty, sum(c."netFen")::bigint AS net
      FROM jsonb_to_recordset(${JSON.stringify(came)}::jsonb) AS c("lineNo" int, "qtyE3" bigint, "netFen" bigint) GROUP BY 1),
    moved AS (UPDATE goods_progress q SET received_e3 = q.received_e3 + c.qty, received_net_fen = q.received_net_fen + c.net FROM came c
      WHERE q.account_set_id = ${order.accountSetId} AND q.paper_id = ${order.paperId}::uuid AND q.line_no = c.line_no
      RETURNING q.line_no, q.received_e3),
    stand AS (SELECT bool_and(r.received >= l.qty_e3) AS is_whole, bool_or(r.received > 0) AS is_begun
      FROM goods_paper_line l JOIN goods_progress q USING (account_set_id, paper_id, line_no)
      LEFT JOIN moved m ON m.line_no = l.line_no
      CROSS JOIN LATERAL (SELECT coalesce(m.received_e3, q.received_e3) AS received) r
      WHERE l.account_set_id = ${order.accountSetId} AND l.paper_id = ${order.paperId}::uuid)
    UPDATE goods_paper g SET version = g.version + 1, status = CASE
        WHEN g.status NOT IN ('APPROVED', 'PARTLY_RECEIVED', 'RECEIVED') THEN g.status
        WHEN s.is_whole THEN 'RECEIVED' WHEN s.is_begun THEN 'PARTLY_RECEIVED' ELSE 'APPROVED' END
    FROM stand s WHERE g.account_set_id = ${order.accountSetId} AND g.paper_id = ${order.paperId}::uuid`
}

/**
 * What a posted receipt had brought to its order, or to the one that took it over, line by line, from its own entries.
 * One statement.
 */
export async function readBrought(
  tx: Tx,
  { accountSetId, paperId }: PaperKey,
): Promise<(OrderMove & { orderId: string })[]> {
  return tx.$queryRaw<(OrderMove & { orderId: string })[]>`
    SELECT l.order_id AS "orderId", l.order_line_no AS "orderLineNo", sum(e.qty_e3)::bigint AS "goodE3", 0::bigint AS "damagedE3",
      sum(e.value_fen)::bigint AS "goodFen", 0::bigint AS "damagedFen"
    FROM stock_entry e JOIN receipt_order_line l ON l.account_set_id = e.account_set_id AND l.paper_id = e.paper_id
      AND l.line_no = e.line_no
    WHERE e.account_set_id = ${accountSetId} AND e.paper_id = ${paperId}::uuid AND e.reverses_id IS NULL
    GROUP BY 1, 2 ORDER BY 1, 2`
}

/**
 * The number of a posted bill that asks for what this receipt brought: without the receipt, more of a line would be billed
 * than came. Null when there is none. One statement.
 */
export async function readBillOver(tx: Tx, { accountSetId, paperId }: PaperKey): Promise<string | null> {
  const rows = await tx.$queryRaw<{ number: string }[]>`
    WITH brought AS (
      SELECT l.order_id, l.order_line_no AS line_no, sum(e.qty_e3) AS qty FROM stock_entry e
      JOIN receipt_order_line l ON l.account_set_id = e.account_set_id AND l.paper_id = e.paper_id AND l.line_no = e.line_no
      WHERE e.account_set_id = ${accountSetId} AND e.paper_id = ${paperId}::uuid AND e.reverses_id IS NULL GROUP BY 1, 2)
    SELECT p.number FROM brought b
    JOIN goods_progress q ON q.account_set_id = ${accountSetId} AND q.paper_id = b.order_id AND q.line_no = b.line_no
    JOIN goods_paper g ON g.account_set_id = q.account_set_id AND g.source_paper_id = q.paper_id AND g.kind = 'PURCHASE_BILL'
      AND g.purpose IS NULL AND g.status = 'POSTED'
    JOIN paper p ON p.account_set_id = g.account_set_id AND p.id = g.paper_id
    WHERE q.billed_e3 > q.received_e3 - b.qty
    ORDER BY p.number DESC LIMIT 1`
  return rows[0]?.number ?? null
}

/** Keeps the batches that came in. No statement for none, otherwise one. */
export async function insertBatches(
  tx: Tx,
  receipt: PaperKey & { warehouseId: string; receivedOn: string },
  batches: readonly NewBatch[],
): Promise<void> {
  if (batches.length === 0) return
  const { accountSetId, paperId, warehouseId, receivedOn } = receipt
  await tx.$executeRaw`
    INSERT INTO batch (account_set_id, paper_id, line_no, warehouse_id, product_id, batch_no, produced_on, expires_on, qty_e3,
      received_on)
    SELECT ${accountSetId}, ${paperId}::uuid, b."lineNo", ${warehouseId}::uuid, b."productId", b."batchNo", b."producedOn",
      b."expiresOn", b."qtyE3", ${receivedOn}::date
    FROM jsonb_to_recordset(${JSON.stringify(batches)}::jsonb) AS b("lineNo" int, "productId" uuid, "batchNo" text,
      "producedOn" date, "expiresOn" date, "qtyE3" bigint)`
}
