import { reverseCredits } from '#lib/ledger/receivables.ts'
import { reversing } from '#lib/papers/goods/commands/reverse.ts'
import { giveBackReturned, holdSourcesOf } from '#lib/papers/goods/returned.ts'

/**
 * 退货红冲: the goods go out to the customer again, the notes are open again by as much and the customer's credit goes;
 * stale when somebody spent the credit in the same moment. What had come back can come back again.
 */
export const reverseCustomerReturn = reversing({
  kind: 'CUSTOMER_RETURN',
  extraBudget: 4,
  hold: ({ tx }, input) => holdSourcesOf(tx, input),
  undo: async ({ tx, now, today }, { accountSetId, paperId, customerId }) => {
    if (customerId === null) throw new Error('customer return: a return without its customer')
    const act = { accountSetId, customerId, returnPaperId: paperId, businessDate: today }
    if (!(await reverseCredits(tx, act, now))) return false
    await giveBackReturned(tx, { accountSetId, paperId })
    return true
  },
})
