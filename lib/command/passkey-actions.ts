import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server'
import { z } from 'zod'
import { type PasskeyChallenge, registrationChallenge, signingChallenge } from '#lib/auth/passkeys.ts'
import { answering } from '#lib/command/answering.ts'
import { theDesk } from '#lib/command/desk.ts'
import type { ActionResult, Refusal } from '#lib/kernel/result.ts'

/*
 * Challenges on their way to the browser. They decide nothing and leave no evidence; the act they lead to does.
 */

const askedShape = z.strictObject({ command: z.string().max(80), input: z.unknown() })

/** Asks the browser of the signed-in person to make a passkey. */
export function startPasskey(): Promise<
  ActionResult<PasskeyChallenge<PublicKeyCredentialCreationOptionsJSON>>
> {
  return answering('account.addPasskey', async (actor) => {
    if (!actor) return { status: 'signedOut' }
    if (!actor.permissions.has('account.own')) return missing('account.own')
    return answered(await registrationChallenge(theDesk(), actor))
  })
}

/** Asks the browser of the signed-in person to sign exactly this verb with this input. */
export function startSigning(
  asked: unknown,
): Promise<ActionResult<PasskeyChallenge<PublicKeyCredentialRequestOptionsJSON>>> {
  const parsed = askedShape.safeParse(asked)
  if (!parsed.success) return Promise.resolve({ status: 'invalid', fields: { form: 'request' } })
  const { command, input } = parsed.data
  return answering(command, async (actor) => {
    if (!actor) return { status: 'signedOut' }
    if (!actor.permissions.has('account.own')) return missing('account.own')
    return answered(await signingChallenge(theDesk(), actor, { command, input }))
  })
}

function missing<Value>(permission: string): ActionResult<Value> {
  return { status: 'refused', refusal: { code: 'permission.missing', params: { permission } } }
}

function answered<Options>(
  challenge: PasskeyChallenge<Options> | { refuse: Refusal },
): ActionResult<PasskeyChallenge<Options>> {
  return 'refuse' in challenge
    ? { status: 'refused', refusal: challenge.refuse }
    : { status: 'done', value: challenge }
}
