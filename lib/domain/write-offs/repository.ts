import type { Tx } from '#lib/db/client.ts'
import type { WriteOffContent } from '#lib/domain/write-offs/content.ts'
import type { WrittenOff } from '#lib/ledger/write-offs.ts'
import type { PaperKey } from '#lib/papers/custody.ts'

/** A note that is to be written off: what of it is open, and what other proposals ask for already. */
export type OpenNote = { noteId: string; number: string; openFen: bigint; proposedFen: bigint }

export type ProposeGround = { numberFormat: string; customerName: string; notes: OpenNote[] }

/** The customer and the open notes named; the customer's balance is held, so that two proposals see each other. Two statements. */
export async function readProposeGround(
  tx: Tx,
  accountSetId: number,
  customerId: string,
  noteIds: readonly string[],
): Promise<ProposeGround | null> {
  const held = await tx.$queryRaw<{ numberFormat: string; customerName: string }[]>`
    SELECT s.number_format AS "numberFormat", c.name AS "customerName" FROM customer c
    JOIN account_set s ON s.id = c.account_set_id
    JOIN customer_balance b ON b.account_set_id = c.account_set_id AND b.customer_id = c.id
    WHERE c.account_set_id = ${accountSetId} AND c.id = ${customerId}::uuid FOR UPDATE OF b`
  const ground = held[0]
  if (!ground) return null
  const notes = await tx.$queryRaw<OpenNote[]>`
    SELECT i.paper_id AS "noteId", p.number, i.open_fen AS "openFen",
      coalesce((SELECT sum(l.amount_fen) FROM write_off_line l JOIN write_off w USING (account_set_id, paper_id)
        WHERE l.account_set_id = i.account_set_id AND l.note_id = i.paper_id AND w.status = 'PROPOSED'), 0)::bigint AS "proposedFen"
    FROM receivable_item i JOIN paper p ON p.account_set_id = i.account_set_id AND p.id = i.paper_id
    WHERE i.account_set_id = ${accountSetId} AND i.customer_id = ${customerId}::uuid AND i.paper_id = ANY(${[...noteIds]}::uuid[])`
  return { ...ground, notes }
}

/** Writes the paper, the write-off and its lines in one statement. What they say is never changed. */
export async function insertWriteOff(
  tx: Tx,
  content: WriteOffContent,
  paper: {
    period: string
    sequence: number
    businessDate: string
    contentHash: Buffer
    chainHash: Buffer
    amountFen: bigint
    at: Date
  },
): Promise<void> {
  const { accountSetId, paperId, number, customerId, reason, proposedById, lines } = content
  await tx.$executeRaw`
    WITH papers AS (
      INSERT INTO paper (account_set_id, id, kind, number, period, sequence, business_date, content_hash, created_by_id, created_at, chain_hash)
      VALUES (${accountSetId}, ${paperId}::uuid, 'WRITE_OFF', ${number}, ${paper.period}, ${paper.sequence}, ${paper.businessDate}::date,
        ${paper.contentHash}, ${proposedById}::uuid, ${paper.at}, ${paper.chainHash})
    ), whole AS (
      INSERT INTO write_off (account_set_id, paper_id, customer_id, reason, amount_fen, proposed_by_id, proposed_at)
      VALUES (${accountSetId}, ${paperId}::uuid, ${customerId}::uuid, ${reason}, ${paper.amountFen}, ${proposedById}::uuid, ${paper.at})
    )
    INSERT INTO write_off_line (account_set_id, paper_id, line_no, note_id, amount_fen)
    SELECT ${accountSetId}, ${paperId}::uuid, l.line_no, (l.line->>'noteId')::uuid, (l.line->>'amountFen')::bigint
    FROM jsonb_array_elements(${JSON.stringify(lines)}::jsonb) WITH ORDINALITY AS l(line, line_no)`
}

/** A write-off as it stands, held. */
export type HeldWriteOff = {
  number: string
  customerId: string
  amountFen: bigint
  status: 'PROPOSED' | 'REFUSED' | 'ENTERED' | 'REVERSED'
  proposedById: string
  version: number
}

/** Holds a write-off with its paper; null when there is none. One statement. */
export async function holdWriteOff(
  tx: Tx,
  { accountSetId, paperId }: PaperKey,
): Promise<HeldWriteOff | null> {
  const rows = await tx.$queryRaw<HeldWriteOff[]>`
    SELECT p.number, w.customer_id AS "customerId", w.amount_fen AS "amountFen", w.status, w.proposed_by_id AS "proposedById", w.version
    FROM paper p JOIN write_off w ON w.account_set_id = p.account_set_id AND w.paper_id = p.id
    WHERE p.account_set_id = ${accountSetId} AND p.id = ${paperId}::uuid FOR UPDATE OF p, w`
  return rows[0] ?? null
}

/** A line of a write-off with what its note has open now. */
export type LineNow = WrittenOff & { number: string; openFen: bigint }

/** The lines of a write-off; read after the balance is held, they stand. One statement. */
export async function readLinesNow(tx: Tx, { accountSetId, paperId }: PaperKey): Promise<LineNow[]> {
  return tx.$queryRaw<LineNow[]>`
    SELECT l.note_id AS "paperId", l.amount_fen AS "amountFen", p.number, i.open_fen AS "openFen"
    FROM write_off_line l JOIN receivable_item i ON i.account_set_id = l.account_set_id AND i.paper_id = l.note_id
    JOIN paper p ON p.account_set_id = l.account_set_id AND p.id = l.note_id
    WHERE l.account_set_id = ${accountSetId} AND l.paper_id = ${paperId}::uuid ORDER BY l.line_no`
}

/** Moves a proposal to what was decided; false when somebody was there first. One statement. */
export async function saveDecision(
  tx: Tx,
  { accountSetId, paperId }: PaperKey,
  seen: { version: number },
  decided: {
    status: 'ENTERED' | 'REFUSED'
    byId: string
    at: Date
    remark: string
    enteredOn: string | null
  },
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE write_off SET status = ${decided.status}, decided_by_id = ${decided.byId}::uuid, decided_at = ${decided.at},
      decision_remark = ${decided.remark}, entered_on = ${decided.enteredOn}::date, version = version + 1
    WHERE account_set_id = ${accountSetId} AND paper_id = ${paperId}::uuid AND status = 'PROPOSED' AND version = ${seen.version}`
  return changed === 1
}

/** Marks an entered write-off as taken back; false when somebody was there first. One statement. */
export async function saveReversal(
  tx: Tx,
  { accountSetId, paperId }: PaperKey,
  seen: { version: number },
  by: { byId: string; at: Date; on: string; reason: string },
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE write_off SET status = 'REVERSED', reversed_by_id = ${by.byId}::uuid, reversed_at = ${by.at}, reversed_on = ${by.on}::date,
      reversal_reason = ${by.reason}, version = version + 1
    WHERE account_set_id = ${accountSetId} AND paper_id = ${paperId}::uuid AND status = 'ENTERED' AND version = ${seen.version}`
  return changed === 1
}
