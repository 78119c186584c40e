import type { Person, SignerProof } from '#lib/auth/actor.ts'
import type { Database } from '#lib/db/client.ts'
import type { Clock } from '#lib/kernel/clock.ts'
import type { Refusal } from '#lib/kernel/result.ts'

/** The browser's answer to a challenge of ours. */
export type PasskeyAnswer = { challengeId: string; response: unknown }

/** Placeholder kept minimal until the auth room lands: refuses, never accepts. */
export async function provePasskey(
  _vault: { db: Database; clock: Clock; passkeyOrigin: string | null },
  _actor: Person,
  _answer: PasskeyAnswer,
): Promise<{ signer: SignerProof } | { refuse: Refusal }> {
  return { refuse: { code: 'signing.noPasskey', params: {} } }
}
