import type { Tx } from '#lib/db/client.ts'
import type { ReceiptStanding } from '#lib/papers/receipts.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'

/** A receipt that is to be accepted, as it stands. */
export type HeldReceipt = {
  paperId: string
  number: string
  customerId: string
  amountFen: bigint
  method: string
  receivedOn: BusinessDate
  status: ReceiptStanding
  recordedById: string
  takenById: string | null
  acceptedById: string | null
  forPaperId: string | null
  purpose: string | null
  noteStatus: string | null
  paysBefore: boolean
  /** Of the month the money came in, and of today: whether it may be entered there. Held. */
  isPeriodOpen: boolean
  isTodayOpen: boolean
}

/**
 * Holds the papers in the order of their ids, the periods they may be entered in, and the customers' balances; then reads
 * the receipts. Fewer rows than asked for: some are not receipts of this account set. Three statements, whatever the number.
 */
export async function holdReceipts(
  tx: Tx,
  accountSetId: number,
  paperIds: readonly string[],
  today: BusinessDate,
): Promise<HeldReceipt[]> {
  const ids = [...paperIds]
  await tx.$queryRaw`
    SELECT FROM paper p WHERE p.account_set_id = ${accountSetId} AND p.id = ANY(${ids}::uuid[]) AND p.kind = 'RECEIPT'
    ORDER BY p.id FOR UPDATE`
  await tx.$queryRaw`
    WITH months AS MATERIALIZED (SELECT t.period FROM accounting_period t WHERE t.account_set_id = ${accountSetId}
      AND (t.period = to_char(${today}::date, 'YYYYMM') OR t.period IN (SELECT to_char(r.received_on, 'YYYYMM') FROM receipt r
        WHERE r.account_set_id = ${accountSetId} AND r.paper_id = ANY(${ids}::uuid[]))) ORDER BY t.period FOR SHARE)
    SELECT FROM customer_balance b WHERE b.account_set_id = ${accountSetId} AND b.customer_id IN (SELECT r.customer_id FROM receipt r
        WHERE r.account_set_id = ${accountSetId} AND r.paper_id = ANY(${ids}::uuid[]))
      AND (SELECT count(*) FROM months) >= 0 ORDER BY b.customer_id FOR UPDATE`
  return tx.$queryRaw<HeldReceipt[]>`
    SELECT r.paper_id AS "paperId", p.number, r.customer_id AS "customerId", r.amount_fen AS "amountFen", r.method,
      r.received_on::text AS "receivedOn", r.status, r.recorded_by_id AS "recordedById", r.taken_by_id AS "takenById",
      r.accepted_by_id AS "acceptedById", r.for_paper_id AS "forPaperId", r.purpose, n.status AS "noteStatus",
      coalesce(y.requires_prepayment, false) AS "paysBefore",
      EXISTS (SELECT FROM accounting_period t WHERE t.account_set_id = r.account_set_id AND t.status = 'OPEN'
        AND t.period = to_char(r.received_on, 'YYYYMM')) AS "isPeriodOpen",
      EXISTS (SELECT FROM accounting_period t WHERE t.account_set_id = r.account_set_id AND t.status = 'OPEN'
        AND t.period = to_char(${today}::date, 'YYYYMM')) AS "isTodayOpen"
    FROM receipt r JOIN paper p ON p.account_set_id = r.account_set_id AND p.id = r.paper_id
    JOIN customer c ON c.account_set_id = r.account_set_id AND c.id = r.customer_id
    LEFT JOIN channel_policy y ON y.account_set_id = c.account_set_id AND y.channel = c.channel
    LEFT JOIN delivery_note n ON n.account_set_id = r.account_set_id AND n.customer_id = r.customer_id AND n.paper_id = r.for_paper_id
    WHERE r.account_set_id = ${accountSetId} AND r.paper_id = ANY(${ids}::uuid[]) ORDER BY r.paper_id`
}

/** PENDING becomes RECORDED, each with the day it is entered on. Answers how many moved. One statement. */
export async function markAccepted(
  tx: Tx,
  accountSetId: number,
  receipts: readonly { paperId: string; bookedOn: string }[],
  by: { acceptedById: string; at: Date },
): Promise<number> {
  const rows = receipts.map(({ paperId, bookedOn }) => ({ paperId, bookedOn }))
  return tx.$executeRaw`
    UPDATE receipt r SET status = 'RECORDED', accepted_by_id = ${by.acceptedById}::uuid, accepted_at = ${by.at}, booked_on = d."bookedOn"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS d("paperId" uuid, "bookedOn" date)
    WHERE r.account_set_id = ${accountSetId} AND r.paper_id = d."paperId" AND r.status = 'PENDING'`
}

/** Keeps that a receipt was undone, by whom and why; false when it has moved on. One statement. */
export async function markReversed(
  tx: Tx,
  key: { accountSetId: number; paperId: string; status: ReceiptStanding },
  by: { recordedById: string; reversedById: string; reason: string; on: string; at: Date },
): Promise<boolean> {
  const written = await tx.$executeRaw`
    WITH moved AS (
      UPDATE receipt SET status = 'REVERSED' WHERE account_set_id = ${key.accountSetId} AND paper_id = ${key.paperId}::uuid
        AND status = ${key.status} RETURNING account_set_id, paper_id
    )
    INSERT INTO receipt_reversal (account_set_id, paper_id, recorded_by_id, reversed_by_id, reason, reversed_on, reversed_at)
    SELECT account_set_id, paper_id, ${by.recordedById}::uuid, ${by.reversedById}::uuid, ${by.reason}, ${by.on}::date, ${by.at} FROM moved`
  return written === 1
}

/**
 * The entries that a receipt's money paid, newest first, as long as they stand. Where money came before receipts were told
 * apart, the customer's newest allocations that name no receipt, as far as the receipt's own do not reach. One statement.
 */
export async function readPaidBy(
  tx: Tx,
  receipt: { accountSetId: number; paperId: string; customerId: string },
): Promise<bigint[]> {
  const rows = await tx.$queryRaw<{ id: bigint }[]>`
    WITH standing AS (
      SELECT e.id, e.amount_fen, e.money_paper_id IS NULL AS is_unnamed FROM receivable_entry e
      WHERE e.account_set_id = ${receipt.accountSetId} AND e.customer_id = ${receipt.customerId}::uuid
        AND e.from_account = 'RECEIVABLE' AND e.to_account = 'PREPAID' AND e.reverses_id IS NULL
        AND (e.money_paper_id = ${receipt.paperId}::uuid OR e.money_paper_id IS NULL)
        AND NOT EXISTS (SELECT FROM receivable_entry r WHERE r.account_set_id = e.account_set_id AND r.reverses_id = e.id)
    ), due AS (
      SELECT m.amount_fen - m.open_fen AS fen FROM receipt_money m
      WHERE m.account_set_id = ${receipt.accountSetId} AND m.paper_id = ${receipt.paperId}::uuid
    )
    SELECT s.id FROM (SELECT *, sum(amount_fen) OVER (ORDER BY is_unnamed, id DESC) - amount_fen AS before FROM standing) s, due
    WHERE s.before < due.fen ORDER BY s.id`
  return rows.map(({ id }) => id)
}

/** Money put aside is free again; false when nothing was put aside. One statement. */
export async function freeMoney(tx: Tx, key: { accountSetId: number; paperId: string }): Promise<boolean> {
  const freed = await tx.$executeRaw`
    UPDATE receipt_money SET waits = NULL WHERE account_set_id = ${key.accountSetId} AND paper_id = ${key.paperId}::uuid
      AND waits IS NOT NULL AND open_fen > 0`
  return freed === 1
}
