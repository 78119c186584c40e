import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { staffEvent } from '#lib/domain/staff/events.ts'
import { loadStaff, refuseOneself } from '#lib/domain/staff/commands/load-staff.ts'
import { setActive } from '#lib/domain/staff/repository.ts'
import { activateInput } from '#lib/domain/staff/schema.ts'

/** Lets a deactivated member in again. Their old sessions stay ended. */
export const activateStaff = defineCommand({
  name: 'staff.activate',
  permission: 'staff.write',
  input: activateInput,
  queryBudget: 7,
  load: loadStaff,
  decide: (loaded) => {
    const refusal = refuseOneself(loaded)
    if (refusal) return refusal
    return loaded.staff.isActive ? refuse('staff.activeAlready') : act({})
  },
  save: async ({ tx, actor }, _plan, { userId, version, reason }) => {
    if (!(await setActive(tx, userId, version, true))) return { stale: {} }
    return { value: {}, deskEvents: [staffEvent(actor, userId, { reason })] }
  },
})
