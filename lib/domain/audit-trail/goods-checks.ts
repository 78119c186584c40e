import type { Disagreement } from '#lib/domain/audit-trail/finding.ts'
import { type Check, sqlCheck } from '#lib/domain/audit-trail/finding.ts'
import type { Reader } from '#lib/db/client.ts'
import { type FoundLine, foundHash, type GoodsContent } from '#lib/papers/goods/content.ts'
import { GOODS_KINDS, GOODS_TRAITS } from '#lib/papers/goods/kinds.ts'

type Row = { subject: string; sequence: number | null; detail: string }

const AT_ONCE = 1000
const FIRST = '00000000-0000-0000-0000-000000000000'

/** What each kind is: how many copies it has and who signs before it is posted. */
const TRAITS = JSON.stringify(
  GOODS_KINDS.map((kind) => {
    const { copies, slots } = GOODS_TRAITS[kind]
    return { kind, copies: copies.length, slots }
  }),
)

/** I4: a goods paper has its copies, the signatures its state demands, and a header that is the sum of its lines. */
const wholeGoods = sqlCheck(
  'I4 goods papers are whole',
  (reader) => reader.$queryRaw<Row[]>`
  WITH trait AS (SELECT * FROM jsonb_to_recordset(${TRAITS}::jsonb) AS t(kind text, copies int, slots jsonb))
  SELECT p.number AS subject, NULL::int AS sequence, format('%s, %s copies of %s, unsigned %s, lines %s of %s, net %s', g.status, c.copies,
    t.copies, coalesce(s.missing, '-'), l.lines, g.line_count, l.net) AS detail
  FROM goods_paper g JOIN paper p ON p.account_set_id = g.account_set_id AND p.id = g.paper_id JOIN trait t ON t.kind = g.kind
  CROSS JOIN LATERAL (SELECT count(*) AS copies, count(*) FILTER (WHERE stamped_at IS NOT NULL) AS stamped FROM document_copy d
    WHERE d.account_set_id = g.account_set_id AND d.paper_id = g.paper_id) c
  CROSS JOIN LATERAL (SELECT string_agg(slot, ',') AS missing FROM jsonb_array_elements_text(t.slots) AS slot
    WHERE (slot = 'PREPARER' OR g.status IN ('SENT', 'POSTED', 'REVERSED')) AND NOT EXISTS (SELECT FROM signature n
      WHERE n.account_set_id = g.account_set_id AND n.paper_id = g.paper_id AND n.slot = slot.value)) s
  CROSS JOIN LATERAL (SELECT count(*) AS lines, sum(net_fen) AS net, sum(tax_fen) AS tax FROM goods_paper_line l
    WHERE l.account_set_id = g.account_set_id AND l.paper_id = g.paper_id) l
  WHERE p.kind <> g.kind OR c.copies <> t.copies OR s.missing IS NOT NULL OR l.lines <> g.line_count OR l.net <> g.net_fen
    OR l.tax <> g.tax_fen OR g.gross_fen <> g.net_fen + g.tax_fen OR (g.status = 'VOIDED') <> (p.voided_at IS NOT NULL)
    OR (g.status = 'VOIDED' AND c.stamped <> t.copies)
  ORDER BY 1 LIMIT 5`,
)

