import {
  holdOrderBehind,
  moveProgress,
  readBillOver,
  readBrought,
} from '#lib/domain/goods-receipts/repository.ts'
import { reversing } from '#lib/papers/goods/commands/reverse.ts'

/**
 * 入库单红冲: the goods go out again by mirror entries, and its order, or the one that took it over, is open again by as
 * much.
 */
export const reverseReceipt = reversing({
  kind: 'GOODS_RECEIPT',
  extraBudget: 4,
  hold: ({ tx }, input) => holdOrderBehind(tx, input),
  standsInTheWay: ({ tx }, paper) => readBillOver(tx, paper),
  undo: async ({ tx }, { accountSetId, paperId }) => {
    const brought = await readBrought(tx, { accountSetId, paperId })
    const orderId = brought[0]?.orderId
    if (orderId !== undefined) await moveProgress(tx, { accountSetId, paperId: orderId }, brought, -1)
    return true
  },
})
