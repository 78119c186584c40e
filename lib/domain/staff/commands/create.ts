import { hashPassword } from '#lib/auth/password.ts'
import { act, defineCommand } from '#lib/command/define-command.ts'
import { staffEvent } from '#lib/domain/staff/events.ts'
import { checkReferences, insertStaff } from '#lib/domain/staff/repository.ts'
import { createStaffInput } from '#lib/domain/staff/schema.ts'
import { newId } from '#lib/kernel/ids.ts'

/**
 * Takes a person into the desk with a one-time password, which they must change at the first sign-in, and no way
 * of signing yet. `invalid` when the name is taken or a part of the scope does not exist.
 */
export const createStaff = defineCommand({
  name: 'staff.create',
  permission: 'staff.write',
  input: createStaffInput,
  queryBudget: 9,
  load: (context, input) => checkReferences(context.tx, input),
  decide: (found) => {
    if (found.isNameTaken) return { invalid: { userName: 'nameTaken' } }
    if (!found.hasAccountSets) return { invalid: { accountSetIds: 'unknown' } }
    return found.hasWarehouses ? act({}) : { invalid: { warehouseIds: 'unknown' } }
  },
  save: async ({ tx, actor, now }, _plan, input) => {
    const { oneTimePassword, ...described } = input
    const userId = newId(now)
    const passwordHash = await hashPassword(oneTimePassword.reveal())
    await insertStaff(tx, { ...described, userId, passwordHash, now })
    return {
      value: { userId, userName: input.userName },
      deskEvents: [staffEvent(actor, userId, described)],
    }
  },
})
