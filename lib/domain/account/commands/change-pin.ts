import type { z } from 'zod'
import { replacePin } from '#lib/auth/credentials.ts'
import { hashPin } from '#lib/auth/reauth.ts'
import { act, type Command, defineCommand } from '#lib/command/define-command.ts'
import { ownEvent } from '#lib/domain/account/events.ts'
import { holdOwnCredentials, type OwnCredentials } from '#lib/domain/account/repository.ts'
import { changePinInput } from '#lib/domain/account/schema.ts'

type Plan = { seenHash: string | null }

/** A person changes their signing PIN, proving themselves with the present one or a passkey (R9). */
export function changePin(
  pinKey: string,
): Command<z.output<typeof changePinInput>, OwnCredentials, Plan, Record<string, never>> {
  return defineCommand({
    name: 'account.changePin',
    permission: 'account.own',
    input: changePinInput,
    queryBudget: 8,
    signs: true,
    load: (context) => holdOwnCredentials(context.tx, context.actor.userId),
    decide: (own) => act({ seenHash: own.pinHash }),
    save: async (context, { seenHash }, input) => {
      const { tx, actor } = context
      const newHash = hashPin(pinKey, actor.userId, input.newPin.reveal())
      if (!(await replacePin(tx, actor.userId, { seenHash, newHash }))) return { stale: {} }
      return { value: {}, deskEvents: [ownEvent(actor)] }
    },
  })
}
