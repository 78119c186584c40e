import { holdOrderOf, takeBilledBack } from '#lib/domain/purchase-bills/repository.ts'
import { reversing } from '#lib/papers/goods/commands/reverse.ts'

/** 采购开单红冲: what it made owed is unbilled again, and the order's lines can be billed again. */
export const reverseBill = reversing({
  kind: 'PURCHASE_BILL',
  extraBudget: 2,
  hold: ({ tx }, input) => holdOrderOf(tx, input),
  undo: async ({ tx }, { accountSetId, paperId, sourcePaperId }) => {
    if (sourcePaperId !== null)
      await takeBilledBack(tx, { accountSetId, orderId: sourcePaperId, billId: paperId })
    return true
  },
})
