import { act, defineCommand } from '#lib/command/define-command.ts'
import { readSupplier, updateActivity } from '#lib/domain/suppliers/repository.ts'
import { supplierActivityInput } from '#lib/domain/suppliers/schema.ts'

/** Puts a supplier out of use, or back. Nothing is deleted: papers of the past still point here. */
export const setSupplierActive = defineCommand({
  name: 'supplier.setActive',
  permission: 'supplier.write',
  input: supplierActivityInput,
  queryBudget: 7,
  load: ({ tx, actor }, input) => readSupplier(tx, actor.accountSetIds, input),
  decide: (before) => act(before),
  save: async ({ tx }, before, input) => {
    if (!(await updateActivity(tx, input))) return { stale: {} }
    const { accountSetId, id, isActive } = before
    const payload = { before: { isActive }, after: { isActive: input.isActive } }
    return {
      value: { accountSetId, id },
      deskEvents: [{ accountSetId, subject: 'supplier', subjectId: id, payload }],
    }
  },
})