/** An order's lines say what its posted receipts brought, in goods and in value, and its status follows from them. */
const received = sqlCheck(
  'orders say what their receipts brought',
  (reader) => reader.$queryRaw<Row[]>`
  WITH came AS (
    SELECT l.account_set_id, l.order_id AS paper_id, l.order_line_no AS line_no, sum(e.qty_e3) AS qty, sum(e.value_fen) AS net
    FROM goods_paper g JOIN receipt_order_line l USING (account_set_id, paper_id)
    JOIN stock_entry e ON e.account_set_id = l.account_set_id AND e.paper_id = l.paper_id AND e.line_no = l.line_no AND e.reverses_id IS NULL
    WHERE g.kind = 'GOODS_RECEIPT' AND g.status = 'POSTED' GROUP BY 1, 2, 3)
  SELECT p.number AS subject, l.line_no AS sequence, format('%s: received %s at %s, receipts brought %s at %s', g.status,
    coalesce(q.received_e3, 0), coalesce(q.received_net_fen, 0), coalesce(c.qty, 0), coalesce(c.net, 0)) AS detail
  FROM goods_paper g JOIN goods_paper_line l USING (account_set_id, paper_id)
  LEFT JOIN goods_progress q USING (account_set_id, paper_id, line_no)
  LEFT JOIN came c USING (account_set_id, paper_id, line_no)
  JOIN paper p ON p.account_set_id = g.account_set_id AND p.id = g.paper_id
  CROSS JOIN LATERAL (SELECT bool_and(coalesce(y.received_e3, 0) >= x.qty_e3) AS is_whole, bool_or(coalesce(y.received_e3, 0) > 0) AS is_begun
    FROM goods_paper_line x LEFT JOIN goods_progress y USING (account_set_id, paper_id, line_no)
    WHERE x.account_set_id = g.account_set_id AND x.paper_id = g.paper_id) s
  WHERE g.kind = 'PURCHASE_ORDER' AND (coalesce(q.received_e3, 0) <> coalesce(c.qty, 0)
    OR (coalesce(q.returned_e3, 0) = 0 AND coalesce(q.received_net_fen, 0) <> coalesce(c.net, 0)) OR (g.status IN ('APPROVED', 'PARTLY_RECEIVED', 'RECEIVED')
      AND g.status <> CASE WHEN s.is_whole THEN 'RECEIVED' WHEN s.is_begun THEN 'PARTLY_RECEIVED' ELSE 'APPROVED' END))
  ORDER BY 1, 2 LIMIT 5`,
)

/** An order's lines say what its posted bills ask for. */
const billed = sqlCheck(
  'orders say what their bills ask for',
  (reader) => reader.$queryRaw<Row[]>`
  WITH asked AS (
    SELECT g.account_set_id, g.source_paper_id AS paper_id, l.source_line_no AS line_no, sum(l.qty_e3) AS qty, sum(b.billed_net_fen) AS net
    FROM goods_paper g JOIN goods_paper_line l USING (account_set_id, paper_id)
    LEFT JOIN goods_progress b USING (account_set_id, paper_id, line_no)
    WHERE g.kind = 'PURCHASE_BILL' AND g.status = 'POSTED' GROUP BY 1, 2, 3)
  SELECT p.number AS subject, q.line_no AS sequence, format('billed %s at %s, bills ask %s at %s', q.billed_e3, q.billed_net_fen,
    coalesce(a.qty, 0), coalesce(a.net, 0)) AS detail
  FROM goods_paper g JOIN goods_progress q USING (account_set_id, paper_id)
  LEFT JOIN asked a USING (account_set_id, paper_id, line_no)
  JOIN paper p ON p.account_set_id = g.account_set_id AND p.id = g.paper_id
  WHERE g.kind = 'PURCHASE_ORDER' AND (q.billed_e3 <> coalesce(a.qty, 0) OR q.billed_net_fen <> coalesce(a.net, 0))
  ORDER BY 1, 2 LIMIT 5`,
)

