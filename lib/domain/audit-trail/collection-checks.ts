import { type Check, sqlCheck } from '#lib/domain/audit-trail/finding.ts'
import type { StatementContent } from '#lib/domain/statements/content.ts'
import type { WriteOffContent } from '#lib/domain/write-offs/content.ts'
import type { Reader } from '#lib/db/client.ts'

type Row = { subject: string; sequence: number | null; detail: string }
type Hashed<Content> = { hash: Uint8Array; content: Content }

const AT_ONCE = 1000

/** What write-offs proposed, for recomputing their hash. */
export function readWriteOffs(reader: Reader, after: string): Promise<Hashed<WriteOffContent>[]> {
  return reader.$queryRaw<Hashed<WriteOffContent>[]>`
    SELECT p.content_hash AS hash, jsonb_build_object('accountSetId', w.account_set_id, 'paperId', w.paper_id, 'number', p.number,
      'customerId', w.customer_id, 'reason', w.reason, 'proposedById', w.proposed_by_id, 'lines',
      (SELECT jsonb_agg(jsonb_build_object('noteId', l.note_id, 'amountFen', l.amount_fen::text) ORDER BY l.line_no)
       FROM write_off_line l WHERE l.account_set_id = w.account_set_id AND l.paper_id = w.paper_id)) AS content
    FROM write_off w JOIN paper p ON p.account_set_id = w.account_set_id AND p.id = w.paper_id
    WHERE w.paper_id > ${after}::uuid ORDER BY w.paper_id LIMIT ${AT_ONCE}`
}

/** What statements said, for recomputing their hash; figures that stand beside the content are put into it. */
export function readStatements(reader: Reader, after: string): Promise<Hashed<StatementContent>[]> {
  return reader.$queryRaw<Hashed<StatementContent>[]>`
    SELECT p.content_hash AS hash, s.content || jsonb_build_object('accountSetId', s.account_set_id, 'paperId', s.paper_id, 'number', p.number,
      'customerId', s.customer_id, 'from', s.from_date, 'to', s.to_date, 'openingFen', s.opening_fen::text,
      'closingFen', s.closing_fen::text) AS content
    FROM statement s JOIN paper p ON p.account_set_id = s.account_set_id AND p.id = s.paper_id
    WHERE s.paper_id > ${after}::uuid ORDER BY s.paper_id LIMIT ${AT_ONCE}`
}

/** I3: a write-off is in the customers' accounts and in the books as it stands: entered, taken back, or not at all. */
const writeOffs = sqlCheck(
  'I3 write-offs are entered as they were agreed to',
  (reader) => reader.$queryRaw<Row[]>`
  WITH standing AS (
    SELECT w.account_set_id, w.paper_id, CASE w.status WHEN 'ENTERED' THEN w.amount_fen ELSE 0 END AS due, w.status FROM write_off w),
  entered AS (
    SELECT account_set_id, write_off_paper_id AS paper_id,
      sum(CASE WHEN to_account = 'WRITE_OFF' THEN amount_fen ELSE -amount_fen END) AS fen
    FROM receivable_entry WHERE write_off_paper_id IS NOT NULL GROUP BY 1, 2),
  booked AS (
    SELECT v.account_set_id, v.paper_id, sum(CASE WHEN v.reverses_id IS NULL THEN e.amount_fen ELSE -e.amount_fen END) AS fen
    FROM journal_voucher v JOIN journal_entry e ON e.account_set_id = v.account_set_id AND e.voucher_id = v.id
    WHERE v.kind = 'WRITE_OFF' GROUP BY 1, 2)
  SELECT p.number AS subject, NULL::int AS sequence, format('%s of %s, entered %s, booked %s', x.status, x.due, x.entered, x.booked) AS detail
  FROM (SELECT account_set_id, paper_id, s.status, s.due, e.fen AS entered, b.fen AS booked
    FROM standing s FULL JOIN entered e USING (account_set_id, paper_id) FULL JOIN booked b USING (account_set_id, paper_id)) x
  LEFT JOIN paper p ON p.account_set_id = x.account_set_id AND p.id = x.paper_id
  WHERE coalesce(x.due, 0) <> coalesce(x.entered, 0) OR coalesce(x.due, 0) <> coalesce(x.booked, 0) ORDER BY 1 LIMIT 5`,
)

/** Each line of a write-off ends no more than its own part, on its own note. */
const writeOffLines = sqlCheck(
  'I3 write-offs end the notes they name',
  (reader) => reader.$queryRaw<Row[]>`
  SELECT p.number AS subject, l.line_no AS sequence, format('line of %s, entries %s', l.amount_fen, e.fen) AS detail
  FROM write_off w JOIN write_off_line l USING (account_set_id, paper_id)
  JOIN paper p ON p.account_set_id = w.account_set_id AND p.id = w.paper_id
  LEFT JOIN LATERAL (SELECT sum(CASE WHEN r.to_account = 'WRITE_OFF' THEN r.amount_fen ELSE -r.amount_fen END) AS fen FROM receivable_entry r
    WHERE r.account_set_id = l.account_set_id AND r.paper_id = l.note_id AND r.write_off_paper_id = l.paper_id) e ON true
  WHERE coalesce(e.fen, 0) <> CASE w.status WHEN 'ENTERED' THEN l.amount_fen ELSE 0 END ORDER BY 1 LIMIT 5`,
)

/** A customer's answer is to the statement as it was frozen, through a link that led to it. */
const answers = sqlCheck(
  'answers are to the statement that was sent',
  (reader) => reader.$queryRaw<Row[]>`
  SELECT p.number AS subject, NULL::int AS sequence, 'the answer is to other content, or came by another way' AS detail
  FROM statement_answer a JOIN paper p ON p.account_set_id = a.account_set_id AND p.id = a.paper_id
  LEFT JOIN statement_link k ON k.account_set_id = a.account_set_id AND k.id = a.link_id
  WHERE a.content_hash <> p.content_hash OR k.paper_id IS DISTINCT FROM a.paper_id OR a.answered_at > k.expires_at
    OR a.answered_at > k.revoked_at ORDER BY 1 LIMIT 5`,
)

export const COLLECTION_CHECKS: readonly Check[] = [writeOffs, writeOffLines, answers]
