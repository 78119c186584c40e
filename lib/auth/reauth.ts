import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Person, SignerProof } from '#lib/auth/actor.ts'
import { type PasskeyAnswer, type SignedAct, provePasskey } from '#lib/auth/passkeys.ts'
import { PIN_POLICY, forgetTries, takeTry } from '#lib/auth/throttle.ts'
import type { Database } from '#lib/db/client.ts'
import type { Clock } from '#lib/kernel/clock.ts'
import type { Refusal } from '#lib/kernel/result.ts'

/** What a signer gives inside the act. There is no field for a name: the signer is the actor. */
export type ProofInput = { pin: string } | { passkey: PasskeyAnswer }

type Vault = { db: Database; clock: Clock; pinKey: string; passkeyOrigin: string | null }
type Proven = { signer: SignerProof } | { refuse: Refusal }

/** `salt:HMAC-SHA256(key, user, salt, pin)`: without the key outside the database a PIN cannot be guessed from it. */
export function hashPin(pinKey: string, userId: string, pin: string): string {
  const salt = randomBytes(16).toString('base64url')
  return `${salt}:${pinDigest(pinKey, userId, salt, pin)}`
}

function pinDigest(pinKey: string, userId: string, salt: string, pin: string): string {
  return createHmac('sha256', pinKey).update(`${userId}\n${salt}\n${pin}`).digest('base64url')
}

function pinMatches(pinKey: string, userId: string, pin: string, stored: string): boolean {
  const [salt = '', digest = ''] = stored.split(':')
  const expected = Buffer.from(digest)
  const given = Buffer.from(pinDigest(pinKey, userId, salt, pin))
  return expected.length === given.length && timingSafeEqual(expected, given)
}

/**
 * The actor proves who they are for one act (R9). Refusals: no proof, wrong PIN (counted; five wrong ones lock
 * signing for a quarter of an hour, each further one twice as long), no PIN set, a passkey that is not theirs or
 * not for this act. A right PIN costs one statement. Without `act` no passkey is accepted.
 */
export async function proveSigner(
  vault: Vault,
  actor: Person,
  proof: ProofInput | undefined,
  act?: SignedAct,
): Promise<Proven> {
  if (!proof) return { refuse: { code: 'signing.noProof', params: {} } }
  if ('passkey' in proof) return provePasskey(vault, actor, proof.passkey, act)
  return oneAtATime(actor.userId, () => provePin(vault, actor, proof.pin))
}

async function provePin(vault: Vault, actor: Person, pin: string): Promise<Proven> {
  const bucket = `pin:${actor.userId}`
  const rows = await vault.db.$queryRaw<
    { hash: string | null; blockedUntil: Date | null; failures: number | null }[]
  >`
    SELECT u.signing_pin_hash AS hash, t.blocked_until AS "blockedUntil", t.failures
    FROM app_user u LEFT JOIN throttle t ON t.bucket = ${bucket}
    WHERE u.id = ${actor.userId}::uuid AND u.is_active`
  const row = rows[0]
  const now = vault.clock.now()
  if (!row?.hash) return { refuse: { code: 'signing.noPin', params: {} } }
  if (row.blockedUntil && row.blockedUntil > now) return locked(row.blockedUntil)
  if (pinMatches(vault.pinKey, actor.userId, pin, row.hash)) {
    if (row.failures !== null) await forgetTries(vault.db, bucket)
    return { signer: { userId: actor.userId, displayName: actor.displayName, method: 'PIN' } }
  }
  const failures = await takeTry(vault.db, bucket, PIN_POLICY, now)
  const left = failures === null ? 0 : Math.max(0, PIN_POLICY.freeTries - failures)
  return { refuse: { code: 'signing.wrongPin', params: { left } } }
}

function locked(until: Date): Proven {
  return { refuse: { code: 'signing.locked', params: { until: until.toISOString() } } }
}

/** The last check of each person that this process has under way. */
const underWay = new Map<string, Promise<unknown>>()

/**
 * Checks of one person go one after another, so that many guesses sent at once meet the lock that the first
 * ones set. The count itself is PostgreSQL's; this only closes the moment between reading and counting.
 */
async function oneAtATime<T>(userId: string, check: () => Promise<T>): Promise<T> {
  const before = underWay.get(userId) ?? Promise.resolve()
  const mine = before.then(check, check)
  underWay.set(userId, mine)
  try {
    return await mine
  } finally {
    if (underWay.get(userId) === mine) underWay.delete(userId)
  }
}
