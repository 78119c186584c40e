import { act, type Decision, defineCommand } from '#lib/command/define-command.ts'
import { draftOf, namedIn, readReceipt } from '#lib/domain/receipts/record-rules.ts'
import { readReceiptCustomer, type ReceiptCustomer } from '#lib/domain/receipts/repository.ts'
import { receiptInput } from '#lib/domain/receipts/schema.ts'
import { recordPendingReceipts } from '#lib/papers/receipts.ts'

type Plan = { amountFen: bigint }

export type PendingReceipt = { paperId: string; number: string }

/**
 * Records money that a clerk, a driver or a salesperson took outside a reconciliation (R94): numbered at once, in no books, no
 * balance and no exposure until the cashier accepts it (R58). Who took it is who records it unless another person is named.
 */
export const recordPendingReceipt = defineCommand({
  name: 'receipt.recordPending',
  permission: 'receipt.recordPending',
  input: receiptInput,
  queryBudget: 10,
  load: async ({ tx, actor }, input): Promise<ReceiptCustomer | null> => {
    if (!actor.accountSetIds.includes(input.accountSetId)) return null
    return readReceiptCustomer(tx, input.accountSetId, input.customerId, namedIn(input))
  },
  decide: (customer, input, { today }): Decision<Plan> => {
    const read = readReceipt(input, customer, today)
    return 'invalid' in read ? read : act<Plan>(read)
  },
  save: async ({ tx, actor, now }, { amountFen }, input) => {
    const draft = draftOf(input, amountFen)
    const takenById = draft.takenById ?? actor.userId
    const recorder = { recordedById: actor.userId, at: now }
    const [written] = await recordPendingReceipts(tx, recorder, [{ ...draft, takenById }])
    if (!written) throw new Error('one receipt was written')
    const { paperId, number, event } = written
    return { value: { paperId, number }, events: [event] }
  },
})
