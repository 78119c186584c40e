import { act, defineCommand } from '#lib/command/define-command.ts'
import { readCustomer, updateActivity } from '#lib/domain/customers/repository.ts'
import { customerActivityInput } from '#lib/domain/customers/schema.ts'

/** Puts a customer out of use, or back. Nothing is deleted: notes of the past still point here. */
export const setCustomerActive = defineCommand({
  name: 'customer.setActive',
  permission: 'customer.write',
  input: customerActivityInput,
  queryBudget: 7,
  load: ({ tx, actor }, input) => readCustomer(tx, actor.accountSetIds, input),
  decide: (before) => act(before),
  save: async ({ tx }, before, input) => {
    if (!(await updateActivity(tx, input))) return { stale: {} }
    const { accountSetId, id, isActive } = before
    const payload = { before: { isActive }, after: { isActive: input.isActive } }
    const deskEvents = [{ accountSetId, subject: 'customer', subjectId: id, payload }]
    return { value: { accountSetId, id }, deskEvents }
  },
})
