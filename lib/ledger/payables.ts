import type { Tx } from '#lib/db/client.ts'
import { asText } from '#lib/ledger/as-text.ts'

/** What the house's dealings with a supplier stand on. From is the credit side, to the debit side. */
export type PayableAccount = 'GOODS' | 'TAX' | 'UNBILLED' | 'PAYABLE' | 'ADVANCE' | 'MONEY'

/** Whose goods, bill or money it is, the paper behind it and the day it counts on. */
export type SupplierAct = { accountSetId: number; supplierId: string; paperId: string; businessDate: string }

type Amount = { from: PayableAccount; to: PayableAccount; amountFen: bigint }

/**
 * Enters amounts of one paper and keeps the supplier's balance in one statement, the balance held first. Amounts of
 * nothing are left out; a bill also opens its item.
 */
async function enter(
  tx: Tx,
  act: SupplierAct,
  amounts: readonly Amount[],
  at: Date,
  item: { amountFen: bigint; dueDate: string } | null = null,
): Promise<void> {
  const { accountSetId, supplierId, paperId, businessDate } = act
  const of = JSON.stringify({ accountSetId, supplierId, paperId, businessDate })
  const entered = amounts.filter(({ amountFen }) => amountFen > 0n)
  await tx.$queryRaw`
    SELECT enter_payables(${of}::jsonb, ${JSON.stringify(entered, asText)}::jsonb, ${at}::timestamptz,
      ${item === null ? null : JSON.stringify(item, asText)}::jsonb)::text`
}

/** Goods of a posted receipt, at what its order says without tax: owed, not yet billed. One statement. */
export async function enterGoodsReceived(
  tx: Tx,
  received: SupplierAct & { netFen: bigint },
  at: Date,
): Promise<void> {
  await enter(tx, received, [receivedAmount(received.netFen)], at)
}

/** What goods that came in change between the house and their supplier. */
export function receivedAmount(netFen: bigint): {
  from: PayableAccount
  to: PayableAccount
  amountFen: bigint
} {
  return { from: 'UNBILLED', to: 'GOODS', amountFen: netFen }
}

/** Goods that went back to the supplier: what is owed for them goes down as it once went up. One statement. */
export async function enterGoodsReturned(
  tx: Tx,
  returned: SupplierAct & { netFen: bigint },
  at: Date,
): Promise<void> {
  await enter(tx, returned, [{ from: 'GOODS', to: 'UNBILLED', amountFen: returned.netFen }], at)
}

/** A supplier's bill: what it asks without tax, its tax, and what the receipts it answers were entered at. */
export type BillEntry = SupplierAct & {
  netFen: bigint
  taxFen: bigint
  receivedNetFen: bigint
  dueDate: string
}

/**
 * A posted bill: what was received becomes owed, with the tax; where it asks more or less than the receipts were
 * entered at, the difference goes to the goods. Opens the item that payments will pay. One statement.
 */
export async function enterBill(tx: Tx, bill: BillEntry, at: Date): Promise<void> {
  const difference = bill.netFen - bill.receivedNetFen
  const amounts: Amount[] = [
    { from: 'PAYABLE', to: 'UNBILLED', amountFen: bill.receivedNetFen },
    { from: 'PAYABLE', to: 'TAX', amountFen: bill.taxFen },
    { from: 'PAYABLE', to: 'GOODS', amountFen: difference },
    { from: 'GOODS', to: 'PAYABLE', amountFen: -difference },
  ]
  await enter(tx, bill, amounts, at, { amountFen: bill.netFen + bill.taxFen, dueDate: bill.dueDate })
}

/**
 * A posted red bill, its amounts below zero: what went back is not owed unbilled any more, its tax is given back, and
 * all of it stands as an advance for the supplier's other bills. One statement.
 */
export async function enterRedBill(tx: Tx, bill: Omit<BillEntry, 'dueDate'>, at: Date): Promise<void> {
  const difference = bill.netFen - bill.receivedNetFen
  const amounts: Amount[] = [
    { from: 'UNBILLED', to: 'ADVANCE', amountFen: -bill.receivedNetFen },
    { from: 'TAX', to: 'ADVANCE', amountFen: -bill.taxFen },
    { from: 'GOODS', to: 'ADVANCE', amountFen: -difference },
    { from: 'ADVANCE', to: 'GOODS', amountFen: difference },
  ]
  await enter(tx, bill, amounts, at)
}

/** Holds the supplier's balance: bills, payments and what undoes them wait for each other. One statement. */
export async function holdSupplier(
  tx: Tx,
  { accountSetId, supplierId }: Pick<SupplierAct, 'accountSetId' | 'supplierId'>,
): Promise<void> {
  await tx.$queryRaw`
    SELECT FROM supplier_balance WHERE account_set_id = ${accountSetId} AND supplier_id = ${supplierId}::uuid FOR UPDATE`
}

