import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { fileRows, rowsRefused } from '#lib/domain/master-files/rules.ts'
import { fileInput } from '#lib/domain/master-files/schema.ts'
import { readSupplierRows } from '#lib/domain/suppliers/import-rows.ts'
import { readSupplierFileFacts } from '#lib/domain/suppliers/queries-import.ts'
import { insertSuppliers } from '#lib/domain/suppliers/repository.ts'
import { newId } from '#lib/kernel/ids.ts'

/** Adds the suppliers of a file, all or none. Read again here, whatever the preview said. */
export const importSuppliers = defineCommand({
  name: 'supplier.import',
  permission: 'masterFile.import',
  input: fileInput,
  queryBudget: 8,
  load: async ({ tx, actor }, input) => {
    if (!actor.accountSetIds.includes(input.accountSetId)) return null
    const rows = fileRows('suppliers', input)
    return readSupplierRows(rows, await readSupplierFileFacts(tx, input.accountSetId, rows))
  },
  decide: ({ suppliers, problems }, _input, { actor }) => {
    if (!actor.permissions.has('supplier.write'))
      return refuse('permission.missing', { permission: 'supplier.write' })
    return problems.length > 0 ? { refuse: rowsRefused(problems) } : act(suppliers)
  },
  save: async ({ tx, now }, suppliers, { fileName, accountSetId }) => {
    await insertSuppliers(
      tx,
      suppliers.map((supplier) => ({ ...supplier, id: newId(now) })),
    )
    const payload = { fileName, rows: suppliers.length }
    return {
      value: { rows: suppliers.length },
      deskEvents: [{ accountSetId, subject: 'import', subjectId: 'suppliers', payload }],
    }
  },
})
