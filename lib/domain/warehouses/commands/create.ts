import { act, defineCommand } from '#lib/command/define-command.ts'
import { insertWarehouse, isWarehouseCodeTaken } from '#lib/domain/warehouses/repository.ts'
import { newWarehouseInput } from '#lib/domain/warehouses/schema.ts'
import { newId } from '#lib/kernel/ids.ts'

/** Adds a warehouse. */
export const createWarehouse = defineCommand({
  name: 'warehouse.create',
  permission: 'settings.write',
  input: newWarehouseInput,
  queryBudget: 6,
  load: async ({ tx }, input) => ({ isTaken: await isWarehouseCodeTaken(tx, input.code) }),
  decide: ({ isTaken }) => (isTaken ? { invalid: { code: 'codeTaken' } } : act(null)),
  save: async ({ tx, now }, _plan, input) => {
    const warehouse = { id: newId(now), ...input }
    await insertWarehouse(tx, warehouse)
    const payload = { after: warehouse }
    return {
      value: { id: warehouse.id },
      deskEvents: [{ accountSetId: null, subject: 'warehouse', subjectId: warehouse.id, payload }],
    }
  },
})
