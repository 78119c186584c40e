import { type Check, sqlCheck } from '#lib/domain/audit-trail/finding.ts'

type Row = { subject: string; sequence: number | null; detail: string }

/** What is spoken for on a line of a note or receipt is what living returns name of it, and no more than was there (A26). */
const spokenFor = sqlCheck(
  'returns are no more than was taken',
  (reader) => reader.$queryRaw<Row[]>`
  WITH named AS (
    SELECT l.account_set_id, l.source_paper_id AS paper_id, l.source_line_no AS line_no, sum(l.qty_e3) AS qty
    FROM goods_paper g JOIN goods_paper_line l USING (account_set_id, paper_id)
    WHERE g.kind IN ('CUSTOMER_RETURN', 'SUPPLIER_RETURN') AND g.status NOT IN ('VOIDED', 'REVERSED') AND l.source_line_no IS NOT NULL
    GROUP BY 1, 2, 3)
  SELECT p.number AS subject, coalesce(q.line_no, n.line_no) AS sequence, format('spoken for %s, returns name %s', coalesce(q.returned_e3, 0), coalesce(n.qty, 0)) AS detail
  FROM goods_progress q FULL JOIN named n ON n.account_set_id = q.account_set_id AND n.paper_id = q.paper_id AND n.line_no = q.line_no
  JOIN paper p ON p.account_set_id = coalesce(q.account_set_id, n.account_set_id) AND p.id = coalesce(q.paper_id, n.paper_id)
  WHERE p.kind IN ('DELIVERY_NOTE', 'GOODS_RECEIPT') AND coalesce(q.returned_e3, 0) <> coalesce(n.qty, 0)
  ORDER BY 1, 2 LIMIT 5`,
)

/** An order's line says what posted returns took back of its receipts, and what the receipts count for since. */
const ordersBack = sqlCheck(
  'orders say what went back',
  (reader) => reader.$queryRaw<Row[]>`
  WITH back AS (
    SELECT r.account_set_id, r.source_paper_id AS paper_id, r.source_line_no AS line_no, sum(l.qty_e3) AS qty, sum(l.net_fen) AS net
    FROM goods_paper g JOIN goods_paper_line l USING (account_set_id, paper_id)
    JOIN goods_paper_line r ON r.account_set_id = l.account_set_id AND r.paper_id = l.source_paper_id AND r.line_no = l.source_line_no
    WHERE g.kind = 'SUPPLIER_RETURN' AND g.status = 'POSTED' AND r.source_line_no IS NOT NULL GROUP BY 1, 2, 3),
  came AS (
    SELECT l.account_set_id, l.source_paper_id AS paper_id, l.source_line_no AS line_no, sum(e.value_fen) AS net
    FROM goods_paper g JOIN goods_paper_line l USING (account_set_id, paper_id)
    JOIN stock_entry e ON e.account_set_id = l.account_set_id AND e.paper_id = l.paper_id AND e.line_no = l.line_no AND e.reverses_id IS NULL
    WHERE g.kind = 'GOODS_RECEIPT' AND g.status = 'POSTED' AND l.source_paper_id IS NOT NULL GROUP BY 1, 2, 3)
  SELECT p.number AS subject, q.line_no AS sequence, format('went back %s, returns took %s; counts for %s, entered %s less %s', q.returned_e3,
    coalesce(b.qty, 0), q.received_net_fen, coalesce(c.net, 0), coalesce(b.net, 0)) AS detail
  FROM goods_progress q JOIN paper p ON p.account_set_id = q.account_set_id AND p.id = q.paper_id AND p.kind = 'PURCHASE_ORDER'
  LEFT JOIN back b ON b.account_set_id = q.account_set_id AND b.paper_id = q.paper_id AND b.line_no = q.line_no
  LEFT JOIN came c ON c.account_set_id = q.account_set_id AND c.paper_id = q.paper_id AND c.line_no = q.line_no
  WHERE q.returned_e3 <> coalesce(b.qty, 0) OR q.received_net_fen <> coalesce(c.net, 0) - coalesce(b.net, 0)
  ORDER BY 1, 2 LIMIT 5`,
)

/** What returns took back of a note is never more than it had claimed, and nothing is left of one that was reversed. */
const credits = sqlCheck(
  'I3 returns credit no more than was claimed',
  (reader) => reader.$queryRaw<Row[]>`
  WITH credited AS (
    SELECT account_set_id, paper_id, return_paper_id, sum(CASE WHEN to_account = 'SALES' THEN amount_fen ELSE -amount_fen END) AS fen
    FROM receivable_entry WHERE return_paper_id IS NOT NULL GROUP BY 1, 2, 3),
  notes AS (SELECT account_set_id, paper_id, sum(fen) AS fen FROM credited GROUP BY 1, 2)
  SELECT p.number AS subject, NULL::int AS sequence, format('credited %s of %s', n.fen, coalesce(i.amount_fen, 0)) AS detail
  FROM notes n JOIN paper p ON p.account_set_id = n.account_set_id AND p.id = n.paper_id
  LEFT JOIN receivable_item i ON i.account_set_id = n.account_set_id AND i.paper_id = n.paper_id
  WHERE n.fen < 0 OR n.fen > coalesce(i.amount_fen, 0)
  UNION ALL
  SELECT p.number, NULL, format('%s, credits %s', coalesce(g.status, 'no return'), c.fen)
  FROM credited c JOIN paper p ON p.account_set_id = c.account_set_id AND p.id = c.return_paper_id
  LEFT JOIN goods_paper g ON g.account_set_id = c.account_set_id AND g.paper_id = c.return_paper_id AND g.kind = 'CUSTOMER_RETURN'
  WHERE (g.status IS DISTINCT FROM 'POSTED' AND c.fen <> 0)
  ORDER BY 1 LIMIT 5`,
)

/** What is recomputed of goods that come back and go back. */
export const RETURN_CHECKS: readonly Check[] = [spokenFor, ordersBack, credits]
