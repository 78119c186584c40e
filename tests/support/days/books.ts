import { BALANCE_CHECKS } from '#lib/domain/audit-trail/balance-checks.ts'
import { BOOK_CHECKS } from '#lib/domain/audit-trail/book-checks.ts'
import { RECEIPT_CHECKS } from '#lib/domain/audit-trail/receipt-checks.ts'
import { RECONCILIATION_CHECKS } from '#lib/domain/audit-trail/reconciliation-checks.ts'
import { trialBalance } from '#lib/domain/books/queries-balance.ts'
import type { Database } from '#lib/db/client.ts'
import { BrokenPromise } from '#tests/support/days/press.ts'
import { expectWhole } from '#tests/support/invariants.ts'

/*
 * What must hold after any day, in formulas of their own: they share no line with the checks of `npm run verify`, which
 * are asked as well.
 */

type Broken = { what: string; detail: string }

/** Every voucher balances, has entries, stands in its day's month and its paper's account set; a mirror is a mirror. */
const journals = (db: Database) => db.$queryRaw<Broken[]>`
  WITH sides AS (
    SELECT v.account_set_id, v.id, v.period, s.account, s.fen FROM journal_voucher v
    JOIN journal_entry e ON e.account_set_id = v.account_set_id AND e.voucher_id = v.id
    CROSS JOIN LATERAL (VALUES (e.debit_account, e.amount_fen), (e.credit_account, -e.amount_fen)) s(account, fen)
  ), accounts AS (SELECT account_set_id, id, account, sum(fen) AS fen FROM sides GROUP BY 1, 2, 3)
  SELECT 'voucher' AS what, format('%s %s of %s', v.kind, v.id, p.number) AS detail FROM journal_voucher v
  LEFT JOIN paper p ON p.account_set_id = v.account_set_id AND p.id = v.paper_id
  WHERE p.id IS NULL OR v.period <> to_char(v.business_date, 'YYYYMM')
    OR NOT EXISTS (SELECT FROM journal_entry e WHERE e.account_set_id = v.account_set_id AND e.voucher_id = v.id)
    OR EXISTS (SELECT FROM journal_entry e WHERE e.account_set_id = v.account_set_id AND e.voucher_id = v.id AND e.amount_fen <= 0)
    OR (SELECT sum(a.fen) FROM accounts a WHERE a.account_set_id = v.account_set_id AND a.id = v.id) <> 0
  UNION ALL SELECT 'month', format('account set %s, %s is out by %s', account_set_id, period, sum(fen)) FROM sides
  GROUP BY account_set_id, period HAVING sum(fen) <> 0
  UNION ALL SELECT 'no account', format('%s in account set %s', s.account, s.account_set_id) FROM sides s
  LEFT JOIN account a ON a.account_set_id = s.account_set_id AND a.code = s.account WHERE a.code IS NULL
  UNION ALL SELECT 'mirror', format('%s of %s', m.id, m.reverses_id) FROM journal_voucher m
  WHERE m.reverses_id IS NOT NULL AND EXISTS (
    SELECT FROM (SELECT account, fen FROM accounts a WHERE a.account_set_id = m.account_set_id AND a.id = m.id) x
    FULL JOIN (SELECT account, fen FROM accounts a WHERE a.account_set_id = m.account_set_id AND a.id = m.reverses_id) y USING (account)
    WHERE coalesce(x.fen, 0) + coalesce(y.fen, 0) <> 0)`

