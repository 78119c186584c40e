import { act, defineCommand } from '#lib/command/define-command.ts'
import { readCustomer, updateCredit } from '#lib/domain/customers/repository.ts'
import { customerCreditInput } from '#lib/domain/customers/schema.ts'
import { standsByDecision7 } from '#lib/domain/receivables/due-date.ts'

/**
 * Sets a customer's credit limit and days (R117). A permission of its own: whoever sells does not grant credit. Held notes and
 * rolling settlement stand by decision 7, but not for ever: with credit they have the most days a note may stand (R91).
 */
export const setCredit = defineCommand({
  name: 'customer.setCredit',
  permission: 'customer.setCredit',
  input: customerCreditInput,
  queryBudget: 7,
  load: ({ tx, actor }, input) => readCustomer(tx, actor.accountSetIds, input),
  decide: (before, { creditLimit, creditDays }) => {
    const needsDays = standsByDecision7(before.settlementMethod) && creditLimit > 0n && creditDays === 0
    return needsDays ? { invalid: { creditDays: 'longestMissing' } } : act(before)
  },
  save: async ({ tx }, before, input) => {
    const credit = { creditLimitFen: input.creditLimit, creditDays: input.creditDays }
    if (!(await updateCredit(tx, input, credit))) return { stale: {} }
    const { accountSetId, id, creditLimitFen, creditDays } = before
    const payload = { before: { creditLimitFen, creditDays }, after: credit }
    const deskEvents = [{ accountSetId, subject: 'customer', subjectId: id, payload }]
    return { value: { accountSetId, id }, deskEvents }
  },
})
