import { type Check, sqlCheck } from '#lib/domain/audit-trail/finding.ts'
import { GOODS_KINDS, GOODS_TRAITS, RESERVING } from '#lib/papers/goods/kinds.ts'

const RESERVERS = GOODS_KINDS.filter((kind) => GOODS_TRAITS[kind].reserves)

type Row = { subject: string; sequence: number | null; detail: string }

/** I1: numbers of each account set, kind and month run from 1 to the counter without gap or double. */
const numbers = sqlCheck(
  'I1 numbers without a gap',
  (reader) => reader.$queryRaw<Row[]>`
  SELECT min(p.number) AS subject, max(p.sequence) AS sequence,
    format('%s papers, last sequence %s, counter %s', count(*), max(p.sequence), coalesce(c.last, 0)) AS detail
  FROM paper p FULL JOIN paper_counter c USING (account_set_id, kind, period)
  GROUP BY account_set_id, kind, period, c.last
  HAVING count(p.id) <> coalesce(c.last, 0) OR max(p.sequence) IS DISTINCT FROM c.last OR min(p.sequence) <> 1
  ORDER BY 1 LIMIT 5`,
)

/** I2: what stands in a warehouse is the sum of what moved, in goods and in value. */
const stock = sqlCheck(
  'I2 stock is the sum of its entries',
  (reader) => reader.$queryRaw<Row[]>`
  WITH moved AS (
    SELECT account_set_id, warehouse_id, product_id,
      sum(CASE WHEN to_place = 'WAREHOUSE' THEN qty_e3 ELSE -qty_e3 END) AS qty,
      sum(CASE WHEN to_place = 'WAREHOUSE' THEN value_fen ELSE -value_fen END) AS value
    FROM stock_entry GROUP BY 1, 2, 3)
  SELECT p.code AS subject, NULL::int AS sequence, format('on hand %s, entries %s; value %s, entries %s', b.on_hand_e3, m.qty, b.value_fen, m.value) AS detail
  FROM stock_balance b FULL JOIN moved m USING (account_set_id, warehouse_id, product_id)
  LEFT JOIN product p ON p.id = product_id
  WHERE coalesce(b.on_hand_e3, 0) <> coalesce(m.qty, 0) OR coalesce(b.value_fen, 0) <> coalesce(m.value, 0) OR b.on_hand_e3 < 0
  ORDER BY 1 LIMIT 5`,
)

/** I2: what is reserved is what notes and goods papers ask for that have not left. */
const reserved = sqlCheck(
  'I2 reservations are those of open papers',
  (reader) => reader.$queryRaw<Row[]>`
  WITH open AS (
    SELECT o.account_set_id, o.warehouse_id, o.product_id, sum(o.qty_e3) AS qty FROM (
      SELECT n.account_set_id, n.warehouse_id, l.product_id, l.qty_e3 FROM delivery_note n
      JOIN delivery_note_line l USING (account_set_id, paper_id)
      WHERE n.status IN ('ISSUED', 'PICKING', 'PREPARED', 'VERIFIED')
      UNION ALL SELECT g.account_set_id, g.warehouse_id, l.product_id, l.qty_e3 FROM goods_paper g
      JOIN goods_paper_line l USING (account_set_id, paper_id)
      WHERE g.kind = ANY(${RESERVERS}::text[]) AND g.status = ANY(${[...RESERVING]}::text[])) o GROUP BY 1, 2, 3)
  SELECT p.code AS subject, NULL::int AS sequence, format('reserved %s, open papers ask %s', b.reserved_e3, o.qty) AS detail
  FROM stock_balance b FULL JOIN open o USING (account_set_id, warehouse_id, product_id)
  LEFT JOIN product p ON p.id = product_id
  WHERE coalesce(b.reserved_e3, 0) <> coalesce(o.qty, 0) ORDER BY 1 LIMIT 5`,
)