/** What each account with a part in postings should say by the papers and sub-ledgers alone; debit above zero. */
const controlAccounts = (db: Database) => db.$queryRaw<Broken[]>`
  WITH booked AS (
    SELECT u.account_set_id, u.use, coalesce(sum(CASE WHEN e.debit_account = u.code THEN e.amount_fen ELSE 0 END
      - CASE WHEN e.credit_account = u.code THEN e.amount_fen ELSE 0 END), 0) AS fen
    FROM account_use u LEFT JOIN journal_entry e ON e.account_set_id = u.account_set_id AND u.code IN (e.debit_account, e.credit_account)
    GROUP BY 1, 2
  ), part(account_set_id, use, fen) AS (
    SELECT account_set_id, 'RECEIVABLE', open_fen FROM receivable_item
    UNION ALL SELECT account_set_id, 'PREPAID', -prepaid_fen FROM customer_balance
    UNION ALL SELECT account_set_id, 'PAYABLE', -open_fen FROM payable_item
    UNION ALL SELECT account_set_id, 'UNBILLED', -unbilled_fen FROM supplier_balance
    UNION ALL SELECT account_set_id, 'ADVANCE', advance_fen FROM supplier_balance
    UNION ALL SELECT account_set_id, 'BAD_DEBT', amount_fen FROM write_off WHERE status = 'ENTERED'
    UNION ALL SELECT account_set_id, 'DRIVER_DIFFERENCE', -difference_fen FROM driver_reconciliation WHERE status = 'CLOSED'
    UNION ALL SELECT account_set_id, 'DRIVER_DIFFERENCE', -amount_fen FROM driver_difference WHERE cause = 'RULING'
    UNION ALL SELECT t.account_set_id, 'ADVANCED_FREIGHT', -t.amount_fen FROM delivery_tender t
      WHERE t.what = 'ADVANCED_FREIGHT' AND t.method <> 'ON_ACCOUNT' AND t.reconciliation_id IS NOT NULL
    UNION ALL SELECT account_set_id, CASE method WHEN 'CASH' THEN 'CASH' ELSE 'BANK' END, amount_fen FROM receipt WHERE status = 'RECORDED'
    UNION ALL SELECT t.account_set_id, CASE t.method WHEN 'CASH' THEN 'CASH' ELSE 'BANK' END, t.amount_fen FROM delivery_tender t
      WHERE t.what = 'ADVANCED_FREIGHT' AND t.method <> 'ON_ACCOUNT' AND t.reconciliation_id IS NOT NULL
    UNION ALL SELECT account_set_id, 'CASH', difference_fen FROM driver_reconciliation WHERE status = 'CLOSED'
    UNION ALL SELECT account_set_id, unnest(ARRAY['DRIVER_DIFFERENCE', CASE method WHEN 'CASH' THEN 'CASH' ELSE 'BANK' END]),
      unnest(ARRAY[-1, 1]) * CASE side WHEN 'FROM_DRIVER' THEN amount_fen ELSE -amount_fen END FROM driver_repayment
    UNION ALL SELECT y.account_set_id, CASE y.method WHEN 'CASH' THEN 'CASH' ELSE 'BANK' END, -y.amount_fen FROM payment y
      WHERE NOT EXISTS (SELECT FROM payment_reversal r WHERE r.account_set_id = y.account_set_id AND r.paper_id = y.paper_id)
    -- Stock: what stands in the warehouses, less what stood there before the books began, plus what is gone and not yet posted.
    UNION ALL SELECT account_set_id, 'INVENTORY', value_fen FROM stock_balance
    UNION ALL SELECT account_set_id, 'INVENTORY', -value_fen FROM stock_entry WHERE from_place = 'OPENING'
    UNION ALL SELECT e.account_set_id, 'INVENTORY', CASE e.from_place WHEN 'WAREHOUSE' THEN e.value_fen ELSE -e.value_fen END
      FROM stock_entry e JOIN delivery_note n ON n.account_set_id = e.account_set_id AND n.paper_id = e.paper_id
      WHERE n.status IN ('DISPATCHED', 'DELIVERED')
  ), due AS (SELECT account_set_id, use, sum(fen) AS fen FROM part GROUP BY 1, 2)
  SELECT 'account' AS what, format('%s of account set %s: books %s, papers %s', b.use, b.account_set_id, b.fen, coalesce(d.fen, 0)) AS detail
  FROM booked b LEFT JOIN due d USING (account_set_id, use)
  WHERE b.use IN (SELECT use FROM part UNION SELECT 'BAD_DEBT') AND b.fen <> coalesce(d.fen, 0)`

/** Customers, receipts and items say the same of each other. */
const customers = (db: Database) => db.$queryRaw<Broken[]>`
  SELECT 'customer' AS what, format('%s owes %s, items %s; prepaid %s, receipts hold %s', c.code, b.receivable_fen, i.open, b.prepaid_fen, m.open) AS detail
  FROM customer_balance b JOIN customer c ON c.account_set_id = b.account_set_id AND c.id = b.customer_id
  CROSS JOIN LATERAL (SELECT coalesce(sum(open_fen), 0) AS open FROM receivable_item i
    WHERE i.account_set_id = b.account_set_id AND i.customer_id = b.customer_id) i
  CROSS JOIN LATERAL (SELECT coalesce(sum(open_fen), 0) AS open, coalesce(min(open_fen), 0) AS least FROM receipt_money m
    WHERE m.account_set_id = b.account_set_id AND m.customer_id = b.customer_id) m
  WHERE b.receivable_fen <> i.open OR b.prepaid_fen < m.open OR m.least < 0 OR b.committed_fen < 0
  UNION ALL SELECT 'item', format('%s open %s of %s', p.number, i.open_fen, i.amount_fen) FROM receivable_item i
  JOIN paper p ON p.account_set_id = i.account_set_id AND p.id = i.paper_id WHERE i.open_fen < 0 OR i.open_fen > i.amount_fen
  UNION ALL SELECT 'supplier', format('%s owed %s, items %s', s.code, b.payable_fen, i.open)
  FROM supplier_balance b JOIN supplier s ON s.account_set_id = b.account_set_id AND s.id = b.supplier_id
  CROSS JOIN LATERAL (SELECT coalesce(sum(open_fen), 0) AS open FROM payable_item i
    WHERE i.account_set_id = b.account_set_id AND i.supplier_id = b.supplier_id) i
  WHERE b.payable_fen <> i.open OR b.advance_fen < 0`

/**
 * Cash that drivers said they took is in a closed session or waits for one; what a session expected is what its receipts and
 * its freight are, and what was counted is that and the difference.
 */
