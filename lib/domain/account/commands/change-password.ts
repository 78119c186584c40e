import { replacePassword } from '#lib/auth/credentials.ts'
import { hashPassword } from '#lib/auth/password.ts'
import { endSessionsOf } from '#lib/auth/session-store.ts'
import { act, defineCommand } from '#lib/command/define-command.ts'
import { ownEvent } from '#lib/domain/account/events.ts'
import { checkPresentPassword, refusePresentPassword } from '#lib/domain/account/commands/present-password.ts'
import { holdOwnCredentials } from '#lib/domain/account/repository.ts'
import { resemblesName } from '#lib/domain/account/rules.ts'
import { changePasswordInput } from '#lib/domain/account/schema.ts'

/**
 * A person changes their own password; every other session of theirs ends (A38). Refused when the present
 * password is wrong, or for a quarter of an hour after five wrong ones.
 */
export const changePassword = defineCommand({
  name: 'account.changePassword',
  permission: 'account.changePassword',
  input: changePasswordInput,
  queryBudget: 8,
  load: async (context, input) => {
    const own = await holdOwnCredentials(context.tx, context.actor.userId)
    return own && { own, present: await checkPresentPassword(own, input.currentPassword) }
  },
  decide: ({ own, present }, input) => {
    const refusal = refusePresentPassword(present)
    if (refusal) return refusal
    const wanted = input.newPassword.reveal()
    if (wanted.normalize('NFKC') === input.currentPassword.reveal().normalize('NFKC'))
      return { invalid: { newPassword: 'sameAsBefore' } }
    if (resemblesName(wanted, own.userName)) return { invalid: { newPassword: 'holdsName' } }
    return act({ seenHash: own.passwordHash })
  },
  save: async (context, { seenHash }, input) => {
    const { tx, actor, now } = context
    const newHash = await hashPassword(input.newPassword.reveal())
    if (!(await replacePassword(tx, actor.userId, { seenHash, newHash, mustChange: false })))
      return { stale: {} }
    const endedSessions = await endSessionsOf(tx, actor.userId, now, actor.sessionId)
    return { value: { endedSessions }, deskEvents: [ownEvent(actor, { endedSessions })] }
  },
})
