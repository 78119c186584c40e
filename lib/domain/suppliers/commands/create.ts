import { act, defineCommand } from '#lib/command/define-command.ts'
import { insertSuppliers, readSupplierFacts } from '#lib/domain/suppliers/repository.ts'
import { wrongParticulars } from '#lib/domain/suppliers/rules.ts'
import { newSupplierInput } from '#lib/domain/suppliers/schema.ts'
import { newId } from '#lib/kernel/ids.ts'

/** Adds a supplier with an empty balance. Refused at its fields: a name or code that is taken (A15). */
export const createSupplier = defineCommand({
  name: 'supplier.create',
  permission: 'supplier.write',
  input: newSupplierInput,
  queryBudget: 8,
  load: async ({ tx, actor }, input) =>
    actor.accountSetIds.includes(input.accountSetId) ? readSupplierFacts(tx, { ...input, id: null }) : null,
  decide: (facts) => {
    const wrong = wrongParticulars(facts)
    return wrong === null ? act({}) : { invalid: wrong }
  },
  save: async ({ tx, now }, _plan, input) => {
    const supplier = { ...input, id: newId(now) }
    await insertSuppliers(tx, [supplier])
    const { accountSetId, id } = supplier
    const payload = { after: supplier }
    return {
      value: { accountSetId, id },
      deskEvents: [{ accountSetId, subject: 'supplier', subjectId: id, payload }],
    }
  },
})
