import type { Tx } from '#lib/db/client.ts'
import type { ReconciliationContent } from '#lib/domain/driver-reconciliations/content.ts'
import type { Session } from '#lib/domain/driver-reconciliations/loading.ts'
import type { DueThing } from '#lib/domain/driver-reconciliations/schema.ts'
import type { Sheet } from '#lib/domain/driver-reconciliations/sheet.ts'
import type { PaperKey } from '#lib/papers/custody.ts'

/** Who acts, and when. */
export type Acting = { actorId: string; at: Date }

/** The driver, and what opening a session needs to know of the books. */
export type Opening = {
  driverName: string
  isDriver: boolean
  numberFormat: string
  /** The session that is open already. */
  openNumber: string | null
  waiting: number
}

/**
 * Holds the driver's row in the account set, so that two desks do not open two sessions at once, then reads what stands
 * behind it; null when there is no such person here. Two statements.
 */
export async function readOpening(tx: Tx, accountSetId: number, driverId: string): Promise<Opening | null> {
  await tx.$queryRaw`
    SELECT 1 FROM user_account_set WHERE user_id = ${driverId}::uuid AND account_set_id = ${accountSetId} FOR NO KEY UPDATE`
  const rows = await tx.$queryRaw<Opening[]>`
    SELECT u.display_name AS "driverName", EXISTS (SELECT FROM user_role r WHERE r.user_id = u.id AND r.role = 'DRIVER') AS "isDriver",
      s.number_format AS "numberFormat", (SELECT p.number FROM driver_reconciliation d
        JOIN paper p ON p.account_set_id = d.account_set_id AND p.id = d.paper_id
        WHERE d.account_set_id = s.id AND d.driver_id = u.id AND d.status = 'OPEN') AS "openNumber",
      (SELECT count(*)::int FROM reconciliation_note n
        WHERE n.account_set_id = s.id AND n.driver_id = u.id AND n.reconciliation_id IS NULL) AS waiting
    FROM app_user u JOIN user_account_set a ON a.user_id = u.id JOIN account_set s ON s.id = a.account_set_id
    WHERE u.id = ${driverId}::uuid AND a.account_set_id = ${accountSetId}`
  return rows[0] ?? null
}

/** Writes the paper and its session. One statement. */
export async function insertSession(
  tx: Tx,
  content: ReconciliationContent,
  paper: { period: string; sequence: number; contentHash: Buffer; chainHash: Buffer; at: Date },
): Promise<void> {
  const { accountSetId, paperId, number, driverId, driverName, openedById, openedByName, businessDate } =
    content
  await tx.$executeRaw`
    WITH papers AS (
      INSERT INTO paper (account_set_id, id, kind, number, period, sequence, business_date, content_hash, created_by_id, created_at, chain_hash)
      VALUES (${accountSetId}, ${paperId}::uuid, 'DRIVER_RECONCILIATION', ${number}, ${paper.period}, ${paper.sequence},
        ${businessDate}::date, ${paper.contentHash}, ${openedById}::uuid, ${paper.at}, ${paper.chainHash}))
    INSERT INTO driver_reconciliation (account_set_id, paper_id, driver_id, driver_name, opened_by_id, opened_by_name, opened_at, status)
    VALUES (${accountSetId}, ${paperId}::uuid, ${driverId}::uuid, ${driverName}, ${openedById}::uuid, ${openedByName}, ${paper.at}, 'OPEN')`
}

/** Adds a count of the cash. One statement. */
export async function insertCount(
  tx: Tx,
  session: Session,
  count: { pieces: readonly number[]; totalFen: bigint; reason: string },
  by: Acting,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO reconciliation_count (account_set_id, paper_id, sequence, pieces, total_fen, reason, counted_by_id, at)
    VALUES (${session.accountSetId}, ${session.paperId}::uuid, ${session.counts + 1}, ${[...count.pieces]}::int[], ${count.totalFen},
      ${count.reason}, ${by.actorId}::uuid, ${by.at})`
}

/** Adds the statement that a thing of a note does not come back. False when it was said before. One statement. */
export async function insertExcuse(
  tx: Tx,
  { accountSetId, paperId }: PaperKey,
  excuse: { notePaperId: string; thing: DueThing; reason: string },
  by: Acting,
): Promise<boolean> {
  const added = await tx.$executeRaw`
    INSERT INTO reconciliation_excuse (account_set_id, paper_id, note_paper_id, thing, reason, stated_by_id, at)
    VALUES (${accountSetId}, ${paperId}::uuid, ${excuse.notePaperId}::uuid, ${excuse.thing}, ${excuse.reason}, ${by.actorId}::uuid, ${by.at})
    ON CONFLICT DO NOTHING`
  return added === 1
}

/** Adds what the driver does not agree with. One statement. */
export async function insertDispute(
  tx: Tx,
  session: Session,
  dispute: { notePaperId: string | null; statement: string },
  by: Acting,
): Promise<number> {
  const sequence = (session.disputes.at(-1)?.sequence ?? 0) + 1
  await tx.$executeRaw`
    INSERT INTO reconciliation_dispute (account_set_id, paper_id, sequence, note_paper_id, statement, raised_by_id, raised_at)
    VALUES (${session.accountSetId}, ${session.paperId}::uuid, ${sequence}, ${dispute.notePaperId}::uuid, ${dispute.statement},
      ${by.actorId}::uuid, ${by.at})`
  return sequence
}

/** Ends a dispute with a manager's ruling; false when it was ruled before. One statement. */
export async function saveRuling(
  tx: Tx,
  { accountSetId, paperId }: PaperKey,
  ruled: { sequence: number; outcome: string; ruling: string },
  by: Acting,
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE reconciliation_dispute SET outcome = ${ruled.outcome}, ruling = ${ruled.ruling}, ruled_by_id = ${by.actorId}::uuid, ruled_at = ${by.at}
    WHERE account_set_id = ${accountSetId} AND paper_id = ${paperId}::uuid AND sequence = ${ruled.sequence} AND outcome IS NULL`
  return changed === 1
}

