import { randomBytes } from 'node:crypto'
import type { Reader } from '#lib/db/client.ts'
import { isId, newId } from '#lib/kernel/ids.ts'

/** What a challenge is for: making a passkey, or signing one act. */
export type ChallengePurpose = 'register' | 'sign'

/** How long a challenge may be answered. */
export const CHALLENGE_SECONDS = 120

/** A fresh challenge for this person and this purpose, bound to a text. Their dead ones go. */
export async function openChallenge(
  db: Reader,
  userId: string,
  purpose: ChallengePurpose,
  boundTo: string,
  now: Date,
): Promise<{ challengeId: string; challenge: Uint8Array<ArrayBuffer> }> {
  const challengeId = newId(now)
  const bytes = randomBytes(32)
  const expiresAt = new Date(now.getTime() + CHALLENGE_SECONDS * 1000)
  await db.$executeRaw`
    WITH dead AS (
      DELETE FROM passkey_challenge
      WHERE user_id = ${userId}::uuid AND expires_at < ${now}::timestamptz - interval '1 day'
    )
    INSERT INTO passkey_challenge (id, user_id, challenge, purpose, bound_to, expires_at)
    VALUES (${challengeId}::uuid, ${userId}::uuid, ${bytes.toString('base64url')}, ${purpose}, ${boundTo}, ${expiresAt})`
  return { challengeId, challenge: new Uint8Array(bytes) }
}

/**
 * Uses a challenge up, whatever comes of the answer. Null when it is not this person's, not for this, used
 * before, or too old.
 */
export async function useChallenge(
  db: Reader,
  userId: string,
  challengeId: string,
  purpose: ChallengePurpose,
  now: Date,
): Promise<{ challenge: string; boundTo: string } | null> {
  if (!isId(challengeId)) return null
  const used = await db.$queryRaw<{ challenge: string; boundTo: string }[]>`
    UPDATE passkey_challenge SET used_at = ${now}
    WHERE id = ${challengeId}::uuid AND user_id = ${userId}::uuid AND purpose = ${purpose}
      AND used_at IS NULL AND expires_at > ${now}
    RETURNING challenge, bound_to AS "boundTo"`
  return used[0] ?? null
}
