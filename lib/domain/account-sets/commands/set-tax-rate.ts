import { act, defineCommand } from '#lib/command/define-command.ts'
import { readTaxRate, saveTaxRate } from '#lib/domain/account-sets/repository.ts'
import { taxRateInput } from '#lib/domain/account-sets/schema.ts'

/** Sets the tax rate of a class from today or a later day on (decision 4). Notes of the past keep their rates. */
export const setTaxRate = defineCommand({
  name: 'taxRate.set',
  permission: 'settings.write',
  input: taxRateInput,
  queryBudget: 6,
  load: ({ tx }, input) => readTaxRate(tx, input.taxClass, input.validFrom),
  decide: (before, input, { today }) =>
    input.validFrom < today ? { invalid: { validFrom: 'pastDate' } } : act(before),
  save: async ({ tx }, { rateBp }, { taxClass, validFrom, rate }) => {
    await saveTaxRate(tx, { taxClass, validFrom, rateBp: rate })
    const payload = { validFrom, before: { rateBp }, after: { rateBp: rate } }
    return {
      value: { taxClass },
      deskEvents: [{ accountSetId: null, subject: 'taxRate', subjectId: taxClass, payload }],
    }
  },
})
