import type { Tx } from '#lib/db/client.ts'
import type { FoundLine } from '#lib/papers/goods/content.ts'
import type { GoodsPaper } from '#lib/papers/goods/held.ts'
import type { GoodsStatus } from '#lib/papers/goods/kinds.ts'

/** What moves with a step besides the status; what is absent stays as it is. */
export type GoodsStep = {
  /** The status to go to; the same one again only notes that something happened. */
  to: GoodsStatus
  keeperId?: string
  verifiedById?: string
  decidedById?: string
  decisionRemark?: string
  at: Date
}

/** Which of the paper's clocks a status stops. */
const CLOCKS: Partial<
  Record<GoodsStatus, 'decided' | 'closed' | 'counted' | 'verified' | 'sent' | 'posted' | 'reversed'>
> = {
  APPROVED: 'decided',
  REJECTED: 'decided',
  CLOSED: 'closed',
  COUNTED: 'counted',
  VERIFIED: 'verified',
  SENT: 'sent',
  POSTED: 'posted',
  REVERSED: 'reversed',
}

/** Moves a goods paper on from the status and version seen; false when it is no longer so. One statement. */
export async function moveGoodsPaper(
  tx: Tx,
  seen: Pick<GoodsPaper, 'accountSetId' | 'paperId' | 'status' | 'version'>,
  step: GoodsStep,
): Promise<boolean> {
  const clock = CLOCKS[step.to] ?? ''
  const moved = await tx.$executeRaw`
    UPDATE goods_paper SET status = ${step.to}, version = version + 1,
      keeper_id = coalesce(${step.keeperId ?? null}::uuid, keeper_id),
      verified_by_id = coalesce(${step.verifiedById ?? null}::uuid, verified_by_id),
      decided_by_id = coalesce(${step.decidedById ?? null}::uuid, decided_by_id),
      decision_remark = coalesce(${step.decisionRemark ?? null}, decision_remark),
      decided_at = CASE WHEN ${clock} = 'decided' THEN ${step.at} ELSE decided_at END,
      closed_at = CASE WHEN ${clock} = 'closed' THEN ${step.at} ELSE closed_at END,
      counted_at = CASE WHEN ${clock} = 'counted' THEN ${step.at} ELSE counted_at END,
      verified_at = CASE WHEN ${clock} = 'verified' THEN ${step.at} ELSE verified_at END,
      sent_at = CASE WHEN ${clock} = 'sent' THEN coalesce(sent_at, ${step.at}) ELSE sent_at END,
      posted_at = CASE WHEN ${clock} = 'posted' THEN ${step.at} ELSE posted_at END,
      reversed_at = CASE WHEN ${clock} = 'reversed' THEN ${step.at} ELSE reversed_at END
    WHERE account_set_id = ${seen.accountSetId} AND paper_id = ${seen.paperId}::uuid
      AND status = ${seen.status} AND version = ${seen.version}`
  return moved === 1
}

/** Keeps a round of counting or of arriving: what was found, line by line. One statement. */
export async function insertCounts(
  tx: Tx,
  paper: Pick<GoodsPaper, 'accountSetId' | 'paperId'>,
  found: readonly Omit<FoundLine, 'bookE3'>[],
  by: { actorId: string; at: Date; isArrival?: boolean },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO goods_count (account_set_id, paper_id, round, line_no, product_id, good_e3, damaged_e3, rejected_e3, batch_no,
      produced_on, reason, counted_by_id, counted_at, is_arrival)
    SELECT ${paper.accountSetId}, ${paper.paperId}::uuid, f.round, f."lineNo", f."productId", f."goodE3", f."damagedE3",
      f."rejectedE3", f."batchNo", f."producedOn", f.reason, ${by.actorId}::uuid, ${by.at}, ${by.isArrival === true}
    FROM jsonb_to_recordset(${JSON.stringify(found)}::jsonb) AS f(round int, "lineNo" int, "productId" uuid, "goodE3" bigint,
      "damagedE3" bigint, "rejectedE3" bigint, "batchNo" text, "producedOn" date, reason text)`
}

/** Gives back what a paper that will not leave had reserved. One statement; callers hold the paper. */
export async function releaseGoodsReservation(
  tx: Tx,
  paper: Pick<GoodsPaper, 'accountSetId' | 'paperId'>,
): Promise<void> {
  await tx.$executeRaw`
    WITH held AS MATERIALIZED (
      SELECT b.account_set_id, b.warehouse_id, b.product_id, q.qty FROM stock_balance b
      JOIN (SELECT g.account_set_id, g.warehouse_id, l.product_id, sum(l.qty_e3)::bigint AS qty
        FROM goods_paper g JOIN goods_paper_line l USING (account_set_id, paper_id)
        WHERE g.account_set_id = ${paper.accountSetId} AND g.paper_id = ${paper.paperId}::uuid GROUP BY 1, 2, 3) q
        USING (account_set_id, warehouse_id, product_id)
      ORDER BY b.product_id FOR UPDATE OF b)
    UPDATE stock_balance b SET reserved_e3 = b.reserved_e3 - h.qty FROM held h
    WHERE b.account_set_id = h.account_set_id AND b.warehouse_id = h.warehouse_id AND b.product_id = h.product_id`
}
