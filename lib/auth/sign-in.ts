import { createHash } from 'node:crypto'
import { verifyPassword } from '#lib/auth/password.ts'
import { type RequestTrace, type SessionVault, openSession } from '#lib/auth/session-store.ts'
import { ADDRESS_POLICY, USER_NAME_POLICY, forgetTries, giveBackTry, takeTry } from '#lib/auth/throttle.ts'
import { userNameOf } from '#lib/kernel/user-name.ts'

export type SignInAttempt = RequestTrace & {
  userName: string
  password: string
  /** The session token this browser holds already, if any. It ends. */
  heldToken?: string | null
}

const LONGEST_INPUT = 512

/**
 * Signs a person in: the token of a new session, or null. Unknown name, wrong password, deactivated and throttled
 * are one answer; the first three also take the same time (A39).
 */
export async function signIn(
  vault: SessionVault,
  attempt: SignInAttempt,
): Promise<{ userId: string; token: string } | null> {
  if (attempt.userName.length > LONGEST_INPUT || attempt.password.length > LONGEST_INPUT) return null
  const userName = userNameOf(attempt.userName)
  const buckets = bucketsOf(userName, attempt.address)
  const now = vault.clock.now()
  if (buckets.address !== null && (await takeTry(vault.db, buckets.address, ADDRESS_POLICY, now)) === null)
    return null
  if ((await takeTry(vault.db, buckets.userName, USER_NAME_POLICY, now)) === null) return null
  const found = await vault.db.$queryRaw<{ id: string; hash: string }[]>`
    SELECT id::text, password_hash AS hash FROM app_user WHERE user_name = ${userName} AND is_active`
  const user = found[0]
  const isRight = await verifyPassword(user?.hash ?? null, attempt.password)
  if (!user || !isRight) return null
  await forgetTries(vault.db, buckets.userName)
  if (buckets.address !== null) await giveBackTry(vault.db, buckets.address)
  const token = await openSession(vault, user.id, attempt, attempt.heldToken ?? null)
  return { userId: user.id, token }
}

/** The name is hashed: people sometimes type their password where the name belongs. */
function bucketsOf(userName: string, address: string | null): { userName: string; address: string | null } {
  const name = createHash('sha256').update(userName).digest('base64url')
  return { userName: `sign-in:name:${name}`, address: address === null ? null : `sign-in:address:${address}` }
}