/** Whether nothing has paid of a bill. Stands as long as the caller holds the supplier's balance. One statement. */
export async function isUnpaid(
  tx: Tx,
  { accountSetId, paperId }: Pick<SupplierAct, 'accountSetId' | 'paperId'>,
): Promise<boolean> {
  const rows = await tx.$queryRaw<{ isPaid: boolean }[]>`
    SELECT EXISTS (SELECT FROM payable_item i WHERE i.account_set_id = ${accountSetId} AND i.paper_id = ${paperId}::uuid
      AND i.open_fen <> i.amount_fen) AS "isPaid"`
  return rows[0]?.isPaid === false
}

/** Money paid that no bill has yet: an advance until it is allocated. One statement. */
export async function enterPaymentMoney(
  tx: Tx,
  payment: SupplierAct & { amountFen: bigint },
  at: Date,
): Promise<void> {
  await enter(tx, payment, [{ from: 'MONEY', to: 'ADVANCE', amountFen: payment.amountFen }], at)
}

/** Whose advance pays, and the day of the act. */
export type PaidSupplier = { accountSetId: number; supplierId: string; businessDate: string }

/** What was paid of a bill, or freed again, and the day it is entered on. */
export type BillPaid = { accountSetId: number; paperId: string; amountFen: bigint; businessDate: string }

/**
 * Lets the suppliers' advances pay their open bills, oldest first, as far as they go (R92). Nothing is paid before
 * its own date; a bill whose day lies in a closed period waits. The caller already holds the balances, so that what
 * is read here stands. One statement, whatever the number of bills. Answers what was paid.
 */
export async function allocatePaymentsOldestFirst(
  tx: Tx,
  suppliers: readonly PaidSupplier[],
  at: Date,
): Promise<BillPaid[]> {
  if (suppliers.length === 0) return []
  return tx.$queryRaw<BillPaid[]>`
    WITH payer AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(suppliers)}::jsonb)
        AS p("accountSetId" int, "supplierId" uuid, "businessDate" date)
    ), held AS MATERIALIZED (
      SELECT b.account_set_id, b.supplier_id, b.advance_fen, p."businessDate" AS act_date
      FROM supplier_balance b JOIN payer p ON p."accountSetId" = b.account_set_id AND p."supplierId" = b.supplier_id
      ORDER BY b.account_set_id, b.supplier_id FOR UPDATE OF b
    ), queue AS (
      SELECT i.account_set_id, i.supplier_id, i.paper_id, i.open_fen, h.advance_fen, d.on_date,
        sum(i.open_fen) OVER (PARTITION BY i.account_set_id, i.supplier_id ORDER BY i.business_date, i.paper_id) - i.open_fen AS before_fen
      FROM payable_item i JOIN held h USING (account_set_id, supplier_id)
      CROSS JOIN LATERAL (SELECT greatest(h.act_date, i.business_date) AS on_date) d
      JOIN accounting_period t ON t.account_set_id = i.account_set_id AND t.period = to_char(d.on_date, 'YYYYMM') AND t.status = 'OPEN'
      WHERE i.open_fen > 0
    ), paid AS (
      SELECT account_set_id, supplier_id, paper_id, on_date, least(open_fen, advance_fen - before_fen)::bigint AS amount_fen
      FROM queue WHERE before_fen < advance_fen
    ), entry AS (
      INSERT INTO payable_entry (account_set_id, supplier_id, paper_id, from_account, to_account, amount_fen, business_date, recorded_at)
      SELECT account_set_id, supplier_id, paper_id, 'ADVANCE', 'PAYABLE', amount_fen, on_date, ${at}
      FROM paid ORDER BY paper_id RETURNING account_set_id, supplier_id, paper_id, amount_fen, business_date
    ), item AS (
      UPDATE payable_item i SET open_fen = i.open_fen - e.amount_fen FROM entry e
      WHERE i.account_set_id = e.account_set_id AND i.paper_id = e.paper_id
    ), balance AS (
      UPDATE supplier_balance b SET advance_fen = b.advance_fen - t.total, payable_fen = b.payable_fen - t.total
      FROM (SELECT account_set_id, supplier_id, sum(amount_fen) AS total FROM entry GROUP BY 1, 2) t
      WHERE b.account_set_id = t.account_set_id AND b.supplier_id = t.supplier_id
    )
    SELECT account_set_id AS "accountSetId", paper_id AS "paperId", amount_fen AS "amountFen", business_date::text AS "businessDate"
    FROM entry ORDER BY paper_id`
}

/**
 * Mirrors every entry of a paper that was not mirrored yet: receipt, bill or payment. Money that had paid a bill is
 * an advance again, and the bill's item is closed with nothing open. The caller holds the balance and has freed
 * enough of the advance before a payment is mirrored (`freeAllocations`). One statement. Answers how many entries.
 */
