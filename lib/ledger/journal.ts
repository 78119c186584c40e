import type { Tx } from '#lib/db/client.ts'
import { newId } from '#lib/kernel/ids.ts'
import type { Allocated } from '#lib/ledger/allocations.ts'
import type { BillPaid } from '#lib/ledger/payables.ts'

/** The parts that postings name; the account set's own chart says which account plays each. */
export type AccountUse =
  | 'RECEIVABLE'
  | 'PREPAID'
  | 'REVENUE'
  | 'OUTPUT_TAX'
  | 'INVENTORY'
  | 'COGS'
  | 'CASH'
  | 'BANK'
  | 'SELLING_EXPENSE'
  | 'ADMIN_EXPENSE'
  | 'STOCK_LOSS'
  | 'STOCK_GAIN'
  | 'PAYABLE'
  | 'UNBILLED'
  | 'ADVANCE'
  | 'INPUT_TAX'
  | 'PRICE_VARIANCE'
  | 'ALLOWANCE'
  | 'BAD_DEBT'
  | 'DRIVER_DIFFERENCE'
  | 'ADVANCED_FREIGHT'

/** One amount from the credit side to the debit side: balanced by construction. */
export type JournalLine = { debit: AccountUse; credit: AccountUse; amountFen: bigint }

export type VoucherDraft = {
  accountSetId: number
  id: string
  paperId: string
  kind:
    | 'SALE'
    | 'RECEIPT'
    | 'ALLOCATION'
    | 'PURCHASE'
    | 'PURCHASE_BILL'
    | 'PAYMENT'
    | 'PAYMENT_ALLOCATION'
    | 'STOCK_OUT'
    | 'CUSTOMER_RETURN'
    | 'SUPPLIER_RETURN'
    | 'STOCK_COUNT'
    | 'TRANSFER'
    | 'ALLOWANCE'
    | 'WRITE_OFF'
    | 'RECONCILIATION'
  businessDate: string
  lines: readonly JournalLine[]
}

/** One voucher for each item that money was allocated to: the advance goes down, and so does what is owed. */
export function allocationVouchers(paid: readonly Allocated[], now: Date): VoucherDraft[] {
  return paid.map(({ accountSetId, paperId, businessDate, amountFen }) => ({
    accountSetId,
    id: newId(now),
    paperId,
    kind: 'ALLOCATION',
    businessDate,
    lines: [{ debit: 'PREPAID', credit: 'RECEIVABLE', amountFen }],
  }))
}

/** One voucher for each bill that an advance paid: the advance goes down, and so does what is owed to the supplier. */
export function paidVouchers(paid: readonly BillPaid[], now: Date): VoucherDraft[] {
  return paid.map((part) => voucherOfPaid(part, now, { debit: 'PAYABLE', credit: 'ADVANCE' }))
}

/** The same the other way: what a payment had paid is owed again. */
export function freedVouchers(freed: readonly BillPaid[], now: Date): VoucherDraft[] {
  return freed.map((part) => voucherOfPaid(part, now, { debit: 'ADVANCE', credit: 'PAYABLE' }))
}

function voucherOfPaid(
  { accountSetId, paperId, businessDate, amountFen }: BillPaid,
  now: Date,
  accounts: Pick<JournalLine, 'debit' | 'credit'>,
): VoucherDraft {
  return {
    accountSetId,
    id: newId(now),
    paperId,
    kind: 'PAYMENT_ALLOCATION',
    businessDate,
    lines: [{ ...accounts, amountFen }],
  }
}

/** Vouchers as they are entered: lines of nothing are left out, and so are vouchers without lines. */
export function enteredVouchers(vouchers: readonly VoucherDraft[]) {
  return vouchers
    .map(({ lines, ...voucher }) => ({
      ...voucher,
      lines: lines
        .filter((line) => line.amountFen > 0n)
        .map((line, index) => ({ ...line, lineNo: index + 1, amountFen: String(line.amountFen) })),
    }))
    .filter((voucher) => voucher.lines.length > 0)
}

/**
 * Enters vouchers in one statement. Throws when a period is not open or the chart does not name an account for a use:
 * callers hold the period and refuse before.
 */
export async function enterVouchers(
  tx: Tx,
  recorder: { recordedById: string; at: Date },
  vouchers: readonly VoucherDraft[],
): Promise<void> {
  const drafts = enteredVouchers(vouchers)
  if (drafts.length === 0) return
  await tx.$queryRaw`
    SELECT enter_vouchers(${JSON.stringify(drafts)}::jsonb, ${recorder.recordedById}::uuid, ${recorder.at}::timestamptz)::text`
}

/** Mirrors every voucher of a paper on an open date: the same amounts the other way (red reversal). */
export async function reverseVouchers(
  tx: Tx,
  recorder: { recordedById: string; at: Date },
  paper: { accountSetId: number; paperId: string; businessDate: string },
): Promise<number> {
  const rows = await tx.$queryRaw<{ vouchers: number }[]>`
    WITH original AS (
      SELECT v.* FROM journal_voucher v WHERE v.account_set_id = ${paper.accountSetId} AND v.paper_id = ${paper.paperId}::uuid
        AND v.reverses_id IS NULL AND NOT EXISTS (SELECT FROM journal_voucher r
          WHERE r.account_set_id = v.account_set_id AND r.reverses_id = v.id)
    ), voucher AS (
      INSERT INTO journal_voucher (account_set_id, id, paper_id, kind, business_date, period, recorded_at, recorded_by_id, reverses_id)
      SELECT o.account_set_id, gen_random_uuid(), o.paper_id, o.kind, ${paper.businessDate}::date,
        to_char(${paper.businessDate}::date, 'YYYYMM'), ${recorder.at}, ${recorder.recordedById}::uuid, o.id
      FROM original o RETURNING account_set_id, id, reverses_id
    ), entry AS (
      INSERT INTO journal_entry (account_set_id, voucher_id, line_no, debit_account, credit_account, amount_fen)
      SELECT v.account_set_id, v.id, e.line_no, e.credit_account, e.debit_account, e.amount_fen
      FROM voucher v JOIN journal_entry e ON e.account_set_id = v.account_set_id AND e.voucher_id = v.reverses_id
    )
    SELECT count(*)::int AS vouchers FROM voucher`
  return rows[0]?.vouchers ?? 0
}
