import { act, defineCommand } from '#lib/command/define-command.ts'
import {
  productColumns,
  readProduct,
  readTakenProductKeys,
  updateProduct,
} from '#lib/domain/products/repository.ts'
import { gtinsOf, takenFields } from '#lib/domain/products/rules.ts'
import { productChangesInput } from '#lib/domain/products/schema.ts'
import { changesBetween } from '#lib/kernel/changes.ts'

/**
 * Changes a product. Its base unit stays once anything of it moved: every quantity in the books counts in it.
 * `stale` when somebody changed the product since it was shown.
 */
export const changeProduct = defineCommand({
  name: 'product.update',
  permission: 'product.write',
  input: productChangesInput,
  queryBudget: 9,
  load: async ({ tx }, input) => {
    const before = await readProduct(tx, input.id)
    if (before === null) return null
    return {
      before,
      taken: await readTakenProductKeys(tx, { id: input.id, code: null, gtins: gtinsOf(input) }),
    }
  },
  decide: ({ before, taken }, input) => {
    const wrong = takenFields(input, taken)
    if (before.hasMoved && before.baseUnit !== input.baseUnit) wrong['baseUnit'] = 'baseUnitInUse'
    return Object.keys(wrong).length > 0 ? { invalid: wrong } : act(before)
  },
  save: async ({ tx }, before, input) => {
    const after = productColumns(before.id, before.code, input)
    if (!(await updateProduct(tx, after, input.version))) return { stale: {} }
    const payload = changesBetween(before, after)
    return {
      value: { id: before.id },
      deskEvents: [{ accountSetId: null, subject: 'product', subjectId: before.id, payload }],
    }
  },
})
