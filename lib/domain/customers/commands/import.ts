import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { readCustomerRows } from '#lib/domain/customers/import-rows.ts'
import { readCustomerFileFacts } from '#lib/domain/customers/queries-import.ts'
import { columnsOf, insertCustomers } from '#lib/domain/customers/repository.ts'
import { fileRows, rowsRefused } from '#lib/domain/master-files/rules.ts'
import { fileInput } from '#lib/domain/master-files/schema.ts'
import { newId } from '#lib/kernel/ids.ts'

/** Adds the customers of a file, all or none. Read again here, whatever the preview said. */
export const importCustomers = defineCommand({
  name: 'customer.import',
  permission: 'masterFile.import',
  input: fileInput,
  queryBudget: 9,
  load: async ({ tx, actor }, input) => {
    const rows = fileRows('customers', input)
    return readCustomerRows(rows, await readCustomerFileFacts(tx, actor, rows))
  },
  decide: ({ customers, problems }, _input, { actor }) => {
    if (!actor.permissions.has('customer.write'))
      return refuse('permission.missing', { permission: 'customer.write' })
    return problems.length > 0 ? { refuse: rowsRefused(problems) } : act(customers)
  },
  save: async ({ tx, now }, customers, { fileName }) => {
    const rows = customers.map((customer) => ({
      accountSetId: customer.accountSetId,
      id: newId(now),
      code: customer.code,
      ...columnsOf(customer),
      creditLimitFen: customer.creditLimitFen,
      creditDays: customer.creditDays,
      addresses: customer.addresses,
    }))
    await insertCustomers(tx, rows, now)
    const payload = { fileName, rows: rows.length }
    return {
      value: { rows: rows.length },
      deskEvents: [{ accountSetId: null, subject: 'import', subjectId: 'customers', payload }],
    }
  },
})
