import type { CodeKind } from '#lib/codes/policy.ts'
import type { Tx } from '#lib/db/client.ts'

type PaperKey = { accountSetId: number; paperId: string }

/** Keeps the report of a label that cannot be read. The caller holds the paper; `sequence` is the next one. */
export async function insertDamaged(
  tx: Tx,
  key: PaperKey,
  report: { sequence: number; lineNo: number; kind: CodeKind; code: string; reason: string },
  by: { actorId: string; at: Date },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO damaged_code (account_set_id, paper_id, sequence, line_no, kind, code, reason, reported_by_id, reported_at)
    VALUES (${key.accountSetId}, ${key.paperId}::uuid, ${report.sequence}, ${report.lineNo}, ${report.kind},
      ${report.code}, ${report.reason}, ${by.actorId}::uuid, ${by.at})`
}

/**
 * The second person's decision, once. An approved one is captured under `code` (a substitute where nothing can
 * be read) with both names on it. False when it was decided before, the code is bound by now, or codes came in
 * since they were read. One statement; the caller holds the paper.
 */
export async function decideDamaged(
  tx: Tx,
  key: PaperKey,
  decided: {
    sequence: number
    decision: 'APPROVED' | 'REFUSED'
    code: string
    seen: { lastSequence: number; releaseCount: number }
  },
  by: { actorId: string; at: Date },
): Promise<boolean> {
  const { lastSequence, releaseCount } = decided.seen
  const captureSequence = lastSequence + 1
  const rows = await tx.$queryRaw<{ moved: number; bound: number }[]>`
    WITH current AS MATERIALIZED (SELECT
        (SELECT coalesce(max(c.sequence), 0) FROM code_capture c
          WHERE c.account_set_id = ${key.accountSetId} AND c.paper_id = ${key.paperId}::uuid) = ${lastSequence}
        AND (SELECT count(*) FROM code_release r
          WHERE r.account_set_id = ${key.accountSetId} AND r.paper_id = ${key.paperId}::uuid) = ${releaseCount} AS yes),
    moved AS (UPDATE damaged_code m SET decision = ${decided.decision}, decided_by_id = ${by.actorId}::uuid, decided_at = ${by.at},
        capture_sequence = CASE WHEN ${decided.decision} = 'APPROVED' THEN ${captureSequence}::int END
      FROM current WHERE current.yes AND m.account_set_id = ${key.accountSetId} AND m.paper_id = ${key.paperId}::uuid
        AND m.sequence = ${decided.sequence} AND m.decision IS NULL
      RETURNING m.*),
    bound AS (INSERT INTO code_holding (account_set_id, code, paper_id, line_no, sequence, kind, product_id)
      SELECT m.account_set_id, ${decided.code}, m.paper_id, m.line_no, m.capture_sequence, m.kind, l.product_id
      FROM moved m JOIN delivery_note_line l USING (account_set_id, paper_id, line_no)
      WHERE m.decision = 'APPROVED' ON CONFLICT DO NOTHING RETURNING 1),
    kept AS (INSERT INTO code_capture (account_set_id, paper_id, sequence, line_no, kind, code, is_damaged, reason,
        approved_by_id, captured_by_id, at)
      SELECT account_set_id, paper_id, capture_sequence, line_no, kind, ${decided.code}, true, reason, decided_by_id,
        reported_by_id, ${by.at} FROM moved WHERE decision = 'APPROVED')
    SELECT (SELECT count(*)::int FROM moved) AS moved, (SELECT count(*)::int FROM bound) AS bound`
  const row = rows[0]
  return row?.moved === 1 && row.bound === (decided.decision === 'APPROVED' ? 1 : 0)
}
