import type { Tx } from '#lib/db/client.ts'
import type { MatchedLine } from '#lib/domain/purchase-bills/match.ts'
import type { PaperKey } from '#lib/papers/custody.ts'

/** Holds the order behind a bill, before the bill itself: bills of one order wait for each other. One statement. */
export async function holdOrderOf(tx: Tx, { accountSetId, paperId }: PaperKey): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM paper p JOIN goods_paper g ON g.account_set_id = p.account_set_id AND g.paper_id = p.id
    WHERE p.account_set_id = ${accountSetId} AND p.id = (SELECT b.source_paper_id FROM goods_paper b
      WHERE b.account_set_id = ${accountSetId} AND b.paper_id = ${paperId}::uuid) FOR UPDATE`
}

/**
 * Adds what a bill asks for to the order's lines, and keeps beside the bill's own lines what it cleared, so that
 * undoing it takes back exactly that. `r87_billed_was_received` refuses what did not come. One statement.
 */
export async function moveBilled(
  tx: Tx,
  key: { accountSetId: number; orderId: string; billId: string },
  lines: readonly (MatchedLine & { lineNo: number })[],
): Promise<void> {
  const rows = lines.map(({ lineNo, order, bill, clearedFen }) => {
    return { lineNo, orderLineNo: order.lineNo, qtyE3: `${bill.qtyE3}`, clearedFen: `${clearedFen}` }
  })
  await tx.$executeRaw`
    WITH billed AS (SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS b("lineNo" int, "orderLineNo" int, "qtyE3" bigint, "clearedFen" bigint)),
    kept AS (INSERT INTO goods_progress (account_set_id, paper_id, line_no, received_e3, billed_e3, received_net_fen, billed_net_fen)
      SELECT ${key.accountSetId}, ${key.billId}::uuid, "lineNo", "qtyE3", "qtyE3", "clearedFen", "clearedFen" FROM billed)
    UPDATE goods_progress q SET billed_e3 = q.billed_e3 + b."qtyE3", billed_net_fen = q.billed_net_fen + b."clearedFen"
    FROM billed b WHERE q.account_set_id = ${key.accountSetId} AND q.paper_id = ${key.orderId}::uuid AND q.line_no = b."orderLineNo"`
}

/** Takes a reversed bill off its order's lines again, by what it cleared. One statement. */
export async function takeBilledBack(
  tx: Tx,
  key: { accountSetId: number; orderId: string; billId: string },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE goods_progress q SET billed_e3 = q.billed_e3 - b.billed_e3, billed_net_fen = q.billed_net_fen - b.billed_net_fen
    FROM goods_progress b JOIN goods_paper_line l USING (account_set_id, paper_id, line_no)
    WHERE b.account_set_id = ${key.accountSetId} AND b.paper_id = ${key.billId}::uuid AND q.account_set_id = b.account_set_id
      AND q.paper_id = ${key.orderId}::uuid AND q.line_no = l.source_line_no`
}

/**
 * The number of a posted red bill on the same order that takes back what this bill asked: without the bill, more of a
 * line would be taken back than billed. Null when there is none. One statement.
 */
export async function readRedOver(
  tx: Tx,
  { accountSetId, paperId, sourcePaperId }: PaperKey & { sourcePaperId: string | null },
): Promise<string | null> {
  const rows = await tx.$queryRaw<{ number: string }[]>`
    SELECT p.number FROM goods_paper_line l
    JOIN goods_progress q ON q.account_set_id = l.account_set_id AND q.paper_id = l.source_paper_id AND q.line_no = l.source_line_no
    JOIN goods_paper_line r ON r.account_set_id = l.account_set_id AND r.source_paper_id = l.source_paper_id
      AND r.source_line_no = l.source_line_no AND r.qty_e3 < 0
    JOIN goods_paper b ON b.account_set_id = r.account_set_id AND b.paper_id = r.paper_id AND b.kind = 'PURCHASE_BILL' AND b.status = 'POSTED'
    JOIN paper p ON p.account_set_id = b.account_set_id AND p.id = b.paper_id
    WHERE l.account_set_id = ${accountSetId} AND l.paper_id = ${paperId}::uuid AND l.source_paper_id = ${sourcePaperId}::uuid
      AND q.billed_e3 < l.qty_e3
    ORDER BY p.number DESC LIMIT 1`
  return rows[0]?.number ?? null
}
