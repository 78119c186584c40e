import type { Person } from '#lib/auth/actor.ts'
import type { Permission } from '#lib/auth/permissions.ts'
import type { RequestTrace } from '#lib/auth/session-store.ts'
import { giveBackTry, takeTry, type ThrottlePolicy } from '#lib/auth/throttle.ts'
import type { Database, Reader } from '#lib/db/client.ts'
import { orAway } from '#lib/db/constraint-errors.ts'
import type { StatementContent } from '#lib/domain/statements/content.ts'
import { type LinkKey, readLinkToken } from '#lib/domain/statements/link-token.ts'

/** From one address: a customer opens a link a few times, whoever guesses finds the door shut for longer and longer. */
const LINK_POLICY: ThrottlePolicy = {
  freeTries: 20,
  firstBlockSeconds: 60,
  longestBlockSeconds: 3600,
  forgetSeconds: 24 * 3600,
}

/** What a link shows: one statement, and its answer when there is one. */
export type LinkedStatement = {
  key: LinkKey
  content: StatementContent
  contentHash: string
  answer: { answer: string; answeredBy: string; note: string; answeredAt: string; disputed: string[] } | null
}

type Door = { db: Database; pinKey: string; now: Date }

/**
 * The statement a token opens; null for a token that was never made, was changed, has expired or was revoked, and for an
 * address that tried too many of those: one answer for all (A41, A44). At most three statements.
 */
export function openStatementLink(
  door: Door,
  token: string,
  trace: Pick<RequestTrace, 'address'>,
): Promise<LinkedStatement | null> {
  return orAway(openLink(door, token, trace))
}

async function openLink(
  { db, pinKey, now }: Door,
  token: string,
  trace: Pick<RequestTrace, 'address'>,
): Promise<LinkedStatement | null> {
  const bucket = `statement-link:${trace.address ?? 'nowhere'}`
  if ((await takeTry(db, bucket, LINK_POLICY, now)) === null) return null
  const key = readLinkToken(pinKey, token)
  const found = key && (await readLinked(db, key, now))
  if (found) await giveBackTry(db, bucket)
  return found
}

async function readLinked(reader: Reader, key: LinkKey, now: Date): Promise<LinkedStatement | null> {
  const rows = await reader.$queryRaw<Omit<LinkedStatement, 'key'>[]>`
    SELECT s.content, encode(p.content_hash, 'hex') AS "contentHash", CASE WHEN a.paper_id IS NULL THEN NULL ELSE
      jsonb_build_object('answer', a.answer, 'answeredBy', a.answered_by, 'note', a.note, 'disputed', a.disputed_papers,
        'answeredAt', to_char(a.answered_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) END AS answer
    FROM statement_link k JOIN statement s ON s.account_set_id = k.account_set_id AND s.paper_id = k.paper_id
    JOIN paper p ON p.account_set_id = k.account_set_id AND p.id = k.paper_id
    LEFT JOIN statement_answer a ON a.account_set_id = k.account_set_id AND a.paper_id = k.paper_id
    WHERE k.account_set_id = ${key.accountSetId} AND k.id = ${key.linkId}::uuid AND k.revoked_at IS NULL AND k.expires_at > ${now}`
  const row = rows[0]
  return row ? { ...row, key } : null
}

/** Who acts through a link: the customer, with the one right to answer, known by the link's id. */
export function customerOf({ key, content }: LinkedStatement, trace: RequestTrace): Person {
  return {
    kind: 'person',
    userId: key.linkId,
    displayName: content.customerName,
    roles: [],
    permissions: new Set<Permission>(['statement.answer']),
    accountSetIds: [key.accountSetId],
    warehouseIds: [],
    isBillingSuspended: false,
    mustChangePassword: false,
    sessionId: key.linkId,
    address: trace.address,
    userAgent: trace.userAgent,
  }
}

/** A signed copy's picture behind a line of the statement; null for every other picture. One statement. */
export async function readLinkedPicture(
  reader: Reader,
  { key, content }: LinkedStatement,
  hash: string,
): Promise<{ mediaType: string; bytes: Uint8Array } | null> {
  if (!content.lines.some(({ pictures }) => pictures.includes(hash))) return null
  const rows = await reader.$queryRaw<{ mediaType: string; bytes: Uint8Array }[]>`
    SELECT media_type AS "mediaType", bytes FROM attachment
    WHERE account_set_id = ${key.accountSetId} AND hash = decode(${hash}, 'hex')`
  return rows[0] ?? null
}
