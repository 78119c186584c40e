import { act, defineCommand } from '#lib/command/define-command.ts'
import { columnsOf, insertCustomers, readCustomerFacts } from '#lib/domain/customers/repository.ts'
import { wrongParticulars } from '#lib/domain/customers/rules.ts'
import { type NewCustomerInput, newCustomerInput } from '#lib/domain/customers/schema.ts'
import { newId } from '#lib/kernel/ids.ts'

/**
 * Adds a customer to the account set of its channel (R56). Refused at its fields: a channel outside the actor's
 * account sets, a settlement method the channel does not allow (R44), a name or code that is taken (A15).
 */
export const createCustomer = defineCommand({
  name: 'customer.create',
  permission: 'customer.write',
  input: newCustomerInput,
  queryBudget: 9,
  load: ({ tx, actor }, input: NewCustomerInput) =>
    readCustomerFacts(tx, actor.accountSetIds, { ...input, id: null }),
  decide: (facts, input) => {
    const wrong = wrongParticulars(input, facts)
    if (wrong !== null) return { invalid: wrong }
    return facts.accountSetId === null
      ? { invalid: { channel: 'channelNotKept' } }
      : act({ accountSetId: facts.accountSetId })
  },
  save: async ({ tx, now }, { accountSetId }, input) => {
    const { code, addresses } = input
    const credit = { creditLimitFen: 0n, creditDays: 0 }
    const customer = { accountSetId, id: newId(now), code, ...columnsOf(input), ...credit, addresses }
    await insertCustomers(tx, [customer], now)
    const payload = { after: customer }
    const deskEvents = [{ accountSetId, subject: 'customer', subjectId: customer.id, payload }]
    return { value: { accountSetId, id: customer.id }, deskEvents }
  },
})
