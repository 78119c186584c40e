import { act, defineCommand } from '#lib/command/define-command.ts'
import { readProduct, updateProductActivity } from '#lib/domain/products/repository.ts'
import { productActivityInput } from '#lib/domain/products/schema.ts'

/** Puts a product out of use, or back. Nothing is deleted: notes of the past still point here. */
export const setProductActive = defineCommand({
  name: 'product.setActive',
  permission: 'product.write',
  input: productActivityInput,
  queryBudget: 7,
  load: ({ tx }, input) => readProduct(tx, input.id),
  decide: (before) => act(before),
  save: async ({ tx }, { id, isActive }, input) => {
    if (!(await updateProductActivity(tx, input))) return { stale: {} }
    const payload = { before: { isActive }, after: { isActive: input.isActive } }
    return { value: { id }, deskEvents: [{ accountSetId: null, subject: 'product', subjectId: id, payload }] }
  },
})
