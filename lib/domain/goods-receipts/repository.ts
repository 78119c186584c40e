import type { Tx } from '#lib/db/client.ts'
import type { BroughtIn, NewBatch } from '#lib/domain/goods-receipts/postings.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import { asText } from '#lib/ledger/as-text.ts'
import type { StockMove } from '#lib/ledger/entries.ts'
import { enteredVouchers, type VoucherDraft } from '#lib/ledger/journal.ts'
import { receivedAmount } from '#lib/ledger/payables.ts'
import type { PaperKey } from '#lib/papers/custody.ts'
import type { GoodsPaper } from '#lib/papers/goods/held.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** Holds an order until the transaction ends: receipts of one order wait for each other. One statement. */
export async function holdOrder(tx: Tx, { accountSetId, paperId }: PaperKey): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM paper p JOIN goods_paper g ON g.account_set_id = p.account_set_id AND g.paper_id = p.id
    WHERE p.account_set_id = ${accountSetId} AND p.id = ${paperId}::uuid FOR UPDATE`
}

/** Holds the order behind a receipt that is undone, also the one that took it over. One statement. */
export async function holdOrderBehind(tx: Tx, { accountSetId, paperId }: PaperKey): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM paper p JOIN goods_paper g ON g.account_set_id = p.account_set_id AND g.paper_id = p.id
    WHERE p.account_set_id = ${accountSetId} AND p.id IN (SELECT r.order_id FROM receipt_order_line r
      WHERE r.account_set_id = ${accountSetId} AND r.paper_id = ${paperId}::uuid) ORDER BY p.id FOR UPDATE`
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
  const came = cameTo(brought, sign)
  if (came.length === 0) return
  await tx.$queryRaw`
    SELECT move_order_progress(${order.accountSetId}::int, ${order.paperId}::uuid, ${JSON.stringify(came)}::jsonb)::text`
}

function cameTo(brought: readonly OrderMove[], sign: 1 | -1) {
  return brought.flatMap(({ orderLineNo, goodE3, damagedE3, goodFen, damagedFen }) => {
    if (orderLineNo === null) return []
    const qtyE3 = `${BigInt(sign) * (goodE3 + damagedE3)}`
    return [{ lineNo: orderLineNo, qtyE3, netFen: `${BigInt(sign) * (goodFen + damagedFen)}` }]
  })
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

/** A receipt as it is posted: what it brings, and how that stands in stock, books and batches. */
export type PostedReceipt = {
  paper: Pick<GoodsPaper, 'accountSetId' | 'paperId' | 'status' | 'version' | 'warehouseId'>
  supplierId: string
  orderId: string | null
  brought: readonly BroughtIn[]
  moves: readonly StockMove[]
  netFen: bigint
  batches: readonly NewBatch[]
  vouchers: readonly VoucherDraft[]
  postingDate: BusinessDate
}

/**
 * The write that posts a receipt, whatever its lines: the paper, its order's progress, stock, what the supplier is owed
 * unbilled, batches and vouchers. False when the paper is no longer as seen.
 */
export function postedReceiptWrite(
  recorder: { recordedById: string; at: Date },
  posted: PostedReceipt,
): Prisma.Sql {
  const { paper, supplierId, orderId, brought, moves, netFen, batches, vouchers, postingDate } = posted
  const { accountSetId, paperId, status, version, warehouseId } = paper
  const document = {
    ...{
      ...recorder,
      accountSetId,
      paperId,
      status,
      version,
      warehouseId,
      postingDate,
      orderId,
      moves,
      batches,
    },
    came: orderId === null ? [] : cameTo(brought, 1),
    act: { accountSetId, supplierId, paperId, businessDate: postingDate },
    amounts: netFen > 0n ? [receivedAmount(netFen)] : [],
    vouchers: enteredVouchers(vouchers),
  }
  return Prisma.sql`write_posted_receipt(${JSON.stringify(document, asText)}::jsonb)`
}
