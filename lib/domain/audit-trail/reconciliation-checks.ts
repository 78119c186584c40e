import { type Check, sqlCheck } from '#lib/domain/audit-trail/finding.ts'
import type { AmendmentContent } from '#lib/domain/delivery-notes/amendment-content.ts'
import type { ReconciliationContent } from '#lib/domain/driver-reconciliations/content.ts'
import { type Sheet, sheetHash } from '#lib/domain/driver-reconciliations/sheet.ts'
import type { Reader } from '#lib/db/client.ts'

type Row = { subject: string; sequence: number | null; detail: string }

const AT_ONCE = 1000

/** What sessions say from their first moment on, by paper, after the one named. */
export function readReconciliations(
  reader: Reader,
  after: string,
): Promise<{ hash: Uint8Array; content: ReconciliationContent }[]> {
  return reader.$queryRaw<{ hash: Uint8Array; content: ReconciliationContent }[]>`
    SELECT p.content_hash AS hash, jsonb_build_object('accountSetId', r.account_set_id, 'paperId', r.paper_id, 'number', p.number,
      'driverId', r.driver_id, 'driverName', r.driver_name, 'openedById', r.opened_by_id, 'openedByName', r.opened_by_name,
      'businessDate', p.business_date) AS content
    FROM driver_reconciliation r JOIN paper p ON p.account_set_id = r.account_set_id AND p.id = r.paper_id
    WHERE r.paper_id > ${after}::uuid ORDER BY r.paper_id LIMIT ${AT_ONCE}`
}

/** What both signed is what the sheet says: the sheet's hash stands on the paper and in both signatures (R9). */
const sheets: Check = {
  name: 'sheets of drivers are as signed',
  run: async (reader) => {
    for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
      const rows = await reader.$queryRaw<
        { paperId: string; number: string; sheet: Sheet; hash: Uint8Array | null; signed: number }[]
      >`
        SELECT r.paper_id AS "paperId", p.number, r.sheet, p.codes_hash AS hash, (SELECT count(*)::int FROM signature s
          WHERE s.account_set_id = r.account_set_id AND s.paper_id = r.paper_id AND s.codes_hash = p.codes_hash
            AND (s.slot, s.signer_id) IN (('DRIVER', r.driver_id), ('CASHIER', r.closed_by_id))) AS signed
        FROM driver_reconciliation r JOIN paper p ON p.account_set_id = r.account_set_id AND p.id = r.paper_id
        WHERE r.status = 'CLOSED' AND r.paper_id > ${after}::uuid ORDER BY r.paper_id LIMIT ${AT_ONCE}`
      const wrong = rows.find(
        ({ hash, sheet, signed }) =>
          signed !== 2 || Buffer.compare(sheetHash(sheet), hash ?? Buffer.alloc(0)) !== 0,
      )
      const detail = 'the sheet is not what both signed'
      if (wrong) return [{ check: sheets.name, subject: wrong.number, sequence: null, detail }]
      const last = rows.at(-1)
      if (!last) return []
      after = last.paperId
    }
  },
}

/** Cash due of a session is its notes' cash; its receipts in cash are the part for goods. */
const cash = sqlCheck(
  'cash of drivers is accounted for',
  (reader) => reader.$queryRaw<Row[]>`
  SELECT p.number AS subject, NULL::int AS sequence, format('due %s, counted %s, difference %s; notes %s, cash receipts %s, tenders %s less %s amended',
    r.expected_fen, r.counted_fen, r.difference_fen, n.cash + n.freight, c.cash, t.cash, a.off) AS detail
  FROM driver_reconciliation r JOIN paper p ON p.account_set_id = r.account_set_id AND p.id = r.paper_id
  CROSS JOIN LATERAL (SELECT coalesce(sum(cash_fen), 0) AS cash, coalesce(sum(freight_fen), 0) AS freight FROM reconciliation_note n
    WHERE n.account_set_id = r.account_set_id AND n.reconciliation_id = r.paper_id) n
  CROSS JOIN LATERAL (SELECT coalesce(sum(amount_fen), 0) AS cash FROM receipt c
    WHERE c.account_set_id = r.account_set_id AND c.reconciliation_id = r.paper_id AND c.method = 'CASH') c
  CROSS JOIN LATERAL (SELECT coalesce(sum(amount_fen), 0) AS cash FROM delivery_tender t
    JOIN reconciliation_note b ON b.account_set_id = t.account_set_id AND b.paper_id = t.paper_id AND b.reconciliation_id = r.paper_id
    WHERE t.account_set_id = r.account_set_id AND t.method = 'CASH' AND t.reconciliation_id = r.paper_id) t
  CROSS JOIN LATERAL (SELECT coalesce(sum((x->>'amendedFen')::bigint), 0) AS off FROM jsonb_array_elements(r.sheet->'notes') x) a
  WHERE r.status = 'CLOSED' AND (r.expected_fen <> n.cash + n.freight OR r.counted_fen <> r.expected_fen + r.difference_fen
    OR c.cash <> n.cash OR t.cash - a.off <> r.expected_fen) ORDER BY 1 LIMIT 5`,
)

