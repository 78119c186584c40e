import { holdOrderOf, readRedOver, takeBilledBack } from '#lib/domain/purchase-bills/repository.ts'
import { holdSupplier, isUnpaid } from '#lib/ledger/payables.ts'
import { takeAdvanceBack } from '#lib/ledger/take-back.ts'
import { reversing } from '#lib/papers/goods/commands/reverse.ts'
import { RED } from '#lib/papers/goods/kinds.ts'

/**
 * 采购开单红冲: what it made owed is unbilled again, and the order's lines can be billed again; not while a red bill takes
 * back what it asked. Of a red bill: its advance goes, and what it had paid is owed again. A payment that comes in the same
 * moment pays the bill, and the reversal is stale.
 */
export const reverseBill = reversing({
  kind: 'PURCHASE_BILL',
  extraBudget: 8,
  hold: ({ tx }, input) => holdOrderOf(tx, input),
  standsInTheWay: ({ tx }, paper) => readRedOver(tx, paper),
  undo: async ({ tx, actor, now, today }, paper) => {
    const { accountSetId, paperId, sourcePaperId, supplierId } = paper
    if (sourcePaperId === null || supplierId === null)
      throw new Error('purchase bill: a bill without its order')
    await takeBilledBack(tx, { accountSetId, orderId: sourcePaperId, billId: paperId })
    await holdSupplier(tx, { accountSetId, supplierId })
    if (paper.purpose !== RED) return isUnpaid(tx, { accountSetId, paperId })
    const act = { accountSetId, supplierId, paperId, businessDate: today }
    await takeAdvanceBack(tx, { recordedById: actor.userId, at: now }, act, -paper.grossFen)
    return true
  },
})
