import { verifyRegistrationResponse } from '@simplewebauthn/server'
import { PASSKEY_ALGORITHMS, registrationAnswer, registrationOf } from '#lib/auth/passkey-answers.ts'
import { useChallenge } from '#lib/auth/passkey-challenges.ts'
import type { Tx } from '#lib/db/client.ts'

/** A passkey the browser made, checked and ready to be kept. */
export type NewPasskey = {
  id: string
  publicKey: Uint8Array<ArrayBuffer>
  counter: bigint
  transports: string[]
}

/**
 * Checks the browser's answer to a registration challenge of this person: right challenge, right origin, the
 * person verified by the device. Null when anything is wrong. Uses the challenge up.
 */
export async function verifyNewPasskey(
  tx: Tx,
  userId: string,
  challengeId: string,
  answer: unknown,
  now: Date,
): Promise<NewPasskey | null> {
  const opened = await useChallenge(tx, userId, challengeId, 'register', now)
  const read = registrationAnswer.safeParse(answer)
  if (opened === null || !read.success) return null
  const origin = opened.boundTo
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: registrationOf(read.data),
      expectedChallenge: opened.challenge,
      expectedOrigin: origin,
      expectedRPID: new URL(origin).hostname,
      requireUserVerification: true,
      supportedAlgorithmIDs: [...PASSKEY_ALGORITHMS],
    })
    if (!verified) return null
    const { id, publicKey, counter } = registrationInfo.credential
    return { id, publicKey, counter: BigInt(counter), transports: read.data.response.transports }
  } catch {
    return null
  }
}

/** Keeps a passkey. False when that passkey is kept already, by whomever. */
export async function keepPasskey(
  tx: Tx,
  userId: string,
  passkey: NewPasskey,
  label: string,
  now: Date,
): Promise<boolean> {
  const kept = await tx.$executeRaw`
    INSERT INTO passkey (id, user_id, public_key, counter, transports, label, created_at)
    VALUES (${passkey.id}, ${userId}::uuid, ${Buffer.from(passkey.publicKey)}, ${passkey.counter},
      ${passkey.transports}::text[], ${label}, ${now})
    ON CONFLICT DO NOTHING`
  return kept === 1
}
