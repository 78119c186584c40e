import { removePasskeysOf, replacePin } from '#lib/auth/credentials.ts'
import { act, defineCommand } from '#lib/command/define-command.ts'
import { staffEvent } from '#lib/domain/staff/events.ts'
import { loadStaff, refuseOneself } from '#lib/domain/staff/commands/load-staff.ts'
import { clearSigningInput } from '#lib/domain/staff/schema.ts'

/**
 * The manager takes a member's PIN and passkeys away, when the PIN is forgotten or the phone is lost, so that
 * they can set a first PIN again with their password. The administrator, who can reset the password, cannot do
 * this: it takes two people to come near another's signature (R9).
 */
export const clearSigning = defineCommand({
  name: 'staff.clearSigning',
  permission: 'staff.clearSigning',
  input: clearSigningInput,
  queryBudget: 8,
  load: loadStaff,
  decide: (loaded) => refuseOneself(loaded) ?? act({ seenHash: loaded.staff.pinHash, isSeen: loaded.isSeen }),
  save: async ({ tx, actor }, { seenHash, isSeen }, { userId, reason }) => {
    if (!isSeen || !(await replacePin(tx, userId, { seenHash, newHash: null }))) return { stale: {} }
    const removedPasskeys = await removePasskeysOf(tx, userId)
    return { value: {}, deskEvents: [staffEvent(actor, userId, { reason, removedPasskeys })] }
  },
})
