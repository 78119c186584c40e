import {
  startAuthentication,
  startRegistration,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser'
import type { Proof } from '#components/forms/use-action.ts'
import type { ActionResult } from '#lib/kernel/result.ts'

type Challenge<Options> = ActionResult<{ challengeId: string; options: Options }>

/** A server action that answers a challenge for exactly this verb and input. */
export type AskToSign = (asked: {
  command: string
  input: unknown
}) => Promise<Challenge<PublicKeyCredentialRequestOptionsJSON>>

/** A server action that answers a challenge to make a passkey. */
export type AskToMake = () => Promise<Challenge<PublicKeyCredentialCreationOptionsJSON>>

/** What came of asking: a value, or the code of a refusal, also where the person or their device said no. */
export type Asked<Value> = { status: 'done'; value: Value } | { status: 'refused'; code: string }

/**
 * Has the person prove one act with a passkey. `input` is the very object that is sent with the proof: the
 * server binds the challenge to it.
 */
export async function askPasskeyProof(
  ask: AskToSign,
  command: string,
  input: unknown,
): Promise<Asked<Proof>> {
  return asked(
    await ask({ command, input }),
    'signing.passkeyCancelled',
    async ({ challengeId, options }) => ({
      passkey: { challengeId, response: await startAuthentication({ optionsJSON: options }) },
    }),
  )
}

/** Has the browser make a passkey; the answer is what `account.addPasskey` takes. */
export async function askNewPasskey(
  ask: AskToMake,
): Promise<Asked<{ challengeId: string; answer: unknown }>> {
  return asked(await ask(), 'account.passkeyCancelled', async ({ challengeId, options }) => ({
    challengeId,
    answer: await startRegistration({ optionsJSON: options }),
  }))
}

async function asked<Options, Value>(
  challenge: Challenge<Options>,
  cancelled: string,
  answer: (given: { challengeId: string; options: Options }) => Promise<Value>,
): Promise<Asked<Value>> {
  if (challenge.status === 'refused') return { status: 'refused', code: challenge.refusal.code }
  if (challenge.status !== 'done') return { status: 'refused', code: challenge.status }
  try {
    return { status: 'done', value: await answer(challenge.value) }
  } catch {
    return { status: 'refused', code: cancelled }
  }
}
