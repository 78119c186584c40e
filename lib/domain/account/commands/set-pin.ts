import { replacePin } from '#lib/auth/credentials.ts'
import { hashPin } from '#lib/auth/reauth.ts'
import { act, type Command, defineCommand, refuse } from '#lib/command/define-command.ts'
import { ownEvent } from '#lib/domain/account/events.ts'
import {
  checkPresentPassword,
  type PresentPassword,
  refusePresentPassword,
} from '#lib/domain/account/commands/present-password.ts'
import { holdOwnCredentials, type OwnCredentials } from '#lib/domain/account/repository.ts'
import { setPinInput } from '#lib/domain/account/schema.ts'
import type { z } from 'zod'

type Loaded = { own: OwnCredentials; present: PresentPassword }

/**
 * A person sets their first signing PIN with their password. Refused when they can sign already: whoever holds
 * only the password, such as an administrator who has just reset it, must not become able to sign (R9).
 */
export function setPin(
  pinKey: string,
): Command<z.output<typeof setPinInput>, Loaded, { seenHash: null }, Record<string, never>> {
  return defineCommand({
    name: 'account.setPin',
    permission: 'account.own',
    input: setPinInput,
    queryBudget: 7,
    load: async (context, input) => {
      const own = await holdOwnCredentials(context.tx, context.actor.userId)
      return own && { own, present: await checkPresentPassword(own, input.currentPassword) }
    },
    decide: ({ own, present }) => {
      if (own.pinHash !== null || own.passkeyCount > 0) return refuse('account.canSignAlready')
      return refusePresentPassword(present) ?? act({ seenHash: null })
    },
    save: async (context, { seenHash }, input) => {
      const { tx, actor } = context
      const newHash = hashPin(pinKey, actor.userId, input.newPin.reveal())
      if (!(await replacePin(tx, actor.userId, { seenHash, newHash }))) return { stale: {} }
      return { value: {}, deskEvents: [ownEvent(actor)] }
    },
  })
}
