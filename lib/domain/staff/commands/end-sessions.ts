import { endSessionsOf } from '#lib/auth/session-store.ts'
import { act, defineCommand } from '#lib/command/define-command.ts'
import { staffEvent } from '#lib/domain/staff/events.ts'
import { loadStaff, refuseOneself } from '#lib/domain/staff/commands/load-staff.ts'
import { endSessionsInput } from '#lib/domain/staff/schema.ts'

/** Signs a member out everywhere at once (A38), such as after a lost phone. They may sign in again. */
export const endSessions = defineCommand({
  name: 'staff.endSessions',
  permission: 'staff.write',
  input: endSessionsInput,
  queryBudget: 7,
  load: loadStaff,
  decide: (loaded) => refuseOneself(loaded) ?? act({}),
  save: async ({ tx, actor, now }, _plan, { userId }) => {
    const endedSessions = await endSessionsOf(tx, userId, now)
    return { value: { endedSessions }, deskEvents: [staffEvent(actor, userId, { endedSessions })] }
  },
})
