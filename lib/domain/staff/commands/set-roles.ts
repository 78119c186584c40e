import { act, defineCommand } from '#lib/command/define-command.ts'
import { staffEvent } from '#lib/domain/staff/events.ts'
import { loadStaff, refuseOneself } from '#lib/domain/staff/commands/load-staff.ts'
import { replaceRoles, touchStaff } from '#lib/domain/staff/repository.ts'
import { setRolesInput } from '#lib/domain/staff/schema.ts'

/** Gives a member other roles, from their very next request (A09). Nobody gives roles to themselves. */
export const setRoles = defineCommand({
  name: 'staff.setRoles',
  permission: 'staff.write',
  input: setRolesInput,
  queryBudget: 8,
  load: loadStaff,
  decide: (loaded) => refuseOneself(loaded) ?? act({ before: loaded.staff.roles }),
  save: async ({ tx, actor }, { before }, { userId, version, roles }) => {
    if (!(await touchStaff(tx, userId, version))) return { stale: {} }
    await replaceRoles(tx, userId, roles)
    return { value: { roles }, deskEvents: [staffEvent(actor, userId, { before, after: roles })] }
  },
})
