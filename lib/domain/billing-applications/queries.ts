import type { Person } from '#lib/auth/actor.ts'
import type { ApplicationContent } from '#lib/domain/billing-applications/content.ts'
import type { ApplicationStatus } from '#lib/domain/billing-applications/states.ts'
import type { Reader } from '#lib/db/client.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'
import { Prisma } from '#prisma/generated/client.ts'

type Scope = Pick<Person, 'accountSetIds' | 'userId'>

/** Which applications a list shows: those this person can decide on, their own, or all. */
export const APPLICATION_VIEWS = ['waiting', 'mine', 'all'] as const
export type ApplicationView = (typeof APPLICATION_VIEWS)[number]

/** An application as its list shows it. The amount is yuan as decimal text. */
export type ApplicationRow = {
  accountSetId: number
  applicationId: string
  number: string
  status: ApplicationStatus
  customerName: string
  gross: string
  reasons: string[]
  applicantName: string
  isOwn: boolean
  /** ISO 8601. */
  submittedAt: string
}

const PAGE = 40

/** Applications of the reader's account sets, newest first, a page by key. One statement. */
export async function listApplications(
  reader: Reader,
  scope: Scope,
  wish: { view: ApplicationView; before: string | null },
): Promise<{ rows: ApplicationRow[]; olderThan: string | null }> {
  const found = await reader.$queryRaw<(Omit<ApplicationRow, 'submittedAt'> & { submittedAt: Date })[]>`
    SELECT a.account_set_id AS "accountSetId", a.paper_id AS "applicationId", p.number, a.status, a.reasons,
      a.content->>'customerName' AS "customerName", a.content->>'gross' AS gross, u.display_name AS "applicantName",
      a.applicant_id = ${scope.userId}::uuid AS "isOwn", p.created_at AS "submittedAt"
    FROM unnest(${[...scope.accountSetIds]}::int[]) AS s(id)
    CROSS JOIN LATERAL (
      SELECT * FROM billing_application b
      WHERE b.account_set_id = s.id AND (${wish.before}::uuid IS NULL OR b.paper_id < ${wish.before}::uuid)
        AND ${viewOf(wish.view, scope)}
      ORDER BY b.paper_id DESC LIMIT ${PAGE + 1}) a
    JOIN paper p ON p.account_set_id = a.account_set_id AND p.id = a.paper_id
    JOIN app_user u ON u.id = a.applicant_id
    ORDER BY a.paper_id DESC LIMIT ${PAGE + 1}`
  const rows = found.slice(0, PAGE).map((row) => ({ ...row, submittedAt: row.submittedAt.toISOString() }))
  return { rows, olderThan: found.length > PAGE ? (rows.at(-1)?.applicationId ?? null) : null }
}

function viewOf(view: ApplicationView, scope: Scope): Prisma.Sql {
  switch (view) {
    case 'waiting':
      return Prisma.sql`b.status = 'SUBMITTED' AND b.applicant_id <> ${scope.userId}::uuid`
    case 'mine':
      return Prisma.sql`b.applicant_id = ${scope.userId}::uuid`
    case 'all':
      return Prisma.sql`true`
  }
}

/** Everything an application's page shows. */
export type ApplicationDetail = Omit<ApplicationRow, 'customerName' | 'gross'> & {
  version: number
  remark: string
  orderId: string
  orderNumber: string
  draftId: string | null
  decidedBy: string | null
  decidedAt: string | null
  decisionRemark: string
  /** How far (in yuan) and until when the consent goes; null: without such a limit. */
  releaseUpTo: string | null
  releaseUntil: string | null
  usedByNumber: string | null
  usedByPaperId: string | null
  content: ApplicationContent
}

type StoredApplication = Omit<ApplicationDetail, 'submittedAt' | 'decidedAt' | 'releaseUpTo'> & {
  releaseFen: bigint | null
  submittedAt: Date
  decidedAt: Date | null
}

/** One application of the reader's account sets; null when there is none. One statement. */
export async function applicationDetail(
  reader: Reader,
  scope: Scope,
  applicationId: string,
): Promise<ApplicationDetail | null> {
  const rows = await reader.$queryRaw<StoredApplication[]>`
    SELECT a.account_set_id AS "accountSetId", a.paper_id AS "applicationId", p.number, a.status, a.reasons, a.version,
      a.remark, a.content, a.order_id AS "orderId", o.number AS "orderNumber", a.draft_id AS "draftId",
      u.display_name AS "applicantName", a.applicant_id = ${scope.userId}::uuid AS "isOwn", p.created_at AS "submittedAt",
      d.display_name AS "decidedBy", a.decided_at AS "decidedAt", coalesce(a.decision_remark, '') AS "decisionRemark",
      a.release_fen AS "releaseFen", a.release_until::text AS "releaseUntil",
      n.number AS "usedByNumber", a.used_by_paper_id AS "usedByPaperId"
    FROM billing_application a
    JOIN paper p ON p.account_set_id = a.account_set_id AND p.id = a.paper_id
    JOIN paper o ON o.account_set_id = a.account_set_id AND o.id = a.order_id
    JOIN app_user u ON u.id = a.applicant_id
    LEFT JOIN app_user d ON d.id = a.decided_by_id
    LEFT JOIN paper n ON n.account_set_id = a.account_set_id AND n.id = a.used_by_paper_id
    WHERE a.account_set_id = ANY (${[...scope.accountSetIds]}::int[]) AND a.paper_id = ${applicationId}::uuid`
  const row = rows[0]
  if (row === undefined) return null
  const { releaseFen, ...rest } = row
  return {
    ...rest,
    releaseUpTo: releaseFen === null ? null : formatFenPlain(releaseFen),
    submittedAt: row.submittedAt.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
  }
}