/** I3: a customer's balance is the sum of the entries, and open items explain what is owed. */
const receivables = sqlCheck(
  'I3 balances are the sum of their entries',
  (reader) => reader.$queryRaw<Row[]>`
  WITH entered AS (
    SELECT account_set_id, customer_id,
      sum(CASE WHEN to_account = 'RECEIVABLE' THEN amount_fen WHEN from_account = 'RECEIVABLE' THEN -amount_fen ELSE 0 END) AS owed,
      sum(CASE WHEN from_account = 'PREPAID' THEN amount_fen WHEN to_account = 'PREPAID' THEN -amount_fen ELSE 0 END) AS prepaid
    FROM receivable_entry GROUP BY 1, 2),
  items AS (SELECT account_set_id, customer_id, sum(open_fen) AS open FROM receivable_item GROUP BY 1, 2),
  held AS (SELECT account_set_id, customer_id, sum(open_fen) AS open FROM receipt_money GROUP BY 1, 2),
  notes AS (SELECT account_set_id, customer_id, sum(gross_fen) AS committed FROM delivery_note
    WHERE status NOT IN ('POSTED', 'REVERSED', 'VOIDED') GROUP BY 1, 2)
  SELECT c.code AS subject, NULL::int AS sequence,
    format('owes %s, entries %s, open items %s; prepaid %s, entries %s, held by receipts %s; committed %s, open notes %s',
      b.receivable_fen, e.owed, i.open, b.prepaid_fen, e.prepaid, h.open, b.committed_fen, n.committed) AS detail
  FROM customer_balance b JOIN customer c ON c.account_set_id = b.account_set_id AND c.id = b.customer_id
  LEFT JOIN entered e ON e.account_set_id = b.account_set_id AND e.customer_id = b.customer_id
  LEFT JOIN items i ON i.account_set_id = b.account_set_id AND i.customer_id = b.customer_id
  LEFT JOIN notes n ON n.account_set_id = b.account_set_id AND n.customer_id = b.customer_id
  LEFT JOIN held h ON h.account_set_id = b.account_set_id AND h.customer_id = b.customer_id
  WHERE coalesce(h.open, 0) > b.prepaid_fen OR b.receivable_fen <> coalesce(e.owed, 0) OR b.prepaid_fen <> coalesce(e.prepaid, 0)
    OR b.receivable_fen <> coalesce(i.open, 0) OR b.committed_fen <> coalesce(n.committed, 0)
  ORDER BY 1 LIMIT 5`,
)

/** I3: what is open of a claim is what was claimed less what paid it. */
const items = sqlCheck(
  'I3 open items agree with their entries',
  (reader) => reader.$queryRaw<Row[]>`
  SELECT p.number AS subject, NULL::int AS sequence, format('open %s, entries %s', i.open_fen, coalesce(e.open, 0)) AS detail
  FROM receivable_item i JOIN paper p ON p.account_set_id = i.account_set_id AND p.id = i.paper_id
  LEFT JOIN LATERAL (SELECT sum(CASE WHEN to_account = 'RECEIVABLE' THEN amount_fen WHEN from_account = 'RECEIVABLE' THEN -amount_fen ELSE 0 END) AS open
    FROM receivable_entry e WHERE e.account_set_id = i.account_set_id AND e.paper_id = i.paper_id) e ON true
  WHERE i.open_fen <> coalesce(e.open, 0) ORDER BY 1 LIMIT 5`,
)

/** The receivable account of the books says what the customers' balances say. */
const books = sqlCheck(
  'I3 the books agree with the customers',
  (reader) => reader.$queryRaw<Row[]>`
  WITH owed AS (SELECT account_set_id, sum(receivable_fen) AS receivable, sum(prepaid_fen) AS prepaid FROM customer_balance GROUP BY 1),
  booked AS (
    SELECT u.account_set_id, u.use, coalesce(sum(CASE WHEN e.debit_account = u.code THEN e.amount_fen ELSE -e.amount_fen END), 0) AS balance
    FROM account_use u LEFT JOIN journal_entry e ON e.account_set_id = u.account_set_id AND u.code IN (e.debit_account, e.credit_account)
    WHERE u.use IN ('RECEIVABLE', 'PREPAID') GROUP BY 1, 2)
  SELECT format('account set %s, %s', b.account_set_id, b.use) AS subject, NULL::int AS sequence,
    format('books %s, customers %s', b.balance, CASE b.use WHEN 'RECEIVABLE' THEN o.receivable ELSE -o.prepaid END) AS detail
  FROM booked b JOIN owed o USING (account_set_id)
  WHERE b.balance <> CASE b.use WHEN 'RECEIVABLE' THEN o.receivable ELSE -o.prepaid END LIMIT 5`,
)

