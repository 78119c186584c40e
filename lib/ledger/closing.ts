import type { Tx } from '#lib/db/client.ts'

/** A month of an account set's books. */
export type BookMonth = { accountSetId: number; period: string }

/** What numbering did: how many vouchers, from and to which number; null where there were none. */
export type Numbered = { count: number; first: number | null; last: number | null }

/**
 * Gives numbers to the month's vouchers that have none, after the last one given, by date and moment of recording. The
 * caller holds the month, so that nobody is entering and nobody else is numbering. One statement.
 */
export async function giveVoucherNumbers(
  tx: Tx,
  key: BookMonth,
  by: { userId: string; at: Date },
): Promise<Numbered> {
  const rows = await tx.$queryRaw<Numbered[]>`
    WITH last AS (
      SELECT coalesce(max(number), 0) AS number FROM voucher_number
      WHERE account_set_id = ${key.accountSetId}::int AND period = ${key.period}
    ), fresh AS (
      SELECT v.id, row_number() OVER (ORDER BY v.business_date, v.recorded_at, v.id) AS place FROM journal_voucher v
      WHERE v.account_set_id = ${key.accountSetId}::int AND v.period = ${key.period} AND NOT EXISTS (
        SELECT FROM voucher_number n WHERE n.account_set_id = v.account_set_id AND n.voucher_id = v.id)
    ), given AS (
      INSERT INTO voucher_number (account_set_id, period, number, voucher_id, given_by_id, given_at)
      SELECT ${key.accountSetId}::int, ${key.period}, (l.number + f.place)::int, f.id, ${by.userId}::uuid, ${by.at}
      FROM fresh f CROSS JOIN last l ORDER BY f.place RETURNING number
    )
    SELECT count(*)::int AS count, min(number) AS first, max(number) AS last FROM given`
  return rows[0] ?? { count: 0, first: null, last: null }
}

/** Writes what every account moved in the month, as its next closing says it. One statement. */
export async function writePeriodTotals(tx: Tx, key: BookMonth, closingNo: number): Promise<void> {
  await tx.$executeRaw`
    WITH pair AS (
      SELECT e.debit_account, e.credit_account, sum(e.amount_fen) AS amount FROM journal_voucher v
      JOIN journal_entry e ON e.account_set_id = v.account_set_id AND e.voucher_id = v.id
      WHERE v.account_set_id = ${key.accountSetId}::int AND v.period = ${key.period} GROUP BY 1, 2
    )
    INSERT INTO account_period_total (account_set_id, period, closing_no, account, debit_fen, credit_fen)
    SELECT ${key.accountSetId}::int, ${key.period}, ${closingNo}::int, s.account, sum(s.debit)::bigint, sum(s.credit)::bigint
    FROM pair p CROSS JOIN LATERAL (VALUES (p.debit_account, p.amount, 0), (p.credit_account, 0, p.amount)) AS s(account, debit, credit)
    GROUP BY s.account`
}
