import type { CodedKey, CodedPaper } from '#lib/codes/coded-paper.ts'
import type { CodeKind } from '#lib/codes/policy.ts'
import { type CodeDraft, draftsOf } from '#lib/codes/store.ts'
import type { Tx } from '#lib/db/client.ts'

/**
 * Keeps the report of a label that cannot be read. The caller holds the paper; `sequence` is the one after those it saw.
 * False when another was reported in the same moment. One statement.
 */
export async function insertDamaged(
  tx: Tx,
  key: CodedKey,
  report: { sequence: number; lineNo: number; kind: CodeKind; code: string; reason: string },
  by: { actorId: string; at: Date },
): Promise<boolean> {
  const written = await tx.$executeRaw`
    INSERT INTO damaged_code (account_set_id, paper_id, sequence, line_no, kind, code, reason, reported_by_id, reported_at)
    SELECT ${key.accountSetId}, ${key.paperId}::uuid, ${report.sequence}, ${report.lineNo}, ${report.kind},
      ${report.code}, ${report.reason}, ${by.actorId}::uuid, ${by.at}
    WHERE NOT EXISTS (SELECT FROM damaged_code m WHERE m.account_set_id = ${key.accountSetId}
      AND m.paper_id = ${key.paperId}::uuid AND m.sequence >= ${report.sequence})`
  return written === 1
}

type Decided = {
  sequence: number
  lineNo: number
  kind: CodeKind
  decision: 'APPROVED' | 'REFUSED'
  code: string
}

/**
 * The second person's decision, once. An approved one is captured under `code` (a substitute where nothing can
 * be read) with both names on it, and taken over from where it stood. False when it was decided before, the code
 * stands elsewhere by now, or codes came in since they were read. One statement; the caller holds the paper.
 */
export async function decideDamaged(
  tx: Tx,
  paper: CodedPaper<string>,
  decided: Decided,
  by: { actorId: string; at: Date },
): Promise<boolean> {
  const { accountSetId, paperId, lastSequence, releaseCount } = paper
  const draft: CodeDraft | undefined = draftsOf(paper, [decided])[0]
  if (!draft) throw new Error('one code makes one draft')
  const isApproved = decided.decision === 'APPROVED'
  const rows = await tx.$queryRaw<{ moved: number; bound: number }[]>`
    WITH current AS MATERIALIZED (SELECT
        (SELECT coalesce(max(c.sequence), 0) FROM code_capture c
          WHERE c.account_set_id = ${accountSetId} AND c.paper_id = ${paperId}::uuid) = ${lastSequence}
        AND (SELECT count(*) FROM code_release r
          WHERE r.account_set_id = ${accountSetId} AND r.paper_id = ${paperId}::uuid) = ${releaseCount} AS yes),
    moved AS (UPDATE damaged_code m SET decision = ${decided.decision}, decided_by_id = ${by.actorId}::uuid, decided_at = ${by.at},
        capture_sequence = CASE WHEN ${isApproved} THEN ${draft.sequence}::int END
      FROM current WHERE current.yes AND m.account_set_id = ${accountSetId} AND m.paper_id = ${paperId}::uuid
        AND m.sequence = ${decided.sequence} AND m.decision IS NULL
      RETURNING m.*),
    bound AS (INSERT INTO code_holding AS h (account_set_id, code, paper_id, line_no, sequence, kind, product_id, hop, warehouse_id)
      SELECT m.account_set_id, ${draft.code}, m.paper_id, m.line_no, m.capture_sequence, m.kind, ${draft.productId}::uuid,
        ${draft.hop}::int, ${draft.standsAt}::uuid FROM moved m WHERE m.decision = 'APPROVED'
      ON CONFLICT (account_set_id, code) DO UPDATE SET paper_id = excluded.paper_id, line_no = excluded.line_no,
        sequence = excluded.sequence, kind = excluded.kind, hop = excluded.hop, warehouse_id = excluded.warehouse_id
      WHERE h.paper_id = ${draft.fromPaperId}::uuid AND h.sequence = ${draft.fromSequence}::int
      RETURNING 1),
    kept AS (INSERT INTO code_capture (account_set_id, paper_id, sequence, line_no, kind, code, is_damaged, reason,
        approved_by_id, captured_by_id, at, hop, warehouse_id)
      SELECT account_set_id, paper_id, capture_sequence, line_no, kind, ${draft.code}, true, reason, decided_by_id,
        reported_by_id, ${by.at}, ${draft.hop}::int, ${draft.standsAt}::uuid FROM moved WHERE decision = 'APPROVED')
    SELECT (SELECT count(*)::int FROM moved) AS moved, (SELECT count(*)::int FROM bound) AS bound`
  const row = rows[0]
  return row?.moved === 1 && row.bound === (isApproved ? 1 : 0)
}
