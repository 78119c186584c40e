import { act, defineCommand } from '#lib/command/define-command.ts'
import { staffEvent } from '#lib/domain/staff/events.ts'
import { loadStaff, refuseOneself } from '#lib/domain/staff/commands/load-staff.ts'
import { setBillingSuspended } from '#lib/domain/staff/repository.ts'
import { suspendBillingInput } from '#lib/domain/staff/schema.ts'

/** The manager takes a member's right to bill away for a time, or gives it back, with a reason (R130). */
export const suspendBilling = defineCommand({
  name: 'staff.suspendBilling',
  permission: 'staff.suspendBilling',
  input: suspendBillingInput,
  queryBudget: 7,
  load: loadStaff,
  decide: (loaded) => refuseOneself(loaded) ?? act({ before: loaded.staff.isBillingSuspended }),
  save: async ({ tx, actor }, { before }, { userId, version, isSuspended, reason }) => {
    if (!(await setBillingSuspended(tx, userId, version, isSuspended))) return { stale: {} }
    const payload = { before, after: isSuspended, reason }
    return { value: { isSuspended }, deskEvents: [staffEvent(actor, userId, payload)] }
  },
})
