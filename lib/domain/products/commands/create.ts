import { act, defineCommand } from '#lib/command/define-command.ts'
import { insertProducts, productColumns, readTakenProductKeys } from '#lib/domain/products/repository.ts'
import { gtinsOf, takenFields } from '#lib/domain/products/rules.ts'
import { newProductInput } from '#lib/domain/products/schema.ts'
import { newId } from '#lib/kernel/ids.ts'

/** Adds a product with its units and barcodes. A code or barcode that is taken is refused at its field (R54). */
export const createProduct = defineCommand({
  name: 'product.create',
  permission: 'product.write',
  input: newProductInput,
  queryBudget: 8,
  load: ({ tx }, input) => readTakenProductKeys(tx, { id: null, code: input.code, gtins: gtinsOf(input) }),
  decide: (taken, input) => {
    const wrong = takenFields(input, taken)
    return Object.keys(wrong).length > 0 ? { invalid: wrong } : act(null)
  },
  save: async ({ tx, now }, _plan, input) => {
    const product = productColumns(newId(now), input.code, input)
    await insertProducts(tx, [product])
    const payload = { after: product }
    return {
      value: { id: product.id },
      deskEvents: [{ accountSetId: null, subject: 'product', subjectId: product.id, payload }],
    }
  },
})
