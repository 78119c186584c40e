import type { Tx } from '#lib/db/client.ts'

/** Who does not agree: a person of the desk who was told so, or the customer in the answer to a statement. */
export type DisputeSource = { openedById: string } | { statementId: string }

/**
 * Notes that a customer does not agree with papers; a paper that is disputed already stays as it is. The caller holds the
 * papers, or is the only one to write about them. One statement. Answers the papers that are disputed by it.
 */
export async function openDisputes(
  tx: Tx,
  accountSetId: number,
  paperIds: readonly string[],
  said: { reason: string; at: Date } & DisputeSource,
): Promise<string[]> {
  const openedById = 'openedById' in said ? said.openedById : null
  const statementId = 'statementId' in said ? said.statementId : null
  const rows = await tx.$queryRaw<{ paperId: string }[]>`
    INSERT INTO paper_dispute (account_set_id, paper_id, sequence, reason, opened_by_id, statement_id, opened_at)
    SELECT p.account_set_id, p.id, 1 + (SELECT count(*) FROM paper_dispute d WHERE d.account_set_id = p.account_set_id AND d.paper_id = p.id),
      ${said.reason}, ${openedById}::uuid, ${statementId}::uuid, ${said.at}
    FROM (SELECT account_set_id, id FROM paper WHERE account_set_id = ${accountSetId} AND id = ANY(${[...paperIds]}::uuid[])
      ORDER BY id FOR UPDATE) p
    ON CONFLICT (account_set_id, paper_id) WHERE closed_at IS NULL DO NOTHING
    RETURNING paper_id AS "paperId"`
  return rows.map(({ paperId }) => paperId)
}

/** Ends the open dispute of a paper, with what came of it; false where there is none. One statement. */
export async function closeDispute(
  tx: Tx,
  { accountSetId, paperId }: { accountSetId: number; paperId: string },
  closed: { outcome: string; closedById: string; at: Date },
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE paper_dispute SET closed_by_id = ${closed.closedById}::uuid, closed_at = ${closed.at}, outcome = ${closed.outcome}
    WHERE account_set_id = ${accountSetId} AND paper_id = ${paperId}::uuid AND closed_at IS NULL`
  return changed === 1
}

/** A note, held, with its customer and whether it is disputed. */
export type DisputedNote = { number: string; customerId: string; status: string; isDisputed: boolean }

/**
 * Holds a delivery note for saying or ending a dispute; null when there is none. Held first and read then, or a dispute
 * that was waited for would not be seen. Two statements.
 */
export async function holdDisputedNote(
  tx: Tx,
  { accountSetId, paperId }: { accountSetId: number; paperId: string },
): Promise<DisputedNote | null> {
  await tx.$queryRaw`
    SELECT 1 FROM paper WHERE account_set_id = ${accountSetId} AND id = ${paperId}::uuid FOR UPDATE`
  const rows = await tx.$queryRaw<DisputedNote[]>`
    SELECT p.number, n.customer_id AS "customerId", n.status, EXISTS (SELECT FROM paper_dispute d
      WHERE d.account_set_id = p.account_set_id AND d.paper_id = p.id AND d.closed_at IS NULL) AS "isDisputed"
    FROM paper p JOIN delivery_note n ON n.account_set_id = p.account_set_id AND n.paper_id = p.id
    WHERE p.account_set_id = ${accountSetId} AND p.id = ${paperId}::uuid`
  return rows[0] ?? null
}
