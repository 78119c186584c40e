import type { DiversionContent } from '#lib/domain/diversions/content.ts'
import type { Tx } from '#lib/db/client.ts'
import type { PaperKey } from '#lib/papers/custody.ts'

export type DiversionGround = { numberFormat: string; customerName: string | null }

/** How the account set numbers its papers, and the name of the customer at whom the code was found; null for foreign books. */
export async function readDiversionGround(
  tx: Tx,
  accountSetId: number,
  foundCustomerId: string | null,
): Promise<DiversionGround | null> {
  const rows = await tx.$queryRaw<DiversionGround[]>`
    SELECT s.number_format AS "numberFormat", c.name AS "customerName" FROM account_set s
    LEFT JOIN customer c ON c.account_set_id = s.id AND c.id = ${foundCustomerId}::uuid
    WHERE s.id = ${accountSetId}`
  return rows[0] ?? null
}

/** Writes the paper and its case with the photograph that was filed with it; what it says is never changed. One statement. */
export async function insertDiversion(
  tx: Tx,
  content: DiversionContent,
  paper: {
    period: string
    sequence: number
    businessDate: string
    contentHash: Buffer
    chainHash: Buffer
    at: Date
  },
  pictureHash: Buffer | null,
): Promise<void> {
  const { accountSetId, paperId, number, code, foundOn, foundCustomerId, foundAt, remark, reportedById } =
    content
  await tx.$executeRaw`
    WITH papers AS (
      INSERT INTO paper (account_set_id, id, kind, number, period, sequence, business_date, content_hash, created_by_id, created_at, chain_hash)
      VALUES (${accountSetId}, ${paperId}::uuid, 'DIVERSION_CASE', ${number}, ${paper.period}, ${paper.sequence},
        ${paper.businessDate}::date, ${paper.contentHash}, ${reportedById}::uuid, ${paper.at}, ${paper.chainHash})),
    pictures AS (
      INSERT INTO paper_attachment (account_set_id, paper_id, hash, purpose, created_by_id, created_at)
      SELECT ${accountSetId}, ${paperId}::uuid, p.hash, 'GOODS', ${reportedById}::uuid, ${paper.at}
      FROM (SELECT ${pictureHash}::bytea AS hash) p WHERE p.hash IS NOT NULL)
    INSERT INTO diversion_case (account_set_id, paper_id, code, found_on, found_customer_id, found_at, remark, evidence,
      reported_by_id, reported_at, status)
    VALUES (${accountSetId}, ${paperId}::uuid, ${code}, ${foundOn}::date, ${foundCustomerId}::uuid, ${foundAt}, ${remark},
      ${JSON.stringify(content.evidence)}::jsonb, ${reportedById}::uuid, ${paper.at}, 'OPEN')`
}

export type RuledCase = { number: string; status: string; reportedById: string; version: number }

/** The case, held. */
export async function holdDiversion(tx: Tx, { accountSetId, paperId }: PaperKey): Promise<RuledCase | null> {
  const rows = await tx.$queryRaw<RuledCase[]>`
    SELECT p.number, d.status, d.reported_by_id AS "reportedById", d.version
    FROM diversion_case d JOIN paper p ON p.account_set_id = d.account_set_id AND p.id = d.paper_id
    WHERE d.account_set_id = ${accountSetId} AND d.paper_id = ${paperId}::uuid FOR UPDATE OF p, d`
  return rows[0] ?? null
}

/** Closes the case with its ruling; false when somebody ruled before. */
export async function saveRuling(
  tx: Tx,
  { accountSetId, paperId }: PaperKey,
  seen: { version: number },
  ruled: { ruling: string; byId: string; at: Date },
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE diversion_case SET status = 'CLOSED', ruling = ${ruled.ruling}, ruled_by_id = ${ruled.byId}::uuid, ruled_at = ${ruled.at},
      version = version + 1
    WHERE account_set_id = ${accountSetId} AND paper_id = ${paperId}::uuid AND status = 'OPEN' AND version = ${seen.version}`
  return changed === 1
}
