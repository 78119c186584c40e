import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { fileRows, rowsRefused } from '#lib/domain/master-files/rules.ts'
import { fileInput } from '#lib/domain/master-files/schema.ts'
import { readProductRows } from '#lib/domain/products/import-rows.ts'
import { readProductFileFacts } from '#lib/domain/products/queries-import.ts'
import { insertProducts, productColumns } from '#lib/domain/products/repository.ts'
import { newId } from '#lib/kernel/ids.ts'

/** Adds the products of a file, all or none. Read again here, whatever the preview said. */
export const importProducts = defineCommand({
  name: 'product.import',
  permission: 'masterFile.import',
  input: fileInput,
  queryBudget: 8,
  load: async ({ tx }, input) => {
    const rows = fileRows('products', input)
    return readProductRows(rows, await readProductFileFacts(tx, rows))
  },
  decide: ({ products, problems }, _input, { actor }) => {
    if (!actor.permissions.has('product.write'))
      return refuse('permission.missing', { permission: 'product.write' })
    return problems.length > 0 ? { refuse: rowsRefused(problems) } : act(products)
  },
  save: async ({ tx, now }, products, { fileName }) => {
    await insertProducts(
      tx,
      products.map((product) => productColumns(newId(now), product.code, product)),
    )
    const payload = { fileName, rows: products.length }
    return {
      value: { rows: products.length },
      deskEvents: [{ accountSetId: null, subject: 'import', subjectId: 'products', payload }],
    }
  },
})
