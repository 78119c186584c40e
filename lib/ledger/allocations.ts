import type { Tx } from '#lib/db/client.ts'
import { asText } from '#lib/ledger/as-text.ts'

/** Whose free money pays, and the day of the act. */
export type PayingCustomer = { customerId: string; businessDate: string }

/** What settled an item, the receipt whose money it was (null: the customer's credit), and the day it is entered on. */
export type Allocated = {
  accountSetId: number
  paperId: string
  moneyPaperId: string | null
  amountFen: bigint
  businessDate: string
}

type Flat = Omit<Allocated, 'accountSetId'>

/**
 * Lets money pay what is open. What is meant for the notes in `meant` pays them first; then the payers' free money pays
 * their oldest items as far as it goes (R91), receipts in the order they came. Nothing is paid before its own day or
 * before its money came; an item whose day lies in a period that is not open waits. The caller already holds the
 * balances. One statement, whatever the number of customers. Answers what was paid.
 */
export async function allocateMoney(
  tx: Tx,
  of: { accountSetId: number; meant: readonly string[]; payers: readonly PayingCustomer[] },
  at: Date,
): Promise<Allocated[]> {
  if (of.meant.length === 0 && of.payers.length === 0) return []
  const rows = await tx.$queryRaw<Flat[]>`
    SELECT note_id AS "paperId", money_id AS "moneyPaperId", amount AS "amountFen", on_date::text AS "businessDate"
    FROM allocate_money(${of.accountSetId}::int, ${[...of.meant]}::uuid[], ${JSON.stringify(of.payers)}::jsonb, ${at}::timestamptz)`
  return rows.map((row) => ({ accountSetId: of.accountSetId, ...row }))
}

/** One item and what ends it: a receipt's money (null: the customer's credit), or what is let off. */
export type AllocationDraft = {
  paperId: string
  moneyId: string | null
  amountFen: bigint
  onDate: string
  account: 'PREPAID' | 'ALLOWANCE'
}

/** Enters what a person decided, item by item. The caller holds the balances and refused what goes too far. One statement. */
export async function enterAllocations(
  tx: Tx,
  accountSetId: number,
  drafts: readonly AllocationDraft[],
  at: Date,
): Promise<void> {
  await tx.$queryRaw`
    SELECT count(*)::int FROM enter_allocations(${accountSetId}::int, ${JSON.stringify(drafts, asText)}::jsonb, ${at}::timestamptz)`
}

/**
 * Takes back what settled items, entry by entry, as mirrors on an open day, with their vouchers: the items are open again
 * and the money is its receipt's again. The caller holds balances and period. One statement. Answers what was freed.
 */
export async function freeAllocations(
  tx: Tx,
  act: { accountSetId: number; entryIds: readonly bigint[]; businessDate: string },
  recorder: { recordedById: string; at: Date },
): Promise<Allocated[]> {
  if (act.entryIds.length === 0) return []
  const rows = await tx.$queryRaw<Flat[]>`
    SELECT note_id AS "paperId", money_id AS "moneyPaperId", amount AS "amountFen", on_date::text AS "businessDate"
    FROM free_allocations(${act.accountSetId}::int, ${[...act.entryIds]}::bigint[], ${act.businessDate}::date,
      ${recorder.recordedById}::uuid, ${recorder.at}::timestamptz)`
  return rows.map((row) => ({ accountSetId: act.accountSetId, ...row }))
}

/** Money that came in: whose, by which receipt, the day it is booked on, and what it is put aside for. */
export type MoneyDraft = {
  customerId: string
  paperId: string
  amountFen: bigint
  businessDate: string
  /** A deposit pays nothing until it is released; money for a note waits until that note is posted. */
  waits: 'DEPOSIT' | 'NOTE' | null
  forPaperId: string | null
}

/**
 * Money that came in and pays nothing yet: entries, what the receipts hold, and balances in one statement. The caller
 * holds the balances.
 */
export async function enterMoney(
  tx: Tx,
  accountSetId: number,
  money: readonly MoneyDraft[],
  at: Date,
): Promise<void> {
  await tx.$executeRaw`
    WITH draft AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(money, asText)}::jsonb) AS d("customerId" uuid, "paperId" uuid,
        "amountFen" bigint, "businessDate" date, waits text, "forPaperId" uuid)
    ), entry AS (
      INSERT INTO receivable_entry (account_set_id, customer_id, paper_id, from_account, to_account, amount_fen, business_date,
        recorded_at, money_paper_id)
      SELECT ${accountSetId}, "customerId", "paperId", 'PREPAID', 'MONEY', "amountFen", "businessDate", ${at}, "paperId"
      FROM draft ORDER BY "paperId"
    ), held AS (
      INSERT INTO receipt_money (account_set_id, paper_id, customer_id, amount_fen, open_fen, booked_on, waits, for_paper_id)
      SELECT ${accountSetId}, "paperId", "customerId", "amountFen", "amountFen", "businessDate", waits, "forPaperId" FROM draft
    )
    UPDATE customer_balance b SET prepaid_fen = b.prepaid_fen + t.total
    FROM (SELECT "customerId", sum("amountFen") AS total FROM draft GROUP BY 1) t
    WHERE b.account_set_id = ${accountSetId} AND b.customer_id = t."customerId"`
}

/**
 * Mirrors the money of one receipt of which nothing pays anything any more: it is gone again. The caller holds the
 * balance and has freed what it had paid; what was freed of allocations that name no receipt stands as credit. One
 * statement. False when some of it still pays an item.
 */
export async function takeMoneyBack(
  tx: Tx,
  money: { accountSetId: number; customerId: string; paperId: string; businessDate: string },
  at: Date,
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    WITH credit AS (
      SELECT b.prepaid_fen - (SELECT coalesce(sum(m.open_fen), 0) FROM receipt_money m WHERE m.account_set_id = b.account_set_id
        AND m.customer_id = b.customer_id AND m.open_fen > 0) AS fen
      FROM customer_balance b WHERE b.account_set_id = ${money.accountSetId} AND b.customer_id = ${money.customerId}::uuid
    ), emptied AS (
      UPDATE receipt_money m SET open_fen = 0 FROM credit c WHERE m.account_set_id = ${money.accountSetId}
        AND m.paper_id = ${money.paperId}::uuid AND m.amount_fen - m.open_fen <= c.fen
      RETURNING m.account_set_id, m.paper_id
    ), entry AS (
      INSERT INTO receivable_entry (account_set_id, customer_id, paper_id, from_account, to_account, amount_fen, business_date,
        recorded_at, reverses_id, money_paper_id)
      SELECT e.account_set_id, e.customer_id, e.paper_id, e.to_account, e.from_account, e.amount_fen, ${money.businessDate}::date,
        ${at}, e.id, e.paper_id
      FROM emptied JOIN receivable_entry e USING (account_set_id, paper_id)
      WHERE e.from_account = 'PREPAID' AND e.to_account = 'MONEY' AND e.reverses_id IS NULL
      RETURNING amount_fen
    )
    UPDATE customer_balance b SET prepaid_fen = b.prepaid_fen - entry.amount_fen FROM entry
    WHERE b.account_set_id = ${money.accountSetId} AND b.customer_id = ${money.customerId}::uuid`
  return changed === 1
}
