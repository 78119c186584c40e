import {
  type AuthenticationResponseJSON,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
} from '@simplewebauthn/server'
import type { Person, SignerProof } from '#lib/auth/actor.ts'
import { PASSKEY_ALGORITHMS, readAssertion } from '#lib/auth/passkey-answers.ts'
import { CHALLENGE_SECONDS, openChallenge, useChallenge } from '#lib/auth/passkey-challenges.ts'
import type { Database } from '#lib/db/client.ts'
import { sha256 } from '#lib/kernel/canonical.ts'
import type { Clock } from '#lib/kernel/clock.ts'
import type { Refusal } from '#lib/kernel/result.ts'

/** The browser's answer to a challenge of ours. */
export type PasskeyAnswer = { challengeId: string; response: unknown }

/** One act as it is sent: the verb, what it says, and the sender's key. */
export type SignedAct = { command: string; input: unknown; key: string }

/** A challenge on its way to the browser. */
export type PasskeyChallenge<Options> = { challengeId: string; options: Options }

export type PasskeyVault = { db: Database; clock: Clock; passkeyOrigin: string | null }

type Proven = { signer: SignerProof } | { refuse: Refusal }

const DESK_NAME = '四联 Silian'
const NOT_SERVED: Refusal = { code: 'signing.passkeysNotServed', params: {} }
const NOT_THEIRS: Refusal = { code: 'signing.wrongPasskey', params: {} }
const NOT_THIS_ACT: Refusal = { code: 'signing.passkeyStale', params: {} }

/** What a signing challenge is bound to: the verb and every figure of its input, so that no other act can use it. */
export function boundText(act: Pick<SignedAct, 'command' | 'input'>): string {
  const said = JSON.stringify(act.input) ?? 'null'
  return `${act.command}:${sha256(said).toString('base64url')}`
}

/** Asks the browser for a passkey of this person to sign exactly this act, once, within two minutes. */
export async function signingChallenge(
  vault: PasskeyVault,
  actor: Person,
  act: Pick<SignedAct, 'command' | 'input'>,
): Promise<PasskeyChallenge<PublicKeyCredentialRequestOptionsJSON> | { refuse: Refusal }> {
  if (vault.passkeyOrigin === null) return { refuse: NOT_SERVED }
  const passkeys = await passkeysOf(vault.db, actor.userId)
  if (passkeys.length === 0) return { refuse: { code: 'signing.noPasskey', params: {} } }
  const now = vault.clock.now()
  const { challengeId, challenge } = await openChallenge(vault.db, actor.userId, 'sign', boundText(act), now)
  const options = await generateAuthenticationOptions({
    rpID: new URL(vault.passkeyOrigin).hostname,
    challenge,
    allowCredentials: passkeys,
    userVerification: 'required',
    timeout: CHALLENGE_SECONDS * 1000,
  })
  return { challengeId, options }
}

/** Asks the browser to make a passkey for this person. The challenge is bound to the origin it will live under. */
export async function registrationChallenge(
  vault: PasskeyVault,
  actor: Person & { userName: string },
): Promise<PasskeyChallenge<PublicKeyCredentialCreationOptionsJSON> | { refuse: Refusal }> {
  const origin = vault.passkeyOrigin
  if (origin === null) return { refuse: NOT_SERVED }
  const now = vault.clock.now()
  const { challengeId, challenge } = await openChallenge(vault.db, actor.userId, 'register', origin, now)
  const options = await generateRegistrationOptions({
    rpName: DESK_NAME,
    rpID: new URL(origin).hostname,
    userName: actor.userName,
    userDisplayName: actor.displayName,
    userID: new TextEncoder().encode(actor.userId),
    challenge,
    timeout: CHALLENGE_SECONDS * 1000,
    attestationType: 'none',
    supportedAlgorithmIDs: [...PASSKEY_ALGORITHMS],
    excludeCredentials: await passkeysOf(vault.db, actor.userId),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
  })
  return { challengeId, options }
}

function passkeysOf(db: Database, userId: string): Promise<{ id: string; transports: string[] }[]> {
  return db.$queryRaw`SELECT id, transports FROM passkey WHERE user_id = ${userId}::uuid ORDER BY created_at`
}

/**
 * Whether the answer proves the actor for this act (R9): a challenge asked for exactly this act and not used
 * before, a passkey of theirs, the person verified by it, its counter moving on. When the act was recorded
 * already under the same key, the used challenge is enough: the hallway only repeats its answer.
 */
export async function provePasskey(
  vault: PasskeyVault,
  actor: Person,
  answer: PasskeyAnswer,
  act: SignedAct | undefined,
): Promise<Proven> {
  const { passkeyOrigin: origin, db } = vault
  if (origin === null) return { refuse: NOT_SERVED }
  const now = vault.clock.now()
  const signer: SignerProof = { userId: actor.userId, displayName: actor.displayName, method: 'PASSKEY' }
  const opened = await useChallenge(db, actor.userId, answer.challengeId, 'sign', now)
  if (act === undefined) return { refuse: NOT_THIS_ACT }
  if (opened === null)
    return (await isRecorded(db, actor.userId, act)) ? { signer } : { refuse: NOT_THIS_ACT }
  if (opened.boundTo !== boundText(act)) return { refuse: NOT_THIS_ACT }
  const response = readAssertion(answer.response)
  const counter = response && (await verifiedCounter(db, actor.userId, origin, opened.challenge, response))
  if (response === null || counter === null) return { refuse: NOT_THEIRS }
  const moved = await db.$executeRaw`
    UPDATE passkey SET counter = ${BigInt(counter)}, last_used_at = ${now}
    WHERE id = ${response.id} AND user_id = ${actor.userId}::uuid AND (counter < ${BigInt(counter)} OR counter = 0)`
  return moved === 1 ? { signer } : { refuse: NOT_THEIRS }
}

async function isRecorded(db: Database, userId: string, act: SignedAct): Promise<boolean> {
  const receipts = await db.$queryRaw<{ found: number }[]>`
    SELECT 1 AS found FROM command_receipt
    WHERE actor_id = ${userId}::uuid AND key = ${act.key} AND command = ${act.command}`
  return receipts.length === 1
}

/** The passkey's new counter, or null when the signature, the origin, the person or the counter is wrong. */
async function verifiedCounter(
  db: Database,
  userId: string,
  origin: string,
  challenge: string,
  response: AuthenticationResponseJSON,
): Promise<number | null> {
  const rows = await db.$queryRaw<{ publicKey: Uint8Array; counter: bigint }[]>`
    SELECT public_key AS "publicKey", counter FROM passkey
    WHERE id = ${response.id} AND user_id = ${userId}::uuid`
  const passkey = rows[0]
  if (!passkey) return null
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: new URL(origin).hostname,
      credential: {
        id: response.id,
        publicKey: new Uint8Array(passkey.publicKey),
        counter: Number(passkey.counter),
      },
      requireUserVerification: true,
    })
    return verified ? authenticationInfo.newCounter : null
  } catch {
    return null
  }
}
