import { createHash } from 'node:crypto'
import type { Person } from '#lib/auth/actor.ts'
import { BEFORE_FIRST_PASSWORD, isRole, permissionsOf } from '#lib/auth/permissions.ts'
import type { Database, Reader } from '#lib/db/client.ts'
import type { Clock } from '#lib/kernel/clock.ts'
import { newToken } from '#lib/kernel/ids.ts'

/** What sign-in and sessions stand on. */
export type SessionVault = { db: Database; clock: Clock }

/** Where a request came from. The address is null where nobody vouches for it. */
export type RequestTrace = { address: string | null; userAgent: string | null }

/** A person with what only their own screen shows. */
export type SignedInPerson = Person & {
  userName: string
  accountSets: readonly { id: number; name: string }[]
}

/** A session ends after this long without a request, */
const IDLE_SECONDS = 12 * 3600
/** and after this long in any case. */
export const SESSION_SECONDS = 7 * 24 * 3600
/** How exactly the last request is known: a busy session writes its row this often at most. */
const SEEN_SECONDS = 300
/** Ended sessions are kept this long for the people they belonged to, then removed at a sign-in. */
const KEPT_DAYS = 90
const LONGEST_USER_AGENT = 300

/** The id of a session: what a copy of the database knows of it does not open it. */
export function sessionIdOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** Opens a session with a token nobody had before (A37), and ends the one this browser held until now. */
export async function openSession(
  vault: SessionVault,
  userId: string,
  trace: RequestTrace,
  replacedToken: string | null,
): Promise<string> {
  const token = newToken()
  const now = vault.clock.now()
  const expiresAt = new Date(now.getTime() + SESSION_SECONDS * 1000)
  const userAgent = trace.userAgent?.slice(0, LONGEST_USER_AGENT) ?? null
  const replacedId = replacedToken === null ? null : sessionIdOf(replacedToken)
  await vault.db.$executeRaw`
    WITH replaced AS (
      UPDATE session SET revoked_at = ${now} WHERE id = ${replacedId} AND revoked_at IS NULL
    ), old AS (
      DELETE FROM session WHERE user_id = ${userId}::uuid
        AND expires_at < ${now}::timestamptz - make_interval(days => ${KEPT_DAYS}::int)
    )
    INSERT INTO session (id, user_id, created_at, last_seen_at, expires_at, address, user_agent)
    VALUES (${sessionIdOf(token)}, ${userId}::uuid, ${now}, ${now}, ${expiresAt}, ${trace.address}, ${userAgent})`
  return token
}

/** Ends the session of this token at once. */
export async function endSession(vault: SessionVault, token: string): Promise<void> {
  await vault.db.$executeRaw`
    UPDATE session SET revoked_at = ${vault.clock.now()} WHERE id = ${sessionIdOf(token)} AND revoked_at IS NULL`
}

/** Ends every session of the person, but for the one named. Takes effect at their very next request (A38). */
export async function endSessionsOf(
  tx: Reader,
  userId: string,
  now: Date,
  exceptSessionId: string | null = null,
): Promise<number> {
  return tx.$executeRaw`
    UPDATE session SET revoked_at = ${now}
    WHERE user_id = ${userId}::uuid AND revoked_at IS NULL AND id IS DISTINCT FROM ${exceptSessionId}`
}

type PersonRow = {
  sessionId: string
  userId: string
  userName: string
  displayName: string
  isBillingSuspended: boolean
  mustChangePassword: boolean
  roles: string[]
  accountSets: { id: number; name: string }[]
  warehouseIds: string[]
}

/**
 * The person whose session this token opens, with roles and scope as they are now, in one statement (A09, A38).
 * Null when the session was ended, is idle or too old, or the person was deactivated.
 */
export async function personOfToken(
  vault: SessionVault,
  token: string,
  trace: RequestTrace,
): Promise<SignedInPerson | null> {
  const now = vault.clock.now()
  const idleSince = new Date(now.getTime() - IDLE_SECONDS * 1000)
  const seenBefore = new Date(now.getTime() - SEEN_SECONDS * 1000)
  const rows = await vault.db.$queryRaw<PersonRow[]>`
    WITH live AS (
      SELECT id, user_id FROM session
      WHERE id = ${sessionIdOf(token)} AND revoked_at IS NULL AND expires_at > ${now} AND last_seen_at > ${idleSince}
    ), seen AS (
      UPDATE session SET last_seen_at = ${now} FROM live
      WHERE session.id = live.id AND session.last_seen_at < ${seenBefore}
    )
    SELECT live.id AS "sessionId", u.id::text AS "userId", u.user_name AS "userName",
      u.display_name AS "displayName", u.is_billing_suspended AS "isBillingSuspended",
      u.must_change_password AS "mustChangePassword",
      ARRAY(SELECT role FROM user_role WHERE user_id = u.id ORDER BY role) AS roles,
      coalesce((SELECT jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name) ORDER BY a.id)
        FROM user_account_set s JOIN account_set a ON a.id = s.account_set_id WHERE s.user_id = u.id), '[]') AS "accountSets",
      ARRAY(SELECT warehouse_id::text FROM user_warehouse WHERE user_id = u.id ORDER BY warehouse_id) AS "warehouseIds"
    FROM live JOIN app_user u ON u.id = live.user_id AND u.is_active`
  const row = rows[0]
  return row ? signedIn(row, trace) : null
}

function signedIn(row: PersonRow, trace: RequestTrace): SignedInPerson {
  const roles = row.roles.filter(isRole)
  return {
    kind: 'person',
    userId: row.userId,
    userName: row.userName,
    displayName: row.displayName,
    roles,
    permissions: row.mustChangePassword ? BEFORE_FIRST_PASSWORD : permissionsOf(roles),
    accountSetIds: row.accountSets.map((accountSet) => accountSet.id),
    accountSets: row.accountSets,
    warehouseIds: row.warehouseIds,
    isBillingSuspended: row.isBillingSuspended,
    mustChangePassword: row.mustChangePassword,
    sessionId: row.sessionId,
    address: trace.address,
    userAgent: trace.userAgent,
  }
}
