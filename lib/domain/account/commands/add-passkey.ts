import { keepPasskey, verifyNewPasskey } from '#lib/auth/passkey-registration.ts'
import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { ownEvent } from '#lib/domain/account/events.ts'
import { addPasskeyInput } from '#lib/domain/account/schema.ts'

/**
 * Keeps a passkey that the browser has just made. The person proves themselves with their PIN or an older
 * passkey: a password alone never leads to a way of signing (R9).
 */
export const addPasskey = defineCommand({
  name: 'account.addPasskey',
  permission: 'account.own',
  input: addPasskeyInput,
  queryBudget: 8,
  signs: true,
  load: async ({ tx, actor, now }, input) => ({
    passkey: await verifyNewPasskey(tx, actor.userId, input.challengeId, input.answer, now),
  }),
  decide: ({ passkey }) => (passkey ? act({ passkey }) : refuse('account.passkeyNotMade')),
  save: async ({ tx, actor, now }, { passkey }, input) => {
    if (!(await keepPasskey(tx, actor.userId, passkey, input.label, now))) return { stale: {} }
    return { value: { label: input.label }, deskEvents: [ownEvent(actor, { label: input.label })] }
  },
})
