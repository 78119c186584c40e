import { replacePassword } from '#lib/auth/credentials.ts'
import { hashPassword } from '#lib/auth/password.ts'
import { endSessionsOf } from '#lib/auth/session-store.ts'
import { act, defineCommand } from '#lib/command/define-command.ts'
import { staffEvent } from '#lib/domain/staff/events.ts'
import { loadStaff, refuseOneself } from '#lib/domain/staff/commands/load-staff.ts'
import { resetPasswordInput } from '#lib/domain/staff/schema.ts'

/**
 * Gives a member a one-time password in place of a forgotten one and ends their sessions. Their signing PIN and
 * passkeys stay as they are: whoever resets a password is no nearer to signing for them (R9).
 */
export const resetPassword = defineCommand({
  name: 'staff.resetPassword',
  permission: 'staff.write',
  input: resetPasswordInput,
  queryBudget: 8,
  load: loadStaff,
  decide: (loaded) =>
    refuseOneself(loaded) ?? act({ seenHash: loaded.staff.passwordHash, isSeen: loaded.isSeen }),
  save: async ({ tx, actor, now }, { seenHash, isSeen }, { userId, oneTimePassword }) => {
    if (!isSeen) return { stale: {} }
    const newHash = await hashPassword(oneTimePassword.reveal())
    if (!(await replacePassword(tx, userId, { seenHash, newHash, mustChange: true }))) return { stale: {} }
    const endedSessions = await endSessionsOf(tx, userId, now)
    return { value: { endedSessions }, deskEvents: [staffEvent(actor, userId, { endedSessions })] }
  },
})
