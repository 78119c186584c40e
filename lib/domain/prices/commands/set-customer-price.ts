import { act, defineCommand } from '#lib/command/define-command.ts'
import { readCustomerPriceSubject, saveCustomerPrices } from '#lib/domain/prices/repository.ts'
import { wrongPriceFields } from '#lib/domain/prices/rules.ts'
import { customerPriceInput } from '#lib/domain/prices/schema.ts'

/** Sets or ends one customer's own price of a product from a day on. Not for days gone by. */
export const setCustomerPrice = defineCommand({
  name: 'price.setCustomer',
  permission: 'price.write',
  input: customerPriceInput,
  queryBudget: 7,
  load: ({ tx, actor }, input) => readCustomerPriceSubject(tx, actor.accountSetIds, input),
  decide: (subject, input, { today }) => {
    const wrong = wrongPriceFields(input, subject, today)
    return wrong === null ? act(subject) : { invalid: wrong }
  },
  save: async ({ tx, actor, now }, { unitPriceE4 }, input) => {
    const { accountSetId, customerId, productId, validFrom } = input
    const price = { accountSetId, customerId, productId, validFrom, unitPriceE4: input.unitPrice }
    await saveCustomerPrices(tx, { setById: actor.userId, at: now }, [price])
    const payload = { productId, validFrom, before: { unitPriceE4 }, after: { unitPriceE4: input.unitPrice } }
    return {
      value: { productId },
      deskEvents: [{ accountSetId, subject: 'customerPrice', subjectId: customerId, payload }],
    }
  },
})
