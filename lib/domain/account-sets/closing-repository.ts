import type { Reader, Tx } from '#lib/db/client.ts'
import type { ClosingFacts } from '#lib/domain/account-sets/closing-rules.ts'
import type { PeriodKey } from '#lib/domain/account-sets/repository.ts'

type Counted = Omit<ClosingFacts, 'thisPeriod'>

/**
 * What each of these months still has open. Read after the month is held, it stands: nobody is entering any more. One
 * statement.
 */
export async function readClosingFacts(
  reader: Reader,
  accountSetId: number,
  periods: readonly string[],
): Promise<Counted[]> {
  return reader.$queryRaw<Counted[]>`
    SELECT m.period, n.count AS "unpostedNotes", n.first AS "firstNote", g.count AS "waitingGoods", g.first AS "firstGoods",
      r.count AS "pendingReceipts", r.first AS "firstReceipt",
      c.count AS "openReconciliations", c.first AS "firstReconciliation", i.count AS "waitingInvoices",
      ((SELECT count(*) FROM journal_voucher v WHERE v.account_set_id = ${accountSetId}::int AND v.period = m.period)
        - (SELECT count(*) FROM voucher_number v WHERE v.account_set_id = ${accountSetId}::int AND v.period = m.period))::int AS unnumbered,
      (SELECT min(o.period) FROM accounting_period o
       WHERE o.account_set_id = ${accountSetId}::int AND o.period < m.period AND o.status = 'OPEN') AS "earlierOpen"
    FROM unnest(${[...periods]}::text[]) AS m(period)
    CROSS JOIN LATERAL (SELECT to_date(m.period, 'YYYYMM') AS from_date, (to_date(m.period, 'YYYYMM') + interval '1 month')::date AS to_date) d
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS count, min(p.number) AS first FROM delivery_note n
      JOIN paper p ON p.account_set_id = n.account_set_id AND p.id = n.paper_id
      WHERE n.account_set_id = ${accountSetId}::int AND n.status NOT IN ('POSTED', 'REVERSED', 'VOIDED')
        AND n.business_date >= d.from_date AND n.business_date < d.to_date) n
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS count, min(p.number) AS first FROM goods_paper g
      JOIN paper p ON p.account_set_id = g.account_set_id AND p.id = g.paper_id
      WHERE g.account_set_id = ${accountSetId}::int AND g.kind <> 'PURCHASE_ORDER' AND g.status IN ('OPEN', 'COUNTED', 'VERIFIED')
        AND p.business_date >= d.from_date AND p.business_date < d.to_date) g
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS count, min(p.number) AS first FROM receipt r
      JOIN paper p ON p.account_set_id = r.account_set_id AND p.id = r.paper_id
      WHERE r.account_set_id = ${accountSetId}::int AND r.status = 'PENDING'
        AND r.received_on >= d.from_date AND r.received_on < d.to_date) r
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS count, min(p.number) AS first FROM driver_reconciliation c
      JOIN paper p ON p.account_set_id = c.account_set_id AND p.id = c.paper_id
      WHERE c.account_set_id = ${accountSetId}::int AND c.status = 'OPEN'
        AND p.business_date >= d.from_date AND p.business_date < d.to_date) c
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS count FROM invoice i JOIN paper p ON p.account_set_id = i.account_set_id AND p.id = i.paper_id
      WHERE i.account_set_id = ${accountSetId}::int AND i.status IN ('REQUESTED', 'REVIEWED')
        AND p.business_date >= d.from_date AND p.business_date < d.to_date) i
    ORDER BY m.period`
}

/** A request to open a closed month again that nobody has answered. */
export type WaitingReopening = {
  id: string
  reason: string
  requestedById: string
  requestedByName: string
  requestedAt: string
}

/** The waiting request of a month, or null. One statement. */
export async function readWaitingReopening(reader: Reader, key: PeriodKey): Promise<WaitingReopening | null> {
  const rows = await reader.$queryRaw<WaitingReopening[]>`
    SELECT r.id, r.reason, r.requested_by_id AS "requestedById", u.display_name AS "requestedByName",
      to_char(r.requested_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "requestedAt"
    FROM period_reopening r JOIN app_user u ON u.id = r.requested_by_id
    WHERE r.account_set_id = ${key.accountSetId}::int AND r.period = ${key.period} AND r.decision IS NULL`
  return rows[0] ?? null
}

/** Keeps who asks to open a closed month again, and why; one waits at a time. One statement. */
export async function insertReopening(
  tx: Tx,
  request: PeriodKey & { id: string; reason: string; by: string; at: Date },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO period_reopening (account_set_id, id, period, reason, requested_by_id, requested_at)
    VALUES (${request.accountSetId}::int, ${request.id}::uuid, ${request.period}, ${request.reason}, ${request.by}::uuid, ${request.at})`
}

/** Answers a request that nobody has answered; false when somebody was there first. One statement. */
export async function decideReopening(
  tx: Tx,
  answer: { accountSetId: number; id: string; decision: string; remark: string; by: string; at: Date },
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE period_reopening SET decision = ${answer.decision}, decision_remark = ${answer.remark},
      decided_by_id = ${answer.by}::uuid, decided_at = ${answer.at}
    WHERE account_set_id = ${answer.accountSetId}::int AND id = ${answer.id}::uuid AND decision IS NULL`
  return changed === 1
}
