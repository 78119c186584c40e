import { act, defineCommand } from '#lib/command/define-command.ts'
import { ownEvent } from '#lib/domain/account/events.ts'
import { removeOwnPasskey } from '#lib/domain/account/repository.ts'
import { removePasskeyInput } from '#lib/domain/account/schema.ts'

/** A person forgets one of their own passkeys, such as that of a lost phone, with their PIN or another passkey. */
export const removePasskey = defineCommand({
  name: 'account.removePasskey',
  permission: 'account.own',
  input: removePasskeyInput,
  queryBudget: 8,
  signs: true,
  load: () => Promise.resolve({}),
  decide: () => act({}),
  save: async ({ tx, actor }, _plan, input) => {
    const label = await removeOwnPasskey(tx, actor.userId, input.passkeyId)
    return label === null ? { stale: {} } : { value: { label }, deskEvents: [ownEvent(actor, { label })] }
  },
})