/** A supplier's balance is the sum of the entries, and open bills explain what is owed. */
const payables = sqlCheck(
  'I3 suppliers are owed the sum of their entries',
  (reader) => reader.$queryRaw<Row[]>`
  WITH entered AS (
    SELECT account_set_id, supplier_id,
      sum(CASE 'PAYABLE' WHEN from_account THEN amount_fen WHEN to_account THEN -amount_fen ELSE 0 END) AS payable,
      sum(CASE 'UNBILLED' WHEN from_account THEN amount_fen WHEN to_account THEN -amount_fen ELSE 0 END) AS unbilled,
      sum(CASE 'ADVANCE' WHEN to_account THEN amount_fen WHEN from_account THEN -amount_fen ELSE 0 END) AS advance
    FROM payable_entry GROUP BY 1, 2),
  items AS (SELECT account_set_id, supplier_id, sum(open_fen) AS open FROM payable_item GROUP BY 1, 2)
  SELECT s.code AS subject, NULL::int AS sequence, format('owed %s, entries %s, open bills %s; unbilled %s, entries %s; advance %s, entries %s',
    b.payable_fen, e.payable, i.open, b.unbilled_fen, e.unbilled, b.advance_fen, e.advance) AS detail
  FROM supplier_balance b JOIN supplier s ON s.account_set_id = b.account_set_id AND s.id = b.supplier_id
  LEFT JOIN entered e ON e.account_set_id = b.account_set_id AND e.supplier_id = b.supplier_id
  LEFT JOIN items i ON i.account_set_id = b.account_set_id AND i.supplier_id = b.supplier_id
  WHERE b.payable_fen <> coalesce(e.payable, 0) OR b.unbilled_fen <> coalesce(e.unbilled, 0)
    OR b.advance_fen <> coalesce(e.advance, 0) OR b.payable_fen <> coalesce(i.open, 0)
  ORDER BY 1 LIMIT 5`,
)

/** What is open of a bill is what it asked less what paid it. */
const bills = sqlCheck(
  'I3 open bills agree with their entries',
  (reader) => reader.$queryRaw<Row[]>`
  SELECT p.number AS subject, NULL::int AS sequence, format('open %s, entries %s', i.open_fen, coalesce(e.open, 0)) AS detail
  FROM payable_item i JOIN paper p ON p.account_set_id = i.account_set_id AND p.id = i.paper_id
  CROSS JOIN LATERAL (SELECT sum(CASE 'PAYABLE' WHEN from_account THEN amount_fen WHEN to_account THEN -amount_fen ELSE 0 END) AS open
    FROM payable_entry e WHERE e.account_set_id = i.account_set_id AND e.paper_id = i.paper_id) e
  WHERE i.open_fen <> coalesce(e.open, 0) ORDER BY 1 LIMIT 5`,
)

/** The accounts of the books that stand for suppliers say what the suppliers' balances say. */
const books = sqlCheck(
  'I3 the books agree with the suppliers',
  (reader) => reader.$queryRaw<Row[]>`
  WITH owed AS (SELECT account_set_id, -sum(payable_fen) AS "PAYABLE", -sum(unbilled_fen) AS "UNBILLED", sum(advance_fen) AS "ADVANCE"
    FROM supplier_balance GROUP BY 1),
  said AS (SELECT account_set_id, key AS use, value::numeric AS balance FROM owed, jsonb_each_text(to_jsonb(owed) - 'account_set_id')),
  booked AS (
    SELECT u.account_set_id, u.use, coalesce(sum(CASE WHEN e.debit_account = u.code THEN e.amount_fen ELSE -e.amount_fen END), 0) AS balance
    FROM account_use u LEFT JOIN journal_entry e ON e.account_set_id = u.account_set_id AND u.code IN (e.debit_account, e.credit_account)
    WHERE u.use IN ('PAYABLE', 'UNBILLED', 'ADVANCE') GROUP BY 1, 2)
  SELECT format('account set %s, %s', b.account_set_id, b.use) AS subject, NULL::int AS sequence,
    format('books %s, suppliers %s', b.balance, s.balance) AS detail
  FROM booked b JOIN said s USING (account_set_id, use) WHERE b.balance <> s.balance ORDER BY 1 LIMIT 5`,
)

