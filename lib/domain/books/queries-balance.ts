import type { Reader } from '#lib/db/client.ts'
import type { BookSpan } from '#lib/domain/books/wish.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'

/** What an account had before some months and what moved on it in them, in fen. */
export type AccountSums = {
  code: string
  name: string
  nature: string
  openingFen: bigint
  debitFen: bigint
  creditFen: bigint
}

/** A line of the trial balance; yuan, empty where the side has nothing. */
export type BalanceRow = {
  code: string
  name: string
  nature: string
  openingDebit: string
  openingCredit: string
  debit: string
  credit: string
  closingDebit: string
  closingCredit: string
}

export type BalanceTotals = Omit<BalanceRow, 'code' | 'name' | 'nature'>

/** 科目余额表: every account on which anything stands or moved, and the six sums, which agree two by two. */
export type TrialBalance = { rows: BalanceRow[]; totals: BalanceTotals; isBalanced: boolean }

/**
 * Sums of each account over some months: closed months by the totals written at their closing, the others as their vouchers
 * stand. Two statements, the second with the open months by name, so that it is planned for what is open, whatever the
 * history. `code` null: every account.
 */
export async function accountSums(
  reader: Reader,
  span: BookSpan,
  code: string | null = null,
): Promise<AccountSums[]> {
  const open = await reader.$queryRaw<{ period: string }[]>`
    SELECT p.period FROM accounting_period p
    WHERE p.account_set_id = ${span.accountSetId}::int AND p.period <= ${span.to} AND NOT p.is_totalled ORDER BY 1`
  const months = open.map(({ period }) => period)
  return reader.$queryRaw<AccountSums[]>`
    WITH live AS (
      SELECT v.period < ${span.from} AS is_before, e.debit_account, e.credit_account, sum(e.amount_fen) AS amount FROM journal_voucher v
      JOIN journal_entry e ON e.account_set_id = v.account_set_id AND e.voucher_id = v.id
      WHERE v.account_set_id = ${span.accountSetId}::int AND v.period = ANY (${months}::text[])
        AND (${code}::text IS NULL OR ${code} IN (e.debit_account, e.credit_account)) GROUP BY 1, 2, 3
    ), part AS (
      SELECT m.period < ${span.from} AS is_before, t.account, t.debit_fen::numeric AS debit, t.credit_fen::numeric AS credit
      FROM accounting_period m
      JOIN account_period_total t ON t.account_set_id = m.account_set_id AND t.period = m.period AND t.closing_no = m.closings
      WHERE m.account_set_id = ${span.accountSetId}::int AND m.period <= ${span.to} AND m.period <> ALL (${months}::text[])
      UNION ALL SELECT is_before, debit_account, amount, 0 FROM live
      UNION ALL SELECT is_before, credit_account, 0, amount FROM live
    )
    SELECT a.code, a.name, a.nature,
      coalesce(sum(p.debit - p.credit) FILTER (WHERE p.is_before), 0)::bigint AS "openingFen",
      coalesce(sum(p.debit) FILTER (WHERE NOT p.is_before), 0)::bigint AS "debitFen",
      coalesce(sum(p.credit) FILTER (WHERE NOT p.is_before), 0)::bigint AS "creditFen"
    FROM part p JOIN account a ON a.account_set_id = ${span.accountSetId}::int AND a.code = p.account
    WHERE ${code}::text IS NULL OR a.code = ${code} GROUP BY 1, 2, 3 ORDER BY 1`
}

/** The trial balance of an account set over some months. Two statements. */
export async function trialBalance(reader: Reader, span: BookSpan): Promise<TrialBalance> {
  const sums = await accountSums(reader, span)
  const lines = sums.map((account) => ({ account, fen: sidesOf(account) }))
  const totals: Record<Column, Sides> = { opening: [0n, 0n], moved: [0n, 0n], closing: [0n, 0n] }
  for (const { fen } of lines) {
    for (const column of COLUMNS)
      totals[column] = [totals[column][0] + fen[column][0], totals[column][1] + fen[column][1]]
  }
  return {
    rows: lines.map(({ account: { code, name, nature }, fen }) => ({ code, name, nature, ...inYuan(fen) })),
    totals: inYuan(totals),
    isBalanced: COLUMNS.every((column) => totals[column][0] === totals[column][1]),
  }
}

const COLUMNS = ['opening', 'moved', 'closing'] as const
type Column = (typeof COLUMNS)[number]
/** Debit and credit. */
type Sides = readonly [bigint, bigint]

function sidesOf({ openingFen, debitFen, creditFen }: AccountSums): Record<Column, Sides> {
  return {
    opening: sided(openingFen),
    moved: [debitFen, creditFen],
    closing: sided(openingFen + debitFen - creditFen),
  }
}

function sided(balanceFen: bigint): Sides {
  return balanceFen >= 0n ? [balanceFen, 0n] : [0n, -balanceFen]
}

function inYuan({ opening, moved, closing }: Record<Column, Sides>): BalanceTotals {
  const text = (fen: bigint): string => (fen === 0n ? '' : formatFenPlain(fen))
  return {
    openingDebit: text(opening[0]),
    openingCredit: text(opening[1]),
    debit: text(moved[0]),
    credit: text(moved[1]),
    closingDebit: text(closing[0]),
    closingCredit: text(closing[1]),
  }
}