export async function reversePayables(tx: Tx, act: SupplierAct, at: Date): Promise<number> {
  const rows = await tx.$queryRaw<{ entries: number }[]>`
    WITH held AS MATERIALIZED (
      SELECT account_set_id, supplier_id FROM supplier_balance
      WHERE account_set_id = ${act.accountSetId} AND supplier_id = ${act.supplierId}::uuid FOR UPDATE
    ), entry AS (
      INSERT INTO payable_entry (account_set_id, supplier_id, paper_id, from_account, to_account, amount_fen, business_date, recorded_at, reverses_id)
      SELECT e.account_set_id, e.supplier_id, e.paper_id, e.to_account, e.from_account, e.amount_fen, ${act.businessDate}::date, ${at}, e.id
      FROM payable_entry e JOIN held h USING (account_set_id, supplier_id)
      WHERE e.paper_id = ${act.paperId}::uuid AND e.reverses_id IS NULL AND NOT EXISTS (SELECT FROM payable_entry r
        WHERE r.account_set_id = e.account_set_id AND r.reverses_id = e.id)
      ORDER BY e.id RETURNING from_account, to_account, amount_fen
    ), item AS (
      UPDATE payable_item i SET open_fen = 0 FROM held h
      WHERE i.account_set_id = h.account_set_id AND i.paper_id = ${act.paperId}::uuid
    ), change AS (
      SELECT coalesce(sum(CASE 'PAYABLE' WHEN from_account THEN amount_fen WHEN to_account THEN -amount_fen END), 0) AS payable,
        coalesce(sum(CASE 'UNBILLED' WHEN from_account THEN amount_fen WHEN to_account THEN -amount_fen END), 0) AS unbilled,
        coalesce(sum(CASE 'ADVANCE' WHEN to_account THEN amount_fen WHEN from_account THEN -amount_fen END), 0) AS advance
      FROM entry
    ), balance AS (
      UPDATE supplier_balance b SET payable_fen = b.payable_fen + c.payable, unbilled_fen = b.unbilled_fen + c.unbilled,
        advance_fen = b.advance_fen + c.advance
      FROM held h, change c WHERE b.account_set_id = h.account_set_id AND b.supplier_id = h.supplier_id
    )
    SELECT count(*)::int AS entries FROM entry`
  return rows[0]?.entries ?? 0
}

/**
 * Frees what was allocated last, allocation by allocation, until the supplier's advance covers `amountFen`: the
 * bills are open again by as much. The caller lets what is left over pay again. One statement.
 */
export async function freeAllocations(
  tx: Tx,
  act: Omit<SupplierAct, 'paperId'> & { amountFen: bigint },
  at: Date,
): Promise<BillPaid[]> {
  return tx.$queryRaw<BillPaid[]>`
    WITH held AS MATERIALIZED (
      SELECT account_set_id, supplier_id, advance_fen FROM supplier_balance
      WHERE account_set_id = ${act.accountSetId} AND supplier_id = ${act.supplierId}::uuid FOR UPDATE
    ), standing AS (
      SELECT e.*, h.advance_fen, sum(e.amount_fen) OVER (ORDER BY e.id DESC) - e.amount_fen AS freed_before
      FROM payable_entry e JOIN held h USING (account_set_id, supplier_id)
      WHERE e.from_account = 'ADVANCE' AND e.to_account = 'PAYABLE' AND e.reverses_id IS NULL
        AND NOT EXISTS (SELECT FROM payable_entry r WHERE r.account_set_id = e.account_set_id AND r.reverses_id = e.id)
    ), entry AS (
      INSERT INTO payable_entry (account_set_id, supplier_id, paper_id, from_account, to_account, amount_fen, business_date, recorded_at, reverses_id)
      SELECT account_set_id, supplier_id, paper_id, 'PAYABLE', 'ADVANCE', amount_fen, ${act.businessDate}::date, ${at}, id
      FROM standing WHERE advance_fen + freed_before < ${act.amountFen}::bigint
      ORDER BY id RETURNING account_set_id, supplier_id, paper_id, amount_fen, business_date
    ), total AS (
      SELECT account_set_id, paper_id, sum(amount_fen)::bigint AS amount_fen, min(business_date) AS business_date FROM entry GROUP BY 1, 2
    ), item AS (
      UPDATE payable_item i SET open_fen = i.open_fen + t.amount_fen FROM total t
      WHERE i.account_set_id = t.account_set_id AND i.paper_id = t.paper_id
    ), balance AS (
      UPDATE supplier_balance b SET advance_fen = b.advance_fen + s.freed, payable_fen = b.payable_fen + s.freed
      FROM held h, (SELECT coalesce(sum(amount_fen), 0) AS freed FROM total) s
      WHERE b.account_set_id = h.account_set_id AND b.supplier_id = h.supplier_id
    )
    SELECT account_set_id AS "accountSetId", paper_id AS "paperId", amount_fen AS "amountFen", business_date::text AS "businessDate"
    FROM total ORDER BY paper_id`
}
