import { act, defineCommand } from '#lib/command/define-command.ts'
import { readWarehouse, updateWarehouse } from '#lib/domain/warehouses/repository.ts'
import { warehouseChangesInput } from '#lib/domain/warehouses/schema.ts'
import { changesBetween } from '#lib/kernel/changes.ts'

/** Renames a warehouse, puts it out of use or back. Goods in it stay where they are. */
export const changeWarehouse = defineCommand({
  name: 'warehouse.update',
  permission: 'settings.write',
  input: warehouseChangesInput,
  queryBudget: 6,
  load: ({ tx }, input) => readWarehouse(tx, input.id),
  decide: (before) => act(before),
  save: async ({ tx }, before, input) => {
    if (!(await updateWarehouse(tx, input))) return { stale: {} }
    const payload = changesBetween(before, { name: input.name, isActive: input.isActive })
    return {
      value: { id: before.id },
      deskEvents: [{ accountSetId: null, subject: 'warehouse', subjectId: before.id, payload }],
    }
  },
})
