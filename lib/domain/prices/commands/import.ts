import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { fileRows, rowsRefused } from '#lib/domain/master-files/rules.ts'
import { fileInput } from '#lib/domain/master-files/schema.ts'
import { type PriceFromFile, readPriceRows } from '#lib/domain/prices/import-rows.ts'
import { readPriceFileFacts } from '#lib/domain/prices/queries-import.ts'
import { saveCustomerPrices, saveListPrices } from '#lib/domain/prices/repository.ts'

/** Sets the list prices and customer prices of a file, all or none. Read again here, whatever the preview said. */
export const importPrices = defineCommand({
  name: 'price.import',
  permission: 'masterFile.import',
  input: fileInput,
  queryBudget: 7,
  load: async ({ tx, actor, today }, input) => {
    const rows = fileRows('prices', input)
    const scope = { accountSetIds: actor.accountSetIds, accountSetId: input.accountSetId, today }
    const facts = await readPriceFileFacts(tx, scope, rows)
    return facts && readPriceRows(rows, facts)
  },
  decide: ({ prices, problems }, _input, { actor }) => {
    if (!actor.permissions.has('price.write'))
      return refuse('permission.missing', { permission: 'price.write' })
    return problems.length > 0 ? { refuse: rowsRefused(problems) } : act(prices)
  },
  save: async ({ tx, actor, now }, prices, { fileName, accountSetId }) => {
    const setter = { setById: actor.userId, at: now }
    await saveListPrices(
      tx,
      setter,
      prices.filter(({ customerId }) => customerId === null),
    )
    await saveCustomerPrices(tx, setter, prices.flatMap(ofCustomer))
    const payload = { fileName, rows: prices.length }
    return {
      value: { rows: prices.length },
      deskEvents: [{ accountSetId, subject: 'import', subjectId: 'prices', payload }],
    }
  },
})

function ofCustomer(price: PriceFromFile) {
  const { customerId } = price
  return customerId === null ? [] : [{ ...price, customerId }]
}
