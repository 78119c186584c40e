import type { Tx } from '#lib/db/client.ts'

/** What the desk knows of the person who changes their own way in. */
export type OwnCredentials = {
  userName: string
  passwordHash: string
  pinHash: string | null
  passkeyCount: number
  /** Wrong present passwords within the last quarter of an hour. */
  recentFailures: number
}

/** The refusal that counts as a wrong present password. */
export const WRONG_PASSWORD = 'account.wrongPassword'

/** The person's own credentials, with their row held until the end of the act. One statement. */
export async function holdOwnCredentials(tx: Tx, userId: string): Promise<OwnCredentials | null> {
  const rows = await tx.$queryRaw<OwnCredentials[]>`
    SELECT u.user_name AS "userName", u.password_hash AS "passwordHash", u.signing_pin_hash AS "pinHash",
      (SELECT count(*)::int FROM passkey p WHERE p.user_id = u.id) AS "passkeyCount",
      (SELECT count(*)::int FROM refusal r WHERE r.at > now() - interval '15 minutes' AND r.actor_id = u.id
        AND r.code = ${WRONG_PASSWORD}) AS "recentFailures"
    FROM app_user u WHERE u.id = ${userId}::uuid AND u.is_active FOR NO KEY UPDATE OF u`
  return rows[0] ?? null
}

/** Forgets one passkey of the person; answers what it was called, or null when they have no such passkey. */
export async function removeOwnPasskey(tx: Tx, userId: string, passkeyId: string): Promise<string | null> {
  const removed = await tx.$queryRaw<{ label: string }[]>`
    DELETE FROM passkey WHERE id = ${passkeyId} AND user_id = ${userId}::uuid RETURNING label`
  return removed[0]?.label ?? null
}