/** I4: a note has four copies, the signatures its state demands, and a header that is the sum of its lines. */
const wholeNotes = sqlCheck(
  'I4 notes are whole',
  (reader) => reader.$queryRaw<Row[]>`
  SELECT p.number AS subject, NULL::int AS sequence, format('%s, %s copies, signed %s, lines %s of %s, net %s', n.status, c.copies,
    coalesce(s.slots, '-'), l.lines, n.line_count, l.net) AS detail
  FROM delivery_note n JOIN paper p ON p.account_set_id = n.account_set_id AND p.id = n.paper_id
  CROSS JOIN LATERAL (SELECT count(*) AS copies, count(*) FILTER (WHERE stamped_at IS NOT NULL) AS stamped FROM document_copy d
    WHERE d.account_set_id = n.account_set_id AND d.paper_id = n.paper_id) c
  CROSS JOIN LATERAL (SELECT string_agg(slot, ',' ORDER BY slot) AS slots, count(*) FILTER (WHERE slot IN ('PREPARER', 'KEEPER', 'HANDLER')) AS required
    FROM signature s WHERE s.account_set_id = n.account_set_id AND s.paper_id = n.paper_id) s
  CROSS JOIN LATERAL (SELECT count(*) AS lines, sum(net_fen) AS net, sum(tax_fen) AS tax, sum(amount_fen) AS goods FROM delivery_note_line l
    WHERE l.account_set_id = n.account_set_id AND l.paper_id = n.paper_id) l
  WHERE c.copies <> 4 OR l.lines <> n.line_count OR l.net <> n.net_fen OR l.tax <> n.tax_fen OR l.goods <> n.goods_fen
    OR n.gross_fen <> n.net_fen + n.tax_fen - n.rounding_off_fen
    OR (n.status IN ('DISPATCHED', 'DELIVERED', 'POSTED', 'REVERSED') AND s.required <> 3)
    OR (n.status = 'VOIDED') <> (p.voided_at IS NOT NULL) OR (n.status = 'VOIDED' AND c.stamped <> 4)
  ORDER BY 1 LIMIT 5`,
)

/** Every copy stands where its way says it stands. */
const custody = sqlCheck(
  'copies stand where their way ends',
  (reader) => reader.$queryRaw<Row[]>`
  SELECT p.number || ' ' || d.kind AS subject, d.event_count AS sequence,
    format('copy at %s, way ends at %s after %s steps of %s', d.place, w.place, w.steps, d.event_count) AS detail
  FROM document_copy d JOIN paper p ON p.account_set_id = d.account_set_id AND p.id = d.paper_id
  CROSS JOIN LATERAL (SELECT count(*)::int AS steps, max(sequence) AS last,
      (array_agg(e.to_place ORDER BY sequence DESC) FILTER (WHERE e.act IN ('CREATED', 'ACCEPTED')))[1] AS place,
      (array_agg(e.to_id ORDER BY sequence DESC) FILTER (WHERE e.act IN ('CREATED', 'ACCEPTED')))[1] AS keeper
    FROM custody_event e WHERE e.account_set_id = d.account_set_id AND e.paper_id = d.paper_id AND e.copy_kind = d.kind) w
  WHERE w.steps <> d.event_count OR w.last <> d.event_count OR w.place IS DISTINCT FROM d.place OR w.keeper IS DISTINCT FROM d.keeper_id
  ORDER BY 1 LIMIT 5`,
)

/** A code stands where its newest capture that was not taken back says, or nowhere when it is lost there. */
const codes = sqlCheck(
  'codes are bound once',
  (reader) => reader.$queryRaw<Row[]>`
  WITH standing AS (
    SELECT DISTINCT ON (c.account_set_id, c.code) c.account_set_id, c.code, c.paper_id, c.sequence, c.line_no, c.kind, c.hop,
      CASE WHEN l.paper_id IS NULL THEN c.warehouse_id END AS warehouse_id, count(*) OVER (PARTITION BY c.account_set_id, c.code, coalesce(c.hop, 1)) AS places
    FROM code_capture c LEFT JOIN code_loss l ON l.account_set_id = c.account_set_id AND l.capture_paper_id = c.paper_id
      AND l.capture_sequence = c.sequence AND l.taken_back_at IS NULL
    WHERE NOT EXISTS (SELECT FROM code_release r
      WHERE r.account_set_id = c.account_set_id AND r.paper_id = c.paper_id AND r.sequence = c.sequence)
    ORDER BY c.account_set_id, c.code, coalesce(c.hop, 1) DESC)
  SELECT p.number AS subject, coalesce(h.sequence, c.sequence) AS sequence,
    format('code %s, newest capture says place %s after %s papers in %s places, bound to %s after %s', coalesce(h.code, c.code),
      coalesce(c.warehouse_id::text, 'outside'), coalesce(c.hop, 1), c.places, coalesce(h.warehouse_id::text, 'outside'), h.hop) AS detail
  FROM standing c FULL JOIN code_holding h ON h.account_set_id = c.account_set_id AND h.code = c.code
  LEFT JOIN paper p ON p.account_set_id = coalesce(h.account_set_id, c.account_set_id) AND p.id = coalesce(h.paper_id, c.paper_id)
  WHERE c.places <> 1 OR (c.paper_id, c.sequence, c.line_no, c.kind, coalesce(c.hop, 1), c.warehouse_id)
    IS DISTINCT FROM (h.paper_id, h.sequence, h.line_no, h.kind, h.hop, h.warehouse_id)
  ORDER BY 1 LIMIT 5`,
)

export const BALANCE_CHECKS: readonly Check[] = [
  numbers,
  stock,
  reserved,
  receivables,
  items,
  books,
  wholeNotes,
  custody,
  codes,
]
