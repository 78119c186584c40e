import type { Person } from '#lib/auth/actor.ts'
import type { Reader } from '#lib/db/client.ts'

/** One signed-in browser of the person. */
export type OwnSessionRow = {
  createdAt: string
  lastSeenAt: string
  address: string | null
  userAgent: string | null
  isThisOne: boolean
}

export type OwnPasskeyRow = { id: string; label: string; createdAt: string; lastUsedAt: string | null }

/** What a person sees of their own account. */
export type OwnAccount = {
  userName: string
  displayName: string
  hasPin: boolean
  passkeys: OwnPasskeyRow[]
  sessions: OwnSessionRow[]
}

type Times<Row, Keys extends keyof Row> = Omit<Row, Keys> & {
  [Key in Keys]: Row[Key] extends string ? Date : Date | null
}

/** The person's own account: PIN set or not, passkeys, signed-in browsers, newest first. Three statements. */
export async function ownAccount(
  db: Reader,
  actor: Pick<Person, 'userId' | 'sessionId'>,
  now: Date,
): Promise<OwnAccount | null> {
  const users = await db.$queryRaw<{ userName: string; displayName: string; hasPin: boolean }[]>`
    SELECT user_name AS "userName", display_name AS "displayName", signing_pin_hash IS NOT NULL AS "hasPin"
    FROM app_user WHERE id = ${actor.userId}::uuid`
  const passkeys = await db.$queryRaw<Times<OwnPasskeyRow, 'createdAt' | 'lastUsedAt'>[]>`
    SELECT id, label, created_at AS "createdAt", last_used_at AS "lastUsedAt"
    FROM passkey WHERE user_id = ${actor.userId}::uuid ORDER BY created_at`
  const sessions = await db.$queryRaw<Times<OwnSessionRow, 'createdAt' | 'lastSeenAt'>[]>`
    SELECT created_at AS "createdAt", last_seen_at AS "lastSeenAt", address, user_agent AS "userAgent",
      id = ${actor.sessionId} AS "isThisOne"
    FROM session WHERE user_id = ${actor.userId}::uuid AND revoked_at IS NULL AND expires_at > ${now}
    ORDER BY last_seen_at DESC LIMIT 50`
  const user = users[0]
  return user
    ? {
        ...user,
        passkeys: passkeys.map((row) => ({
          ...row,
          createdAt: row.createdAt.toISOString(),
          lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
        })),
        sessions: sessions.map((row) => ({
          ...row,
          createdAt: row.createdAt.toISOString(),
          lastSeenAt: row.lastSeenAt.toISOString(),
        })),
      }
    : null
}