/** A batch is what the keeper counted good of its line. */
const batches = sqlCheck(
  'batches are what was counted',
  (reader) => reader.$queryRaw<Row[]>`
  SELECT p.number AS subject, b.line_no AS sequence, format('batch %s of %s, counted %s of %s', b.qty_e3, b.batch_no, c.good_e3, c.batch_no) AS detail
  FROM batch b JOIN paper p ON p.account_set_id = b.account_set_id AND p.id = b.paper_id
  LEFT JOIN LATERAL (SELECT * FROM goods_count c WHERE c.account_set_id = b.account_set_id AND c.paper_id = b.paper_id
    AND c.line_no = b.line_no ORDER BY c.round DESC LIMIT 1) c ON true
  WHERE (b.qty_e3, b.product_id, b.batch_no, b.produced_on) IS DISTINCT FROM (c.good_e3, c.product_id, c.batch_no, c.produced_on)
  ORDER BY 1, 2 LIMIT 5`,
)

/** A goods paper stands where its last step put it; nobody moved it behind the desk's back. */
const steps = sqlCheck(
  'goods papers stand where their events put them',
  (reader) => reader.$queryRaw<Row[]>`
  SELECT p.number AS subject, p.event_count AS sequence, format('status %s after %s', g.status, coalesce(e.command, 'nothing')) AS detail
  FROM goods_paper g JOIN paper p ON p.account_set_id = g.account_set_id AND p.id = g.paper_id
  LEFT JOIN LATERAL (
    SELECT e.command, CASE WHEN e.command LIKE '%.post' THEN ARRAY['POSTED']
        WHEN e.command IN ('goodsPaper.count', 'stockCount.finish') THEN ARRAY['COUNTED']
        WHEN e.command IN ('goodsPaper.verify', 'stockCount.approve') THEN ARRAY['VERIFIED']
        WHEN e.command = 'goodsPaper.reverse' THEN ARRAY['REVERSED']
        WHEN e.command = 'transfer.send' THEN ARRAY['SENT'] ELSE ARRAY['SENT', 'POSTED'] END AS allowed
    FROM paper_event e WHERE e.account_set_id = g.account_set_id AND e.paper_id = g.paper_id AND (e.command LIKE '%.post'
      OR e.command IN ('goodsPaper.count', 'stockCount.finish', 'goodsPaper.verify', 'stockCount.approve', 'goodsPaper.reverse',
        'transfer.send', 'transfer.receive', 'transfer.writeOff'))
    ORDER BY e.sequence DESC LIMIT 1) e ON true
  WHERE g.kind <> 'PURCHASE_ORDER' AND g.status <> 'VOIDED' AND g.status <> ALL (coalesce(e.allowed, ARRAY['OPEN']))
    OR g.status = 'VOIDED' AND NOT EXISTS (SELECT FROM paper_event v WHERE v.account_set_id = g.account_set_id
      AND v.paper_id = g.paper_id AND v.command = 'goodsPaper.decideVoid')
  ORDER BY 1 LIMIT 5`,
)

type Signed = {
  paperId: string
  number: string
  hash: Uint8Array
  codes: { lineNo: number; kind: string; code: string }[]
  found: FoundLine[]
}

/** The codes and counts of a goods paper are the ones its keeper signed for. */
const found: Check = {
  name: 'counts and codes are as the keeper signed',
  run: async (reader) => {
    const differing: Disagreement[] = []
    for (let after = FIRST; ;) {
      const rows = await readSigned(reader, after)
      for (const { number, hash, codes, found: counted } of rows) {
        if (Buffer.compare(hash, foundHash(codes, counted)) === 0) continue
        const detail = 'counts or codes are not what was signed for'
        differing.push({ check: found.name, subject: number, sequence: null, detail })
      }
      const last = rows.at(-1)
      if (!last || differing.length > 4) return differing.slice(0, 5)
      after = last.paperId
    }
  },
}

