import { act, defineCommand } from '#lib/command/define-command.ts'
import { readListPriceSubject, saveListPrices } from '#lib/domain/prices/repository.ts'
import { wrongPriceFields } from '#lib/domain/prices/rules.ts'
import { listPriceInput } from '#lib/domain/prices/schema.ts'

/** Sets a product's list price and floor in an account set from a day on (R116). Not for days gone by. */
export const setListPrice = defineCommand({
  name: 'price.setList',
  permission: 'price.write',
  input: listPriceInput,
  queryBudget: 7,
  load: ({ tx, actor }, input) => readListPriceSubject(tx, actor.accountSetIds, input),
  decide: (subject, input, { today }) => {
    const wrong = wrongPriceFields(input, subject, today)
    return wrong === null ? act(subject) : { invalid: wrong }
  },
  save: async ({ tx, actor, now }, { unitPriceE4, floorPriceE4 }, input) => {
    const { accountSetId, productId, validFrom } = input
    const after = { unitPriceE4: input.unitPrice, floorPriceE4: input.floorPrice }
    await saveListPrices(tx, { setById: actor.userId, at: now }, [
      { accountSetId, productId, validFrom, ...after },
    ])
    const payload = { validFrom, before: { unitPriceE4, floorPriceE4 }, after }
    return {
      value: { productId },
      deskEvents: [{ accountSetId, subject: 'listPrice', subjectId: productId, payload }],
    }
  },
})