/** Adds the driver's signature over the sheet as it stands. One statement. */
export async function insertAgreement(
  tx: Tx,
  session: Session,
  agreement: {
    sheetHash: Buffer
    notePaperIds: readonly string[]
    method: string
    address: string | null
    userAgent: string | null
  },
  by: Acting,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO reconciliation_agreement (account_set_id, paper_id, sequence, sheet_hash, note_paper_ids, method, address, user_agent, at)
    VALUES (${session.accountSetId}, ${session.paperId}::uuid, ${session.agreements + 1}, ${agreement.sheetHash},
      ${[...agreement.notePaperIds]}::uuid[], ${agreement.method}, ${agreement.address}, ${agreement.userAgent}, ${by.at})`
}

/**
 * Closes the session from the version seen: its sheet and figures are frozen, and every note of the sheet is bound to it,
 * once for ever. False when somebody closed it or bound a note before. One statement.
 */
export async function closeSession(tx: Tx, session: Session, sheet: Sheet, by: Acting): Promise<boolean> {
  const { accountSetId, paperId, version } = session
  const notes = sheet.notes.map(({ paperId: note, cashFen, freightFen }) => ({ note, cashFen, freightFen }))
  const rows = await tx.$queryRaw<{ closed: number; bound: number }[]>`
    WITH closed AS (UPDATE driver_reconciliation SET status = 'CLOSED', closed_by_id = ${by.actorId}::uuid, closed_at = ${by.at},
        sheet = ${JSON.stringify(sheet)}::jsonb, expected_fen = ${BigInt(sheet.expectedFen)}, counted_fen = ${BigInt(sheet.countedFen)},
        difference_fen = ${BigInt(sheet.differenceFen)}, difference_reason = ${sheet.reason}, version = version + 1
      WHERE account_set_id = ${accountSetId} AND paper_id = ${paperId}::uuid AND status = 'OPEN' AND version = ${version} RETURNING 1),
    bound AS (UPDATE reconciliation_note n SET reconciliation_id = ${paperId}::uuid, cash_fen = s."cashFen", freight_fen = s."freightFen"
      FROM jsonb_to_recordset(${JSON.stringify(notes)}::jsonb) AS s(note uuid, "cashFen" bigint, "freightFen" bigint)
      WHERE n.account_set_id = ${accountSetId} AND n.paper_id = s.note AND n.driver_id = ${session.driverId}::uuid
        AND n.reconciliation_id IS NULL RETURNING 1)
    SELECT (SELECT count(*)::int FROM closed) AS closed, (SELECT count(*)::int FROM bound) AS bound`
  return rows[0]?.closed === 1 && rows[0].bound === sheet.notes.length
}

/** What a driver came to owe, or to have paid too much. */
export type DifferenceDraft = {
  driverId: string
  side: 'SHORT' | 'OVER'
  cause: 'COUNT' | 'RULING'
  amountFen: bigint
  businessDate: string
}

/** Enters what a driver owes since a session, or owes less since a ruling on it. One statement. */
export async function enterDifference(
  tx: Tx,
  { accountSetId, paperId }: PaperKey,
  difference: DifferenceDraft,
  by: Acting,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO driver_difference (account_set_id, paper_id, cause, driver_id, side, amount_fen, business_date, recorded_by_id, recorded_at)
    VALUES (${accountSetId}, ${paperId}::uuid, ${difference.cause}, ${difference.driverId}::uuid, ${difference.side},
      ${difference.amountFen}, ${difference.businessDate}::date, ${by.actorId}::uuid, ${by.at})`
}
