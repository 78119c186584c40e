import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Person, SignerProof } from '#lib/auth/actor.ts'
import type { Database } from '#lib/db/client.ts'
import type { Clock } from '#lib/kernel/clock.ts'
import type { Refusal } from '#lib/kernel/result.ts'
import { type PasskeyAnswer, provePasskey } from '#lib/auth/passkeys.ts'

/** What a signer gives inside the act. There is no field for a name: the signer is the actor. */
export type ProofInput = { pin: string } | { passkey: PasskeyAnswer }

type Vault = { db: Database; clock: Clock; pinKey: string; passkeyOrigin: string | null }

const FREE_TRIES = 5
const LOCK_MINUTES = 15

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
 * signing for a quarter of an hour), no PIN set, passkey not theirs. Two statements at most.
 */
export async function proveSigner(
  vault: Vault,
  actor: Person,
  proof: ProofInput | undefined,
): Promise<{ signer: SignerProof } | { refuse: Refusal }> {
  if (!proof) return { refuse: { code: 'signing.noProof', params: {} } }
  if ('passkey' in proof) return provePasskey(vault, actor, proof.passkey)
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
  if (row.blockedUntil && row.blockedUntil > now)
    return { refuse: { code: 'signing.locked', params: { until: row.blockedUntil.toISOString() } } }
  if (typeof proof.pin === 'string' && pinMatches(vault.pinKey, actor.userId, proof.pin, row.hash)) {
    if (row.failures !== null) await vault.db.$executeRaw`DELETE FROM throttle WHERE bucket = ${bucket}`
    return { signer: { userId: actor.userId, displayName: actor.displayName, method: 'PIN' } }
  }
  const lockedUntil = new Date(now.getTime() + LOCK_MINUTES * 60_000)
  const tries = await vault.db.$queryRaw<{ failures: number }[]>`
    INSERT INTO throttle (bucket, failures, last_failed_at) VALUES (${bucket}, 1, ${now})
    ON CONFLICT (bucket) DO UPDATE SET
      failures = CASE WHEN throttle.blocked_until IS NOT NULL THEN 1 ELSE throttle.failures + 1 END,
      last_failed_at = ${now},
      blocked_until = CASE WHEN throttle.blocked_until IS NULL AND throttle.failures + 1 >= ${FREE_TRIES}
        THEN ${lockedUntil}::timestamptz END
    RETURNING failures`
  return {
    refuse: {
      code: 'signing.wrongPin',
      params: { left: Math.max(0, FREE_TRIES - (tries[0]?.failures ?? 1)) },
    },
  }
}
