import type { Reader, Tx } from '#lib/db/client.ts'
import type { AmendmentContent } from '#lib/domain/delivery-notes/amendment-content.ts'
import type { PaperKey } from '#lib/papers/custody.ts'

/** A line of a slip: what was recorded as taken, and what was taken. */
export type AmendedLine = { lineNo: number; fromE3: bigint; toE3: bigint }

/** Life of a slip: the clerk opens it, the handler or a sales manager agrees, the keeper takes the surplus in. */
export type AmendmentStatus = 'OPEN' | 'AGREED' | 'RECEIVED' | 'WITHDRAWN'

export type Amendment = PaperKey & {
  number: string
  status: AmendmentStatus
  version: number
  contentHash: string
  notePaperId: string
  noteNumber: string
  customerName: string
  reason: string
  openedById: string
  openedBy: string
  openedAt: string
  agreedById: string | null
  agreedBy: string | null
  receivedBy: string | null
  withdrawnReason: string | null
  handlerId: string
  warehouseId: string
  warehouseName: string
  lines: AmendedLine[]
}

/** What was recorded as taken of each line of a note, and the slip that is on its way. One statement. */
export async function readTaken(
  tx: Tx,
  { accountSetId, paperId }: PaperKey,
): Promise<{ lines: { lineNo: number; acceptedE3: bigint }[]; slip: string | null; numberFormat: string }> {
  const rows = await tx.$queryRaw<
    { lines: { lineNo: number; acceptedE3: string }[]; slip: string | null; numberFormat: string }[]
  >`
    SELECT (SELECT coalesce(jsonb_agg(jsonb_build_object('lineNo', o.line_no, 'acceptedE3', o.accepted_e3::text) ORDER BY o.line_no), '[]')
        FROM delivery_outcome_line o WHERE o.account_set_id = s.id AND o.paper_id = ${paperId}::uuid) AS lines,
      (SELECT p.number FROM amendment_slip a JOIN paper p ON p.account_set_id = a.account_set_id AND p.id = a.paper_id
        WHERE a.account_set_id = s.id AND a.note_paper_id = ${paperId}::uuid AND a.status <> 'WITHDRAWN') AS slip,
      s.number_format AS "numberFormat"
    FROM account_set s WHERE s.id = ${accountSetId}`
  const row = rows[0]
  if (!row) throw new Error('a note without its account set')
  return {
    ...row,
    lines: row.lines.map(({ lineNo, acceptedE3 }) => ({ lineNo, acceptedE3: BigInt(acceptedE3) })),
  }
}

/** Writes the paper, the slip and its lines. One statement. */
export async function insertAmendment(
  tx: Tx,
  content: AmendmentContent,
  paper: {
    period: string
    sequence: number
    businessDate: string
    contentHash: Buffer
    chainHash: Buffer
    at: Date
  },
): Promise<void> {
  const { accountSetId, paperId, number, notePaperId, reason, openedById, lines } = content
  await tx.$executeRaw`
    WITH papers AS (
      INSERT INTO paper (account_set_id, id, kind, number, period, sequence, business_date, content_hash, created_by_id, created_at, chain_hash)
      VALUES (${accountSetId}, ${paperId}::uuid, 'AMENDMENT_SLIP', ${number}, ${paper.period}, ${paper.sequence},
        ${paper.businessDate}::date, ${paper.contentHash}, ${openedById}::uuid, ${paper.at}, ${paper.chainHash})),
    slips AS (
      INSERT INTO amendment_slip (account_set_id, paper_id, note_paper_id, reason, status, opened_by_id, opened_at)
      VALUES (${accountSetId}, ${paperId}::uuid, ${notePaperId}::uuid, ${reason}, 'OPEN', ${openedById}::uuid, ${paper.at}))
    INSERT INTO amendment_line (account_set_id, paper_id, line_no, note_paper_id, from_e3, to_e3, in_force)
    SELECT ${accountSetId}, ${paperId}::uuid, l."lineNo", ${notePaperId}::uuid, l."fromE3", l."toE3", false
    FROM jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) AS l("lineNo" int, "fromE3" bigint, "toE3" bigint)`
}

type Flat = Omit<Amendment, 'lines'> & { lines: { lineNo: number; fromE3: string; toE3: string }[] }

