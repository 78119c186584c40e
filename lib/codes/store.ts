import type { CodedKey, CodedPaper } from '#lib/codes/coded-paper.ts'
import type { KeptCode } from '#lib/codes/sort-scans.ts'
import type { Tx } from '#lib/db/client.ts'

/** Why a code is no longer bound to a paper. */
export type ReleaseCause = 'REMOVED' | 'REFUSED' | 'VOIDED' | 'REVERSED'

export type Captured = {
  /** False when another device added or took back codes since they were read. */
  isCurrent: boolean
  /** The codes now bound to this paper; one missing here was bound elsewhere in the same moment. */
  bound: ReadonlySet<string>
}

/** A code as it will stand on the stub: what it is, where its goods will stand, and where it was seen before. */
export type CodeDraft = {
  sequence: number
  lineNo: number
  kind: string
  code: string
  productId: string
  standsAt: string | null
  hop: number
  /** The capture it is taken over from; null when it is new. */
  fromPaperId: string | null
  fromSequence: number | null
  /** The case it is taken out of, and that case's capture. */
  caseCode: string | null
  casePaperId: string | null
  caseSequence: number | null
}

/** Drafts of the codes in the order kept, one after the other behind the paper's last capture. */
export function draftsOf(paper: CodedPaper<string>, codes: readonly KeptCode[]): CodeDraft[] {
  return codes.map(({ lineNo, kind, code }, index) => {
    const line = paper.lines.find((each) => each.lineNo === lineNo)
    if (!line) throw new Error(`codes: ${paper.number} has no line ${lineNo}`)
    const seen = paper.bound.get(code)
    const isOwn = seen !== undefined && seen.caseCode === null
    const fromCase = seen !== undefined && !isOwn
    return {
      sequence: paper.lastSequence + index + 1,
      lineNo,
      kind,
      code,
      productId: line.productId,
      standsAt: line.standsAt,
      hop: isOwn ? seen.hop + 1 : 1,
      fromPaperId: isOwn ? seen.paperId : null,
      fromSequence: isOwn ? seen.sequence : null,
      caseCode: fromCase ? seen.caseCode : null,
      casePaperId: fromCase ? seen.paperId : null,
      caseSequence: fromCase ? seen.sequence : null,
    }
  })
}

/**
 * Writes codes on a paper and moves each from where it was seen: one statement for any number of them. Paper, codes and
 * cases must be held by the caller (`holdCodedPaper`). A code that stands somewhere else by now, a case that was opened
 * and a bottle whose case has gone are left out.
 */
export async function insertCodes(
  tx: Tx,
  paper: CodedPaper<string>,
  codes: readonly KeptCode[],
  by: { actorId: string; at: Date },
): Promise<Captured> {
  const { accountSetId, paperId, lastSequence, releaseCount } = paper
  const rows = await tx.$queryRaw<{ isCurrent: boolean; bound: string[] }[]>`
    WITH current AS MATERIALIZED (SELECT
        (SELECT coalesce(max(c.sequence), 0) FROM code_capture c
          WHERE c.account_set_id = ${accountSetId} AND c.paper_id = ${paperId}::uuid) = ${lastSequence}
        AND (SELECT count(*) FROM code_release r
          WHERE r.account_set_id = ${accountSetId} AND r.paper_id = ${paperId}::uuid) = ${releaseCount} AS yes),
    draft AS MATERIALIZED (SELECT d.* FROM current, jsonb_to_recordset(${JSON.stringify(draftsOf(paper, codes))}::jsonb)
        AS d(sequence int, "lineNo" int, kind text, code text, "productId" uuid, "standsAt" uuid, hop int, "fromPaperId" uuid,
          "fromSequence" int, "caseCode" text, "casePaperId" uuid, "caseSequence" int)
      WHERE current.yes
        AND NOT EXISTS (SELECT FROM code_aggregation a JOIN code_holding b USING (account_set_id, code)
          WHERE a.account_set_id = ${accountSetId} AND a.case_code = d.code)
        AND (d."fromPaperId" IS NOT NULL OR d."caseCode" IS NOT NULL OR NOT EXISTS (SELECT FROM code_aggregation a
          WHERE a.account_set_id = ${accountSetId} AND a.code = d.code))
        AND (d."caseCode" IS NULL OR EXISTS (SELECT FROM code_holding c WHERE c.account_set_id = ${accountSetId}
          AND c.code = d."caseCode" AND c.paper_id = d."casePaperId" AND c.sequence = d."caseSequence"))),
    born AS (INSERT INTO code_holding (account_set_id, code, paper_id, line_no, sequence, kind, product_id, hop, warehouse_id)
      SELECT ${accountSetId}, d.code, ${paperId}::uuid, d."lineNo", d.sequence, d.kind, d."productId", d.hop, d."standsAt"
      FROM draft d WHERE d."fromPaperId" IS NULL ORDER BY d.code ON CONFLICT DO NOTHING RETURNING code),
    moved AS (UPDATE code_holding h SET paper_id = ${paperId}::uuid, line_no = d."lineNo", sequence = d.sequence, kind = d.kind,
        hop = d.hop, warehouse_id = d."standsAt"
      FROM draft d WHERE h.account_set_id = ${accountSetId} AND h.code = d.code AND h.paper_id = d."fromPaperId"
        AND h.sequence = d."fromSequence" RETURNING h.code),
    bound AS (SELECT code FROM born UNION ALL SELECT code FROM moved),
    kept AS (INSERT INTO code_capture (account_set_id, paper_id, sequence, line_no, kind, code, captured_by_id, at, hop, warehouse_id)
      SELECT ${accountSetId}, ${paperId}::uuid, d.sequence, d."lineNo", d.kind, d.code, ${by.actorId}::uuid, ${by.at}, d.hop, d."standsAt"
      FROM draft d JOIN bound USING (code))
    SELECT (SELECT yes FROM current) AS "isCurrent", array(SELECT code FROM bound) AS bound`
  const row = rows[0]
  return { isCurrent: row?.isCurrent === true, bound: new Set(row?.bound ?? []) }
}

