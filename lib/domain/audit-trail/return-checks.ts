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
    SELECT r.account_set_id, r.order_id AS paper_id, r.order_line_no AS line_no, sum(l.qty_e3) AS qty, sum(l.net_fen) AS net
    FROM goods_paper g JOIN goods_paper_line l USING (account_set_id, paper_id)
    JOIN receipt_order_line r ON r.account_set_id = l.account_set_id AND r.paper_id = l.source_paper_id AND r.line_no = l.source_line_no
    WHERE g.kind = 'SUPPLIER_RETURN' AND g.status = 'POSTED' GROUP BY 1, 2, 3),
  came AS (
    SELECT l.account_set_id, l.order_id AS paper_id, l.order_line_no AS line_no, sum(e.value_fen) AS net
    FROM goods_paper g JOIN receipt_order_line l USING (account_set_id, paper_id)
    JOIN stock_entry e ON e.account_set_id = l.account_set_id AND e.paper_id = l.paper_id AND e.line_no = l.line_no AND e.reverses_id IS NULL
    WHERE g.kind = 'GOODS_RECEIPT' AND g.status = 'POSTED' GROUP BY 1, 2, 3)
  SELECT p.number AS subject, q.line_no AS sequence, format('went back %s, returns took %s; counts for %s, entered %s less %s', q.returned_e3,
    coalesce(b.qty, 0), q.received_net_fen, coalesce(c.net, 0), coalesce(b.net, 0)) AS detail
  FROM goods_progress q JOIN paper p ON p.account_set_id = q.account_set_id AND p.id = q.paper_id AND p.kind = 'PURCHASE_ORDER'
  LEFT JOIN back b ON b.account_set_id = q.account_set_id AND b.paper_id = q.paper_id AND b.line_no = q.line_no
  LEFT JOIN came c ON c.account_set_id = q.account_set_id AND c.paper_id = q.paper_id AND c.line_no = q.line_no
  WHERE q.returned_e3 <> coalesce(b.qty, 0) OR q.received_net_fen <> coalesce(c.net, 0) - coalesce(b.net, 0)
  ORDER BY 1, 2 LIMIT 5`,
)

/** Red bills of an order's line take back no more than went back of it (R87). */
const redBills = sqlCheck(
  'red bills take back what went back',
  (reader) => reader.$queryRaw<Row[]>`
  SELECT p.number AS subject, q.line_no AS sequence, format('red bills take back %s, went back %s', sum(-l.qty_e3), q.returned_e3) AS detail
  FROM goods_paper g JOIN goods_paper_line l USING (account_set_id, paper_id)
  JOIN goods_progress q ON q.account_set_id = l.account_set_id AND q.paper_id = l.source_paper_id AND q.line_no = l.source_line_no
  JOIN paper p ON p.account_set_id = q.account_set_id AND p.id = q.paper_id
  WHERE g.kind = 'PURCHASE_BILL' AND g.purpose = 'RED' AND g.status = 'POSTED'
  GROUP BY p.number, q.line_no, q.returned_e3 HAVING sum(-l.qty_e3) > q.returned_e3 ORDER BY 1, 2 LIMIT 5`,
)

/** What is owed unbilled is what came and was not billed: of every order, and of receipts that have none. */
const unbilled = sqlCheck(
  'I3 what is unbilled came and was not billed',
  (reader) => reader.$queryRaw<Row[]>`
  WITH ordered AS (
    SELECT g.account_set_id, g.supplier_id, sum(q.received_net_fen - q.billed_net_fen) AS fen
    FROM goods_paper g JOIN goods_progress q USING (account_set_id, paper_id) WHERE g.kind = 'PURCHASE_ORDER' GROUP BY 1, 2),
  free AS (
    SELECT e.account_set_id, e.supplier_id, sum(CASE WHEN e.from_account = 'UNBILLED' THEN e.amount_fen ELSE -e.amount_fen END) AS fen
    FROM goods_paper g JOIN payable_entry e USING (account_set_id, paper_id)
    WHERE g.kind = 'GOODS_RECEIPT' AND 'UNBILLED' IN (e.from_account, e.to_account) AND NOT EXISTS (SELECT FROM receipt_order_line r
      WHERE r.account_set_id = g.account_set_id AND r.paper_id = g.paper_id) GROUP BY 1, 2),
  back AS (
    SELECT g.account_set_id, g.supplier_id, sum(l.net_fen) AS fen
    FROM goods_paper g JOIN goods_paper_line l USING (account_set_id, paper_id)
    WHERE g.kind = 'SUPPLIER_RETURN' AND g.status = 'POSTED' AND NOT EXISTS (SELECT FROM receipt_order_line r
      WHERE r.account_set_id = l.account_set_id AND r.paper_id = l.source_paper_id AND r.line_no = l.source_line_no) GROUP BY 1, 2)
  SELECT s.code AS subject, NULL::int AS sequence, format('unbilled %s; orders %s, receipts without one %s less %s', b.unbilled_fen,
    coalesce(o.fen, 0), coalesce(f.fen, 0), coalesce(k.fen, 0)) AS detail
  FROM supplier_balance b JOIN supplier s ON s.account_set_id = b.account_set_id AND s.id = b.supplier_id
  LEFT JOIN ordered o ON o.account_set_id = b.account_set_id AND o.supplier_id = b.supplier_id
  LEFT JOIN free f ON f.account_set_id = b.account_set_id AND f.supplier_id = b.supplier_id
  LEFT JOIN back k ON k.account_set_id = b.account_set_id AND k.supplier_id = b.supplier_id
  WHERE b.unbilled_fen <> coalesce(o.fen, 0) + coalesce(f.fen, 0) - coalesce(k.fen, 0) ORDER BY 1 LIMIT 5`,
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
export const RETURN_CHECKS: readonly Check[] = [spokenFor, ordersBack, redBills, unbilled, credits]
