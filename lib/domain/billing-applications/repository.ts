import type { ApplicationContent } from '#lib/domain/billing-applications/content.ts'
import type { ApplicationStatus } from '#lib/domain/billing-applications/states.ts'
import { chainStart } from '#lib/papers/paper.ts'
import type { Tx } from '#lib/db/client.ts'

/** The number of an application on this order that still counts, or null. */
export async function openApplicationOn(
  tx: Tx,
  order: { accountSetId: number; orderId: string },
): Promise<string | null> {
  const rows = await tx.$queryRaw<{ number: string }[]>`
    SELECT p.number FROM billing_application a
    JOIN paper p ON p.account_set_id = a.account_set_id AND p.id = a.paper_id
    WHERE a.account_set_id = ${order.accountSetId} AND a.order_id = ${order.orderId}::uuid
      AND a.status IN ('SUBMITTED', 'APPROVED') LIMIT 1`
  return rows[0]?.number ?? null
}

export type ApplicationRecord = {
  accountSetId: number
  applicationId: string
  number: string
  period: string
  sequence: number
  businessDate: string
  hash: Buffer
  orderId: string
  customerId: string
  draftId: string | null
  applicantId: string
  reasons: readonly string[]
  remark: string
  content: ApplicationContent
  now: Date
}

/** Writes an application with its paper in one statement. */
export async function insertApplication(tx: Tx, record: ApplicationRecord): Promise<void> {
  const { accountSetId, applicationId, number, hash } = record
  const identity = { accountSetId, paperId: applicationId, number, contentHash: hash }
  const chain = chainStart({ ...identity, kind: 'BILLING_APPLICATION' })
  await tx.$executeRaw`
    WITH papers AS (INSERT INTO paper (account_set_id, id, kind, number, period, sequence, business_date, content_hash,
        created_by_id, created_at, chain_hash)
      VALUES (${accountSetId}, ${applicationId}::uuid, 'BILLING_APPLICATION', ${number}, ${record.period},
        ${record.sequence}, ${record.businessDate}::date, ${hash}, ${record.applicantId}::uuid, ${record.now}, ${chain}))
    INSERT INTO billing_application (account_set_id, paper_id, order_id, customer_id, draft_id, applicant_id, status,
      reasons, content, remark)
    VALUES (${accountSetId}, ${applicationId}::uuid, ${record.orderId}::uuid, ${record.customerId}::uuid,
      ${record.draftId}::uuid, ${record.applicantId}::uuid, 'SUBMITTED', ${[...record.reasons]}::text[],
      ${JSON.stringify(record.content)}::jsonb, ${record.remark})`
}

export type LockedApplication = {
  number: string
  status: ApplicationStatus
  applicantId: string
  version: number
}

/** Reads and locks one application; null outside these account sets. */
export async function lockApplication(
  tx: Tx,
  accountSetIds: readonly number[],
  key: { accountSetId: number; applicationId: string },
): Promise<LockedApplication | null> {
  if (!accountSetIds.includes(key.accountSetId)) return null
  const rows = await tx.$queryRaw<LockedApplication[]>`
    SELECT p.number, a.status, a.applicant_id AS "applicantId", a.version
    FROM billing_application a JOIN paper p ON p.account_set_id = a.account_set_id AND p.id = a.paper_id
    WHERE a.account_set_id = ${key.accountSetId} AND a.paper_id = ${key.applicationId}::uuid FOR UPDATE OF a`
  return rows[0] ?? null
}

/** Keeps the decision. Answers whether the application still stood as seen. */
export async function markDecided(
  tx: Tx,
  step: { accountSetId: number; applicationId: string; seenVersion: number },
  decision: {
    status: 'APPROVED' | 'REJECTED'
    remark: string
    actorId: string
    now: Date
    releaseFen: bigint | null
    releaseUntil: string | null
  },
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE billing_application SET status = ${decision.status}, decided_by_id = ${decision.actorId}::uuid,
      decided_at = ${decision.now}, decision_remark = ${decision.remark}, release_fen = ${decision.releaseFen},
      release_until = ${decision.releaseUntil}::date, version = version + 1
    WHERE account_set_id = ${step.accountSetId} AND paper_id = ${step.applicationId}::uuid
      AND version = ${step.seenVersion} AND status = 'SUBMITTED'`
  return changed === 1
}

/** Withdraws an application that no note has used. Answers whether it still stood as seen. */
export async function markWithdrawn(
  tx: Tx,
  step: { accountSetId: number; applicationId: string; seenVersion: number },
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE billing_application SET status = 'WITHDRAWN', version = version + 1
    WHERE account_set_id = ${step.accountSetId} AND paper_id = ${step.applicationId}::uuid
      AND version = ${step.seenVersion} AND status IN ('SUBMITTED', 'APPROVED')`
  return changed === 1
}
