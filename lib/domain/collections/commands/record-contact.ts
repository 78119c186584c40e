import { act, type Decision, defineCommand } from '#lib/command/define-command.ts'
import { insertContact, readDebtor } from '#lib/domain/collections/repository.ts'
import { contactInput } from '#lib/domain/collections/schema.ts'
import { newId } from '#lib/kernel/ids.ts'
import { parseYuan } from '#lib/kernel/money.ts'

type Plan = { promise: { amountFen: bigint; dueOn: string } | null }

/**
 * Keeps what was said with a customer about money (R102, R108), and what was promised. Refused for a day to come, for half
 * a promise, and for a promise for a day that has passed.
 */
export const recordContact = defineCommand({
  name: 'collection.recordContact',
  permission: 'collection.record',
  input: contactInput,
  queryBudget: 6,
  load: async ({ tx, actor }, input): Promise<{ name: string } | null> =>
    actor.accountSetIds.includes(input.accountSetId)
      ? readDebtor(tx, input.accountSetId, input.customerId)
      : null,
  decide: (_customer, input, { today }): Decision<Plan> => {
    if (input.contactedOn > today) return { invalid: { contactedOn: 'dateInFuture' } }
    const { promisedAmount, promisedOn } = input
    if (promisedAmount.trim() === '')
      return promisedOn === null ? act<Plan>({ promise: null }) : { invalid: { promisedAmount: 'empty' } }
    const amount = parseYuan(promisedAmount)
    if (!amount.ok) return { invalid: { promisedAmount: amount.code } }
    if (amount.value <= 0n) return { invalid: { promisedAmount: amount.value === 0n ? 'zero' : 'negative' } }
    if (promisedOn === null) return { invalid: { promisedOn: 'empty' } }
    if (promisedOn < today) return { invalid: { promisedOn: 'datePassed' } }
    return act<Plan>({ promise: { amountFen: amount.value, dueOn: promisedOn } })
  },
  save: async ({ tx, actor, now }, { promise }, input) => {
    const { accountSetId, customerId, contactedOn, way, spokenWith, said } = input
    const id = newId(now)
    await insertContact(tx, {
      ...{ accountSetId, id, customerId, contactedOn, way, spokenWith, said, promise },
      ...{ recordedById: actor.userId, at: now },
    })
    const promised = promise && { amountFen: `${promise.amountFen}`, dueOn: promise.dueOn }
    const payload = { contactId: id, contactedOn, way, spokenWith, said, promised }
    return {
      value: { contactId: id },
      deskEvents: [{ accountSetId, subject: 'customer', subjectId: customerId, payload }],
    }
  },
})
