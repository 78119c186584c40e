import { type Check, sqlCheck } from '#lib/domain/audit-trail/finding.ts'

type Row = { subject: string; sequence: number | null; detail: string }

/**
 * I3: a receipt is in the books once it was accepted and never before, gone once it was undone, and what of it pays nothing is
 * what came in less what it pays. Allocations from before receipts were told apart name none and may have used any.
 */
const money = sqlCheck(
  'I3 receipts hold what their entries leave',
  (reader) => reader.$queryRaw<Row[]>`
  WITH moved AS (SELECT account_set_id, money_paper_id AS paper_id,
      sum(CASE 'MONEY' WHEN to_account THEN amount_fen WHEN from_account THEN -amount_fen ELSE 0 END) AS entered,
      sum(CASE 'RECEIVABLE' WHEN from_account THEN amount_fen WHEN to_account THEN -amount_fen ELSE 0 END) AS used
    FROM receivable_entry WHERE money_paper_id IS NOT NULL GROUP BY 1, 2),
  older AS (SELECT account_set_id, customer_id FROM receivable_entry
    WHERE money_paper_id IS NULL AND (to_account = 'MONEY' OR (from_account = 'RECEIVABLE' AND to_account = 'PREPAID')) GROUP BY 1, 2)
  SELECT p.number AS subject, NULL::int AS sequence,
    format('%s of %s; entered %s, paid %s, open %s', r.status, r.amount_fen, e.entered, e.used, m.open_fen) AS detail
  FROM receipt r JOIN paper p ON p.account_set_id = r.account_set_id AND p.id = r.paper_id
  LEFT JOIN receipt_money m ON m.account_set_id = r.account_set_id AND m.paper_id = r.paper_id
  LEFT JOIN moved e ON e.account_set_id = r.account_set_id AND e.paper_id = r.paper_id
  LEFT JOIN older o ON o.account_set_id = r.account_set_id AND o.customer_id = r.customer_id
  WHERE CASE r.status WHEN 'PENDING' THEN m.paper_id IS NOT NULL OR e.paper_id IS NOT NULL
    WHEN 'RECORDED' THEN m.amount_fen IS DISTINCT FROM r.amount_fen OR m.open_fen + coalesce(e.used, 0) > r.amount_fen
      OR (o.customer_id IS NULL AND (e.entered IS DISTINCT FROM r.amount_fen OR m.open_fen + e.used <> r.amount_fen))
    ELSE coalesce(m.open_fen, 0) <> 0 OR (o.customer_id IS NULL AND (coalesce(e.entered, 0) <> 0 OR coalesce(e.used, 0) <> 0)) END
    OR (r.status = 'REVERSED') <> EXISTS (SELECT FROM receipt_reversal v WHERE v.account_set_id = r.account_set_id AND v.paper_id = r.paper_id)
  ORDER BY 1 LIMIT 5`,
)

/** I3: what was let off of a note stands in the books as it stands with the customer. */
const allowances = sqlCheck(
  'I3 what was let off stands in the books',
  (reader) => reader.$queryRaw<Row[]>`
  WITH entered AS (SELECT account_set_id, paper_id, sum(CASE to_account WHEN 'ALLOWANCE' THEN amount_fen ELSE -amount_fen END) AS fen
    FROM receivable_entry WHERE 'ALLOWANCE' IN (from_account, to_account) GROUP BY 1, 2),
  booked AS (SELECT v.account_set_id, v.paper_id, sum(CASE WHEN v.reverses_id IS NULL THEN e.amount_fen ELSE -e.amount_fen END) AS fen
    FROM journal_voucher v JOIN journal_entry e ON e.account_set_id = v.account_set_id AND e.voucher_id = v.id
    WHERE v.kind = 'ALLOWANCE' GROUP BY 1, 2)
  SELECT p.number AS subject, NULL::int AS sequence, format('entries %s, books %s', t.entered, t.booked) AS detail
  FROM (SELECT account_set_id, paper_id, e.fen AS entered, b.fen AS booked
    FROM entered e FULL JOIN booked b USING (account_set_id, paper_id)) t
  JOIN paper p ON p.account_set_id = t.account_set_id AND p.id = t.paper_id
  WHERE coalesce(t.entered, 0) <> coalesce(t.booked, 0) ORDER BY 1 LIMIT 5`,
)

/** What is recomputed of receipts and of what was let off. */
export const RECEIPT_CHECKS: readonly Check[] = [money, allowances]
