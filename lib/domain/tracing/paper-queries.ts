import type { Person } from '#lib/auth/actor.ts'
import type { PaperCodes } from '#lib/domain/tracing/trace.ts'
import type { Reader } from '#lib/db/client.ts'
import type { PaperKey } from '#lib/papers/custody.ts'
import { withinGoodsScope } from '#lib/papers/goods/scope.ts'
import { withinScope } from '#lib/papers/note-scope.ts'

/** Codes of one page. */
export const CODES_A_PAGE = 200

/**
 * The codes on the stub of a note or goods paper, from the one after `after` on, with how many each line has; null where
 * the person may not see the paper. One statement.
 */
export async function readPaperCodes(
  reader: Reader,
  person: Person,
  { accountSetId, paperId }: PaperKey,
  after: number,
): Promise<PaperCodes | null> {
  const rows = await reader.$queryRaw<Omit<PaperCodes, 'nextAfter'>[]>`
    SELECT p.account_set_id AS "accountSetId", p.id AS "paperId", p.kind, p.number,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('lineNo', c.line_no, 'codes', c.codes,
          'productName', coalesce(dl.product_name, gl.product_name, '')) ORDER BY c.line_no), '[]')
        FROM (SELECT q.line_no, count(*)::int AS codes FROM code_capture q
          WHERE q.account_set_id = p.account_set_id AND q.paper_id = p.id
            AND NOT EXISTS (SELECT FROM code_release f WHERE f.account_set_id = q.account_set_id AND f.paper_id = q.paper_id
              AND f.sequence = q.sequence AND f.cause = 'REMOVED') GROUP BY 1) c
        LEFT JOIN delivery_note_line dl ON dl.account_set_id = p.account_set_id AND dl.paper_id = p.id AND dl.line_no = c.line_no
        LEFT JOIN goods_paper_line gl ON gl.account_set_id = p.account_set_id AND gl.paper_id = p.id AND gl.line_no = c.line_no) AS lines,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('sequence', c.sequence, 'lineNo', c.line_no, 'kind', c.kind, 'code', c.code,
          'isDamaged', c.is_damaged, 'bottles', c.bottles, 'releasedCause', c.cause, 'lostOn', c.lost_on) ORDER BY c.sequence), '[]')
        FROM (SELECT q.*, f.cause, (SELECT count(*)::int FROM code_aggregation a
            WHERE a.account_set_id = q.account_set_id AND a.case_code = q.code) AS bottles,
            (SELECT x.number FROM code_loss l JOIN paper x ON x.account_set_id = l.account_set_id AND x.id = l.paper_id
              WHERE l.account_set_id = q.account_set_id AND l.capture_paper_id = q.paper_id AND l.capture_sequence = q.sequence
                AND l.taken_back_at IS NULL) AS lost_on
          FROM code_capture q LEFT JOIN code_release f USING (account_set_id, paper_id, sequence)
          WHERE q.account_set_id = p.account_set_id AND q.paper_id = p.id AND q.sequence > ${after}
            AND f.cause IS DISTINCT FROM 'REMOVED'
          ORDER BY q.sequence LIMIT ${CODES_A_PAGE + 1}) c) AS codes
    FROM paper p
    LEFT JOIN delivery_note n ON n.account_set_id = p.account_set_id AND n.paper_id = p.id
    LEFT JOIN goods_paper g ON g.account_set_id = p.account_set_id AND g.paper_id = p.id
    WHERE p.account_set_id = ${accountSetId} AND p.id = ${paperId}::uuid
      AND CASE WHEN n.paper_id IS NOT NULL THEN ${withinScope(person)} ELSE g.paper_id IS NOT NULL AND ${withinGoodsScope(person)} END`
  const row = rows[0]
  if (!row) return null
  const codes = row.codes.slice(0, CODES_A_PAGE)
  return {
    ...row,
    codes,
    nextAfter: row.codes.length > CODES_A_PAGE ? (codes.at(-1)?.sequence ?? null) : null,
  }
}