/** One slip of the account sets; null when there is none. One statement. */
export async function readAmendment(
  reader: Reader,
  accountSetIds: readonly number[],
  { accountSetId, paperId }: PaperKey,
): Promise<Amendment | null> {
  const rows = await reader.$queryRaw<Flat[]>`
    SELECT a.account_set_id AS "accountSetId", a.paper_id AS "paperId", p.number, a.status, a.version,
      encode(p.content_hash, 'hex') AS "contentHash", a.note_paper_id AS "notePaperId", q.number AS "noteNumber",
      n.customer_name AS "customerName", a.reason, a.opened_by_id AS "openedById", u.display_name AS "openedBy",
      to_char(a.opened_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "openedAt", a.agreed_by_id AS "agreedById", g.display_name AS "agreedBy",
      r.display_name AS "receivedBy", a.withdrawn_reason AS "withdrawnReason", n.handler_id AS "handlerId",
      n.warehouse_id AS "warehouseId", n.warehouse_name AS "warehouseName",
      (SELECT jsonb_agg(jsonb_build_object('lineNo', l.line_no, 'fromE3', l.from_e3::text, 'toE3', l.to_e3::text) ORDER BY l.line_no)
       FROM amendment_line l WHERE l.account_set_id = a.account_set_id AND l.paper_id = a.paper_id) AS lines
    FROM amendment_slip a
    JOIN paper p ON p.account_set_id = a.account_set_id AND p.id = a.paper_id
    JOIN paper q ON q.account_set_id = a.account_set_id AND q.id = a.note_paper_id
    JOIN delivery_note n ON n.account_set_id = a.account_set_id AND n.paper_id = a.note_paper_id
    JOIN app_user u ON u.id = a.opened_by_id
    LEFT JOIN app_user g ON g.id = a.agreed_by_id LEFT JOIN app_user r ON r.id = a.received_by_id
    WHERE a.account_set_id = ${accountSetId} AND a.paper_id = ${paperId}::uuid AND a.account_set_id = ANY(${[...accountSetIds]}::int[])`
  const row = rows[0]
  if (!row) return null
  return {
    ...row,
    lines: row.lines.map(({ lineNo, fromE3, toE3 }) => ({
      lineNo,
      fromE3: BigInt(fromE3),
      toE3: BigInt(toE3),
    })),
  }
}

/** Holds the slip's paper and its row until the transaction ends. */
export async function holdAmendment(tx: Tx, { accountSetId, paperId }: PaperKey): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM paper p JOIN amendment_slip a ON a.account_set_id = p.account_set_id AND a.paper_id = p.id
    WHERE p.account_set_id = ${accountSetId} AND p.id = ${paperId}::uuid FOR UPDATE`
}

/** The handler or a sales manager agrees; false when the slip has moved on. One statement. */
export async function saveAgreed(
  tx: Tx,
  slip: Amendment,
  by: { actorId: string; at: Date },
): Promise<boolean> {
  const moved = await tx.$executeRaw`
    UPDATE amendment_slip SET status = 'AGREED', agreed_by_id = ${by.actorId}::uuid, agreed_at = ${by.at}, version = version + 1
    WHERE account_set_id = ${slip.accountSetId} AND paper_id = ${slip.paperId}::uuid AND status = 'OPEN' AND version = ${slip.version}`
  return moved === 1
}

/** The clerk takes a slip back before the goods are in; false when it has moved on. One statement. */
export async function saveWithdrawn(tx: Tx, slip: Amendment, reason: string): Promise<boolean> {
  const moved = await tx.$executeRaw`
    UPDATE amendment_slip SET status = 'WITHDRAWN', withdrawn_reason = ${reason}, version = version + 1
    WHERE account_set_id = ${slip.accountSetId} AND paper_id = ${slip.paperId}::uuid AND status IN ('OPEN', 'AGREED')
      AND version = ${slip.version}`
  return moved === 1
}

/**
 * The keeper has the surplus: the slip comes into force, what the customer took of the note is now what it says, and the
 * note's outcome follows. False when slip or note have moved on. One statement.
 */
export async function saveReceived(
  tx: Tx,
  slip: Amendment,
  note: { version: number; outcome: 'PARTIAL' | 'REFUSED' },
  by: { actorId: string; at: Date },
): Promise<boolean> {
  const { accountSetId, paperId, notePaperId, version } = slip
  const rows = await tx.$queryRaw<{ slips: number; notes: number }[]>`
    WITH slips AS (UPDATE amendment_slip SET status = 'RECEIVED', received_by_id = ${by.actorId}::uuid, received_at = ${by.at},
        version = version + 1
      WHERE account_set_id = ${accountSetId} AND paper_id = ${paperId}::uuid AND status = 'AGREED' AND version = ${version} RETURNING 1),
    lines AS (UPDATE amendment_line SET in_force = true WHERE account_set_id = ${accountSetId} AND paper_id = ${paperId}::uuid),
    notes AS (UPDATE delivery_note SET outcome = ${note.outcome}, version = version + 1
      WHERE account_set_id = ${accountSetId} AND paper_id = ${notePaperId}::uuid AND status = 'DELIVERED' AND version = ${note.version}
      RETURNING 1)
    SELECT (SELECT count(*)::int FROM slips) AS slips, (SELECT count(*)::int FROM notes) AS notes`
  return rows[0]?.slips === 1 && rows[0].notes === 1
}