function readSigned(reader: Reader, after: string): Promise<Signed[]> {
  return reader.$queryRaw<Signed[]>`
    SELECT g.paper_id AS "paperId", p.number, p.codes_hash AS hash,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('lineNo', c.line_no, 'kind', c.kind, 'code', c.code)), '[]') FROM code_capture c
       WHERE c.account_set_id = g.account_set_id AND c.paper_id = g.paper_id AND NOT EXISTS (SELECT FROM code_release r
         WHERE r.account_set_id = c.account_set_id AND r.paper_id = c.paper_id AND r.sequence = c.sequence AND r.cause = 'REMOVED')) AS codes,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('round', c.round, 'lineNo', c.line_no, 'productId', c.product_id,
         'goodE3', c.good_e3::text, 'damagedE3', c.damaged_e3::text, 'rejectedE3', c.rejected_e3::text, 'bookE3', c.book_e3::text,
         'batchNo', c.batch_no, 'producedOn', c.produced_on, 'reason', c.reason)), '[]')
       FROM goods_count c WHERE c.account_set_id = g.account_set_id AND c.paper_id = g.paper_id AND NOT c.is_arrival) AS found
    FROM goods_paper g JOIN paper p ON p.account_set_id = g.account_set_id AND p.id = g.paper_id
    WHERE p.codes_hash IS NOT NULL AND g.paper_id > ${after}::uuid ORDER BY g.paper_id LIMIT ${AT_ONCE}`
}

/** A thousand goods papers as their rows say them now, with the hash of the day they were opened. */
export function readGoods(
  reader: Reader,
  after: string,
): Promise<{ hash: Uint8Array; content: GoodsContent }[]> {
  return reader.$queryRaw<{ hash: Uint8Array; content: GoodsContent }[]>`
    SELECT p.content_hash AS hash, jsonb_build_object('accountSetId', g.account_set_id, 'paperId', g.paper_id, 'number', p.number,
      'kind', g.kind, 'businessDate', g.business_date, 'warehouseId', g.warehouse_id, 'warehouseName', g.warehouse_name,
      'toWarehouseId', g.to_warehouse_id, 'toWarehouseName', g.to_warehouse_name, 'supplierId', g.supplier_id,
      'customerId', g.customer_id, 'partyName', g.party_name, 'partyContact', g.party_contact, 'sourcePaperId', g.source_paper_id,
      'purpose', g.purpose, 'reason', g.reason, 'externalNumber', g.external_number, 'expectedOn', g.expected_on,
      'priceMode', g.price_mode, 'preparerId', g.preparer_id, 'preparerName', g.preparer_name, 'handlerId', g.handler_id,
      'handlerName', g.handler_name, 'netFen', g.net_fen::text, 'taxFen', g.tax_fen::text, 'grossFen', g.gross_fen::text, 'lines',
      (SELECT jsonb_agg(jsonb_build_object('lineNo', l.line_no, 'productId', l.product_id, 'productCode', l.product_code,
        'productName', l.product_name, 'specification', l.specification, 'baseUnit', l.base_unit, 'caseUnit', l.case_unit,
        'caseFactorE3', l.case_factor_e3::text, 'qtyE3', l.qty_e3::text, 'unitPriceE4', l.unit_price_e4::text,
        'amountFen', l.amount_fen::text, 'taxRateBp', l.tax_rate_bp, 'netFen', l.net_fen::text, 'taxFen', l.tax_fen::text,
        'codesDue', l.codes_due, 'sourcePaperId', l.source_paper_id, 'sourceLineNo', l.source_line_no,
        'disposition', l.disposition, 'remark', l.remark) ORDER BY l.line_no)
       FROM goods_paper_line l WHERE l.account_set_id = g.account_set_id AND l.paper_id = g.paper_id)) AS content
    FROM goods_paper g JOIN paper p ON p.account_set_id = g.account_set_id AND p.id = g.paper_id
    WHERE g.paper_id > ${after}::uuid ORDER BY g.paper_id LIMIT ${AT_ONCE}`
}

/** What is recomputed of goods papers and suppliers. */
export const GOODS_CHECKS: readonly Check[] = [
  wholeGoods,
  received,
  billed,
  payables,
  bills,
  books,
  batches,
  steps,
  found,
]
