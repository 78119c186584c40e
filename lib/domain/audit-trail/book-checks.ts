import { type Check, sqlCheck } from '#lib/domain/audit-trail/finding.ts'

type Row = { subject: string; sequence: number | null; detail: string }

/** R63: the numbers of a month's vouchers run from 1 without gap, and a month that is totalled has none without. */
const numbers = sqlCheck(
  'R63 voucher numbers without a gap',
  (reader) => reader.$queryRaw<Row[]>`
  WITH given AS (
    SELECT n.account_set_id, n.period, count(*) AS numbers, max(n.number) AS last,
      count(*) FILTER (WHERE v.period <> n.period) AS astray
    FROM voucher_number n JOIN journal_voucher v ON v.account_set_id = n.account_set_id AND v.id = n.voucher_id GROUP BY 1, 2
  ), entered AS (SELECT account_set_id, period, count(*) AS vouchers FROM journal_voucher GROUP BY 1, 2)
  SELECT format('account set %s, %s', account_set_id, period) AS subject, g.last AS sequence,
    format('%s numbers, last %s, of %s vouchers', coalesce(g.numbers, 0), coalesce(g.last, 0), coalesce(e.vouchers, 0)) AS detail
  FROM entered e FULL JOIN given g USING (account_set_id, period)
  LEFT JOIN accounting_period p USING (account_set_id, period)
  WHERE g.numbers <> g.last OR g.astray > 0 OR (p.is_totalled AND coalesce(g.numbers, 0) <> coalesce(e.vouchers, 0))
  ORDER BY 1 LIMIT 5`,
)

/** The totals of a closed month are what its vouchers add up to. */
const totals = sqlCheck(
  'totals of closed months agree with their vouchers',
  (reader) => reader.$queryRaw<Row[]>`
  WITH month AS (SELECT account_set_id, period, closings FROM accounting_period WHERE is_totalled),
  summed AS (
    SELECT m.account_set_id, m.period, s.account, sum(s.debit) AS debit, sum(s.credit) AS credit FROM month m
    JOIN journal_voucher v ON v.account_set_id = m.account_set_id AND v.period = m.period
    JOIN journal_entry e ON e.account_set_id = v.account_set_id AND e.voucher_id = v.id
    CROSS JOIN LATERAL (VALUES (e.debit_account, e.amount_fen, 0), (e.credit_account, 0, e.amount_fen)) AS s(account, debit, credit)
    GROUP BY 1, 2, 3
  ), kept AS (
    SELECT t.account_set_id, t.period, t.account, t.debit_fen, t.credit_fen FROM month m
    JOIN account_period_total t ON t.account_set_id = m.account_set_id AND t.period = m.period AND t.closing_no = m.closings
  )
  SELECT format('account set %s, %s, %s', account_set_id, period, account) AS subject, NULL::int AS sequence,
    format('totals %s and %s, vouchers %s and %s', k.debit_fen, k.credit_fen, s.debit, s.credit) AS detail
  FROM summed s FULL JOIN kept k USING (account_set_id, period, account)
  WHERE (s.debit, s.credit) IS DISTINCT FROM (k.debit_fen::numeric, k.credit_fen::numeric) ORDER BY 1 LIMIT 5`,
)

/** The stock account says what moved in and out by papers that are in the books; a note's cost enters when it is posted. */
const stock = sqlCheck(
  'the books agree with the value of the stock',
  (reader) => reader.$queryRaw<Row[]>`
  WITH booked AS (
    SELECT u.account_set_id, coalesce(sum(CASE WHEN e.debit_account = u.code THEN e.amount_fen ELSE -e.amount_fen END), 0) AS balance
    FROM account_use u LEFT JOIN journal_entry e ON e.account_set_id = u.account_set_id AND u.code IN (e.debit_account, e.credit_account)
    WHERE u.use = 'INVENTORY' GROUP BY 1
  ), moved AS (
    SELECT e.account_set_id, sum(CASE WHEN e.to_place = 'WAREHOUSE' THEN e.value_fen ELSE -e.value_fen END) AS value FROM stock_entry e
    WHERE EXISTS (SELECT FROM journal_voucher v WHERE v.account_set_id = e.account_set_id AND v.paper_id = e.paper_id) GROUP BY 1
  )
  SELECT format('account set %s', b.account_set_id) AS subject, NULL::int AS sequence,
    format('books %s, stock %s', b.balance, coalesce(m.value, 0)) AS detail
  FROM booked b LEFT JOIN moved m USING (account_set_id) WHERE b.balance <> coalesce(m.value, 0) ORDER BY 1 LIMIT 5`,
)

export const BOOK_CHECKS: readonly Check[] = [numbers, totals, stock]
