import { endSessionsOf } from '#lib/auth/session-store.ts'
import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { staffEvent } from '#lib/domain/staff/events.ts'
import { loadStaff, refuseOneself } from '#lib/domain/staff/commands/load-staff.ts'
import { setActive } from '#lib/domain/staff/repository.ts'
import { deactivateInput } from '#lib/domain/staff/schema.ts'

/** Lets a member in no longer; their sessions end at once (A38). What they signed stays theirs. */
export const deactivateStaff = defineCommand({
  name: 'staff.deactivate',
  permission: 'staff.write',
  input: deactivateInput,
  queryBudget: 8,
  load: loadStaff,
  decide: (loaded) => {
    const refusal = refuseOneself(loaded)
    if (refusal) return refusal
    return loaded.staff.isActive ? act({}) : refuse('staff.inactiveAlready')
  },
  save: async ({ tx, actor, now }, _plan, { userId, version, reason }) => {
    if (!(await setActive(tx, userId, version, false))) return { stale: {} }
    const endedSessions = await endSessionsOf(tx, userId, now)
    return { value: { endedSessions }, deskEvents: [staffEvent(actor, userId, { reason, endedSessions })] }
  },
})