/**
 * Takes codes of a paper back: each goes where the newest capture before says (nowhere, when it was lost there), or is free
 * when there is none; what was learned of its bottles on this paper is forgotten with it. `codes` null takes all of them. Answers the codes taken
 * back. One statement.
 */
export async function releaseCodes(
  tx: Tx,
  { accountSetId, paperId }: CodedKey,
  codes: readonly string[] | null,
  cause: ReleaseCause,
  by: { actorId: string; at: Date },
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ code: string }[]>`
    WITH mine AS MATERIALIZED (SELECT c.sequence, c.code, coalesce(c.hop, 1) AS hop FROM code_capture c
      WHERE c.account_set_id = ${accountSetId} AND c.paper_id = ${paperId}::uuid
        AND (${codes === null} OR c.code = ANY(${[...(codes ?? [])]}::text[]))
        AND NOT EXISTS (SELECT FROM code_release r WHERE r.account_set_id = c.account_set_id AND r.paper_id = c.paper_id
          AND r.sequence = c.sequence)),
    released AS (INSERT INTO code_release (account_set_id, paper_id, sequence, cause, released_by_id, at)
      SELECT ${accountSetId}, ${paperId}::uuid, sequence, ${cause}, ${by.actorId}::uuid, ${by.at} FROM mine),
    forgotten AS (DELETE FROM code_aggregation a USING mine WHERE a.account_set_id = ${accountSetId}
        AND a.paper_id = ${paperId}::uuid AND a.case_code = mine.code),
    held AS MATERIALIZED (SELECT h.code, m.hop FROM code_holding h JOIN mine m ON m.code = h.code AND m.sequence = h.sequence
      WHERE h.account_set_id = ${accountSetId} AND h.paper_id = ${paperId}::uuid ORDER BY h.code FOR UPDATE OF h),
    before AS MATERIALIZED (SELECT held.code, b.* FROM held CROSS JOIN LATERAL (
      SELECT c.paper_id, c.line_no, c.sequence, c.kind, coalesce(c.hop, 1) AS hop,
        CASE WHEN NOT EXISTS (SELECT FROM code_loss l WHERE l.account_set_id = c.account_set_id AND l.capture_paper_id = c.paper_id
          AND l.capture_sequence = c.sequence AND l.taken_back_at IS NULL) THEN c.warehouse_id END AS warehouse_id FROM code_capture c
      WHERE c.account_set_id = ${accountSetId} AND c.code = held.code AND c.paper_id <> ${paperId}::uuid
        AND coalesce(c.hop, 1) < held.hop
        AND NOT EXISTS (SELECT FROM code_release r WHERE r.account_set_id = c.account_set_id AND r.paper_id = c.paper_id
          AND r.sequence = c.sequence)
      ORDER BY coalesce(c.hop, 1) DESC LIMIT 1) b),
    returned AS (UPDATE code_holding h SET paper_id = b.paper_id, line_no = b.line_no, sequence = b.sequence, kind = b.kind,
        hop = b.hop, warehouse_id = b.warehouse_id
      FROM before b WHERE h.account_set_id = ${accountSetId} AND h.code = b.code),
    freed AS (DELETE FROM code_holding h USING held WHERE h.account_set_id = ${accountSetId} AND h.code = held.code
        AND NOT EXISTS (SELECT FROM before b WHERE b.code = held.code))
    SELECT code FROM mine ORDER BY code`
  return rows.map((row) => row.code)
}
