import { act, defineCommand } from '#lib/command/define-command.ts'
import { readSupplier, readSupplierFacts, updateSupplier } from '#lib/domain/suppliers/repository.ts'
import { wrongParticulars } from '#lib/domain/suppliers/rules.ts'
import { supplierChangesInput } from '#lib/domain/suppliers/schema.ts'
import { changesBetween } from '#lib/kernel/changes.ts'

/** Changes a supplier's particulars; the code stays. `stale` when somebody changed the supplier since it was shown. */
export const changeSupplier = defineCommand({
  name: 'supplier.update',
  permission: 'supplier.write',
  input: supplierChangesInput,
  queryBudget: 8,
  load: async ({ tx, actor }, input) => {
    const before = await readSupplier(tx, actor.accountSetIds, input)
    return before && { before, facts: await readSupplierFacts(tx, { ...input, code: null }) }
  },
  decide: ({ before, facts }) => {
    const wrong = wrongParticulars(facts)
    return wrong === null ? act(before) : { invalid: wrong }
  },
  save: async ({ tx }, before, input) => {
    const { version, ...given } = input
    const { accountSetId, id, ...particulars } = given
    if (!(await updateSupplier(tx, { ...before, version }, particulars))) return { stale: {} }
    const payload = changesBetween(before, particulars)
    return {
      value: { accountSetId, id },
      deskEvents: [{ accountSetId, subject: 'supplier', subjectId: id, payload }],
    }
  },
})
