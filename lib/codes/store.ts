import type { KeptCode } from '#lib/codes/sort-scans.ts'
import type { Tx } from '#lib/db/client.ts'

type PaperKey = { accountSetId: number; paperId: string }

/** Why a code is no longer bound to a paper. */
export type ReleaseCause = 'REMOVED' | 'REFUSED' | 'VOIDED' | 'REVERSED'

export type Captured = {
  /** False when another device added or took back codes since they were read. */
  isCurrent: boolean
  /** The codes now bound to this paper; one missing here was bound elsewhere in the same moment. */
  bound: ReadonlySet<string>
}

/**
 * Writes codes on a paper: one statement for any number of them. The paper's row must be locked by the caller;
 * `seen` is the state the decision was made on.
 */
export async function insertCodes(
  tx: Tx,
  key: PaperKey,
  codes: readonly KeptCode[],
  seen: { lastSequence: number; releaseCount: number },
  by: { actorId: string; at: Date },
): Promise<Captured> {
  const drafts = codes.map((code, index) => ({ ...code, sequence: seen.lastSequence + index + 1 }))
  const rows = await tx.$queryRaw<{ isCurrent: boolean; bound: string[] }[]>`
    WITH draft AS (SELECT * FROM jsonb_to_recordset(${JSON.stringify(drafts)}::jsonb)
        AS d(sequence int, "lineNo" int, kind text, code text)),
    current AS MATERIALIZED (SELECT
        (SELECT coalesce(max(c.sequence), 0) FROM code_capture c
          WHERE c.account_set_id = ${key.accountSetId} AND c.paper_id = ${key.paperId}::uuid) = ${seen.lastSequence}
        AND (SELECT count(*) FROM code_release r
          WHERE r.account_set_id = ${key.accountSetId} AND r.paper_id = ${key.paperId}::uuid) = ${seen.releaseCount} AS yes),
    bound AS (INSERT INTO code_holding (account_set_id, code, paper_id, line_no, sequence, kind, product_id)
      SELECT ${key.accountSetId}, d.code, ${key.paperId}::uuid, d."lineNo", d.sequence, d.kind, l.product_id
      FROM draft d JOIN delivery_note_line l ON l.account_set_id = ${key.accountSetId} AND l.paper_id = ${key.paperId}::uuid
        AND l.line_no = d."lineNo", current WHERE current.yes ORDER BY d.code ON CONFLICT DO NOTHING RETURNING code),
    kept AS (INSERT INTO code_capture (account_set_id, paper_id, sequence, line_no, kind, code, captured_by_id, at)
      SELECT ${key.accountSetId}, ${key.paperId}::uuid, d.sequence, d."lineNo", d.kind, d.code,
        ${by.actorId}::uuid, ${by.at} FROM draft d JOIN bound USING (code))
    SELECT (SELECT yes FROM current) AS "isCurrent", array(SELECT code FROM bound) AS bound`
  const row = rows[0]
  return { isCurrent: row?.isCurrent === true, bound: new Set(row?.bound ?? []) }
}

/**
 * Takes codes of a paper back, so that they can be bound again; `codes` null takes all of them. Answers the
 * codes that were bound until now.
 */
export async function releaseCodes(
  tx: Tx,
  key: PaperKey,
  codes: readonly string[] | null,
  cause: ReleaseCause,
  by: { actorId: string; at: Date },
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ code: string }[]>`
    WITH freed AS (DELETE FROM code_holding h
      WHERE h.account_set_id = ${key.accountSetId} AND h.paper_id = ${key.paperId}::uuid
        AND (${codes === null} OR h.code = ANY(${[...(codes ?? [])]}::text[]))
      RETURNING h.code, h.sequence),
    release AS (INSERT INTO code_release (account_set_id, paper_id, sequence, cause, released_by_id, at)
      SELECT ${key.accountSetId}, ${key.paperId}::uuid, sequence, ${cause}, ${by.actorId}::uuid, ${by.at} FROM freed)
    SELECT code FROM freed ORDER BY code`
  return rows.map((row) => row.code)
}
