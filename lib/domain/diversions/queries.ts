import type { Person } from '#lib/auth/actor.ts'
import type { Reader } from '#lib/db/client.ts'
import { frozenTrace } from '#lib/domain/diversions/evidence.ts'
import type { BareTrace } from '#lib/papers/code-losses.ts'
import type { CodeTrace } from '#lib/papers/code-trace.ts'
import type { PaperKey } from '#lib/papers/custody.ts'

export type DiversionRow = {
  accountSetId: number
  paperId: string
  number: string
  code: string
  status: 'OPEN' | 'CLOSED'
  foundOn: string
  foundAt: string
  reportedBy: string
  reportedAt: string
}

export type DiversionDetail = DiversionRow & {
  accountSetName: string
  remark: string
  reportedById: string
  evidence: CodeTrace
  ruling: string | null
  ruledBy: string | null
  ruledAt: string | null
  contentHash: string
  /** Hashes of its photographs, hex. */
  pictures: string[]
}

const PAGE = 50

/** Cases of the person's account sets, newest first; `status` null for all. One statement. */
export async function listDiversions(
  reader: Reader,
  person: Pick<Person, 'accountSetIds'>,
  wish: { status: string | null; before: string | null },
): Promise<{ rows: DiversionRow[]; olderThan: string | null }> {
  const rows = await reader.$queryRaw<DiversionRow[]>`
    SELECT d.account_set_id AS "accountSetId", d.paper_id AS "paperId", p.number, d.code, d.status, d.found_on::text AS "foundOn",
      d.found_at AS "foundAt", u.display_name AS "reportedBy", to_char(d.reported_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "reportedAt"
    FROM diversion_case d JOIN paper p ON p.account_set_id = d.account_set_id AND p.id = d.paper_id
    JOIN app_user u ON u.id = d.reported_by_id
    WHERE d.account_set_id = ANY(${[...person.accountSetIds]}::int[])
      AND (${wish.status}::text IS NULL OR d.status = ${wish.status}) AND (${wish.before}::uuid IS NULL OR d.paper_id < ${wish.before}::uuid)
    ORDER BY d.paper_id DESC LIMIT ${PAGE + 1}`
  const shown = rows.slice(0, PAGE)
  return { rows: shown, olderThan: rows.length > PAGE ? (shown.at(-1)?.paperId ?? null) : null }
}

/** One case with its frozen evidence; null outside the person's account sets. One statement. */
export async function readDiversion(
  reader: Reader,
  person: Pick<Person, 'accountSetIds'>,
  { accountSetId, paperId }: PaperKey,
): Promise<DiversionDetail | null> {
  const rows = await reader.$queryRaw<(Omit<DiversionDetail, 'evidence'> & { evidence: BareTrace })[]>`
    SELECT d.account_set_id AS "accountSetId", d.paper_id AS "paperId", p.number, d.code, d.status, d.found_on::text AS "foundOn",
      d.found_at AS "foundAt", u.display_name AS "reportedBy", to_char(d.reported_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "reportedAt",
      s.name AS "accountSetName", d.remark, d.reported_by_id AS "reportedById", d.evidence, d.ruling, r.display_name AS "ruledBy",
      to_char(d.ruled_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "ruledAt", encode(p.content_hash, 'hex') AS "contentHash",
      array(SELECT encode(a.hash, 'hex') FROM paper_attachment a WHERE a.account_set_id = d.account_set_id AND a.paper_id = d.paper_id
        ORDER BY a.created_at) AS pictures
    FROM diversion_case d JOIN paper p ON p.account_set_id = d.account_set_id AND p.id = d.paper_id
    JOIN account_set s ON s.id = d.account_set_id JOIN app_user u ON u.id = d.reported_by_id
    LEFT JOIN app_user r ON r.id = d.ruled_by_id
    WHERE d.account_set_id = ${accountSetId} AND d.paper_id = ${paperId}::uuid
      AND d.account_set_id = ANY(${[...person.accountSetIds]}::int[])`
  const row = rows[0]
  return row ? { ...row, evidence: frozenTrace(row.evidence) } : null
}