/** What drivers owe by their sessions, less what was paid on it, is what the books say they owe. */
const differences = sqlCheck(
  'drivers owe what the books say',
  (reader) => reader.$queryRaw<Row[]>`
  WITH owed AS (SELECT account_set_id, sum(CASE side WHEN 'SHORT' THEN amount_fen ELSE -amount_fen END) AS open
    FROM driver_difference GROUP BY 1),
  paid AS (SELECT account_set_id, sum(CASE side WHEN 'FROM_DRIVER' THEN amount_fen ELSE -amount_fen END) AS open
    FROM driver_repayment GROUP BY 1),
  counted AS (SELECT r.account_set_id, -sum(r.difference_fen) AS open FROM driver_reconciliation r
    WHERE r.status = 'CLOSED' GROUP BY 1),
  let_off AS (SELECT account_set_id, sum(amount_fen) AS open FROM driver_difference WHERE cause = 'RULING' GROUP BY 1),
  booked AS (SELECT u.account_set_id, coalesce(sum(CASE WHEN e.debit_account = u.code THEN e.amount_fen ELSE -e.amount_fen END), 0) AS open
    FROM account_use u LEFT JOIN journal_entry e ON e.account_set_id = u.account_set_id AND u.code IN (e.debit_account, e.credit_account)
    WHERE u.use = 'DRIVER_DIFFERENCE' GROUP BY 1)
  SELECT format('account set %s', b.account_set_id) AS subject, NULL::int AS sequence,
    format('books %s, entries %s less %s paid, sessions %s less %s let off', b.open, coalesce(o.open, 0), coalesce(y.open, 0),
      coalesce(c.open, 0), coalesce(l.open, 0)) AS detail
  FROM booked b LEFT JOIN owed o USING (account_set_id) LEFT JOIN counted c USING (account_set_id) LEFT JOIN let_off l USING (account_set_id)
  LEFT JOIN paid y USING (account_set_id)
  WHERE b.open <> coalesce(o.open, 0) - coalesce(y.open, 0) OR coalesce(o.open, 0) <> coalesce(c.open, 0) - coalesce(l.open, 0) ORDER BY 1 LIMIT 5`,
)

/** Every note a driver delivered waits for a session or is settled in one, and in none of another driver. */
const settled = sqlCheck(
  'delivered notes are settled once with their driver',
  (reader) => reader.$queryRaw<Row[]>`
  SELECT p.number AS subject, NULL::int AS sequence, format('%s, %s', n.status, CASE WHEN b.paper_id IS NULL THEN 'waits for no session'
    ELSE 'settled with another driver, or missing on the sheet' END) AS detail
  FROM delivery_note n JOIN paper p ON p.account_set_id = n.account_set_id AND p.id = n.paper_id
  LEFT JOIN reconciliation_note b ON b.account_set_id = n.account_set_id AND b.paper_id = n.paper_id
  LEFT JOIN driver_reconciliation r ON r.account_set_id = b.account_set_id AND r.paper_id = b.reconciliation_id
  WHERE (n.status = 'DELIVERED' AND n.driver_id IS NOT NULL AND b.paper_id IS NULL)
    OR (r.paper_id IS NOT NULL AND (r.driver_id <> b.driver_id OR NOT r.sheet->'notes' @> jsonb_build_array(jsonb_build_object('paperId', n.paper_id))))
  ORDER BY 1 LIMIT 5`,
)

/** What an amended note says was not taken came back into the warehouse (R59), and the slip began at what was said. */
const amended = sqlCheck(
  'amended notes have their surplus back',
  (reader) => reader.$queryRaw<Row[]>`
  SELECT p.number AS subject, a.line_no AS sequence, format('said %s, slip from %s to %s; back in the warehouse %s of %s', o.accepted_e3,
    a.from_e3, a.to_e3, coalesce(b.qty, 0), l.refused_e3) AS detail
  FROM amendment_line a JOIN paper p ON p.account_set_id = a.account_set_id AND p.id = a.paper_id
  JOIN delivery_note n ON n.account_set_id = a.account_set_id AND n.paper_id = a.note_paper_id
  JOIN delivery_outcome_said o ON o.account_set_id = a.account_set_id AND o.paper_id = a.note_paper_id AND o.line_no = a.line_no
  JOIN delivery_outcome_line l ON l.account_set_id = a.account_set_id AND l.paper_id = a.note_paper_id AND l.line_no = a.line_no
  LEFT JOIN LATERAL (SELECT sum(e.qty_e3) AS qty FROM stock_entry e WHERE e.account_set_id = a.account_set_id
    AND e.paper_id = a.note_paper_id AND e.line_no = a.line_no AND e.from_place = 'CUSTOMER' AND e.reverses_id IS NULL) b ON true
  WHERE a.in_force AND n.status IN ('DELIVERED', 'POSTED') AND (o.accepted_e3 <> a.from_e3 OR coalesce(b.qty, 0) <> l.refused_e3)
  ORDER BY 1 LIMIT 5`,
)

/** What amendment slips say, by paper, after the one named. */
export function readAmendments(
  reader: Reader,
  after: string,
): Promise<{ hash: Uint8Array; content: AmendmentContent }[]> {
  return reader.$queryRaw<{ hash: Uint8Array; content: AmendmentContent }[]>`
    SELECT p.content_hash AS hash, jsonb_build_object('accountSetId', a.account_set_id, 'paperId', a.paper_id, 'number', p.number,
      'notePaperId', a.note_paper_id, 'noteNumber', q.number, 'reason', a.reason, 'openedById', a.opened_by_id, 'lines',
      (SELECT jsonb_agg(jsonb_build_object('lineNo', l.line_no, 'fromE3', l.from_e3::text, 'toE3', l.to_e3::text) ORDER BY l.line_no)
       FROM amendment_line l WHERE l.account_set_id = a.account_set_id AND l.paper_id = a.paper_id)) AS content
    FROM amendment_slip a JOIN paper p ON p.account_set_id = a.account_set_id AND p.id = a.paper_id
    JOIN paper q ON q.account_set_id = a.account_set_id AND q.id = a.note_paper_id
    WHERE a.paper_id > ${after}::uuid ORDER BY a.paper_id LIMIT ${AT_ONCE}`
}

/** What is recomputed of reconciliations with drivers. */
export const RECONCILIATION_CHECKS: readonly Check[] = [sheets, cash, differences, settled, amended]