const drivers = (db: Database) => db.$queryRaw<Broken[]>`
  WITH said AS (
    SELECT account_set_id, recorded_by_id AS driver_id, sum(amount_fen) AS fen,
      coalesce(sum(amount_fen) FILTER (WHERE reconciliation_id IS NULL), 0) AS waiting
    FROM delivery_tender WHERE method = 'CASH' GROUP BY 1, 2
  ), closed AS (
    SELECT r.account_set_id, r.driver_id, sum(r.counted_fen - r.difference_fen) AS fen,
      sum((SELECT coalesce(sum((x->>'amendedFen')::bigint), 0) FROM jsonb_array_elements(r.sheet->'notes') x)) AS amended
    FROM driver_reconciliation r WHERE r.status = 'CLOSED' GROUP BY 1, 2)
  SELECT 'driver' AS what, format('account set %s: said %s, waiting %s, settled %s, amended %s', s.account_set_id, s.fen, s.waiting, c.fen, c.amended) AS detail
  FROM said s LEFT JOIN closed c USING (account_set_id, driver_id)
  WHERE s.fen <> s.waiting + coalesce(c.fen, 0) + coalesce(c.amended, 0)
  UNION ALL SELECT 'session', format('%s expected %s, receipts %s, freight %s', p.number, r.expected_fen, m.fen, f.fen)
  FROM driver_reconciliation r JOIN paper p ON p.account_set_id = r.account_set_id AND p.id = r.paper_id
  CROSS JOIN LATERAL (SELECT coalesce(sum(amount_fen), 0) AS fen FROM receipt m WHERE m.account_set_id = r.account_set_id
    AND m.reconciliation_id = r.paper_id AND m.method = 'CASH') m
  CROSS JOIN LATERAL (SELECT coalesce(sum(amount_fen), 0) AS fen FROM delivery_tender t WHERE t.account_set_id = r.account_set_id
    AND t.reconciliation_id = r.paper_id AND t.method = 'CASH' AND t.what = 'ADVANCED_FREIGHT') f
  WHERE r.status = 'CLOSED' AND r.expected_fen <> m.fen + f.fen`

/** Every copy has exactly one keeper, of the role of its place, and is offered whole or not at all; a note has four. */
const copies = (db: Database) => db.$queryRaw<Broken[]>`
  SELECT 'copy' AS what, format('%s %s at %s with %s', p.number, d.kind, d.place, coalesce(u.display_name, 'nobody')) AS detail
  FROM document_copy d JOIN paper p ON p.account_set_id = d.account_set_id AND p.id = d.paper_id
  LEFT JOIN app_user u ON u.id = d.keeper_id
  WHERE (d.place IN ('CUSTOMER', 'VOLUME')) = (d.keeper_id IS NOT NULL)
    OR num_nonnulls(d.offered_place, d.offered_by_id, d.offered_at) NOT IN (0, 3)
    OR (d.keeper_id IS NOT NULL AND NOT EXISTS (SELECT FROM user_role r WHERE r.user_id = d.keeper_id AND r.role = ANY (
      CASE d.place WHEN 'DESK' THEN ARRAY['CLERK', 'SALESPERSON', 'ACCOUNTANT', 'MANAGER'] WHEN 'WAREHOUSE' THEN ARRAY['KEEPER']
        WHEN 'DRIVER' THEN ARRAY['DRIVER'] ELSE ARRAY['ACCOUNTANT'] END)))
  UNION ALL SELECT 'copies', format('%s has %s', p.number, count(d.kind)) FROM delivery_note n
  JOIN paper p ON p.account_set_id = n.account_set_id AND p.id = n.paper_id
  LEFT JOIN document_copy d ON d.account_set_id = n.account_set_id AND d.paper_id = n.paper_id
  GROUP BY n.account_set_id, p.number HAVING count(d.kind) <> 4`

const PROMISES = { journals, controlAccounts, customers, drivers, copies }

/** After a day: the promises of this trial, and what `npm run verify` recomputes of balances, receipts, drivers and books. */
export async function expectBalanced(db: Database): Promise<void> {
  const broken: string[] = []
  for (const [name, ask] of Object.entries(PROMISES))
    for (const { what, detail } of await ask(db)) broken.push(`${name}, ${what}: ${detail}`)
  for (const check of [...BALANCE_CHECKS, ...BOOK_CHECKS, ...RECEIPT_CHECKS, ...RECONCILIATION_CHECKS])
    for (const { subject, detail } of await check.run(db)) broken.push(`${check.name}: ${subject} ${detail}`)
  if (broken.length > 0) throw new BrokenPromise(broken.join('\n'))
}

/** At the end: everything, and the trial balance of every month as the page shows it. */
export async function expectAllBalanced(db: Database): Promise<void> {
  await expectBalanced(db)
  await expectWhole(db)
  const months = await db.accountingPeriod.findMany({ orderBy: { period: 'asc' } })
  for (const { accountSetId, period } of months) {
    const { isBalanced } = await trialBalance(db, { accountSetId, from: period, to: period })
    if (!isBalanced) throw new BrokenPromise(`the trial balance of ${accountSetId} ${period} does not agree`)
  }
}
