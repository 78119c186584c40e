import {
  holdOrderOf,
  moveProgress,
  readBillOver,
  readBrought,
} from '#lib/domain/goods-receipts/repository.ts'
import { reversing } from '#lib/papers/goods/commands/reverse.ts'

/** 入库单红冲: the goods go out again by mirror entries, and the order is open again by as much. */
export const reverseReceipt = reversing({
  kind: 'GOODS_RECEIPT',
  extraBudget: 4,
  hold: ({ tx }, input) => holdOrderOf(tx, input),
  standsInTheWay: ({ tx }, { accountSetId, paperId, sourcePaperId }) =>
    sourcePaperId === null
      ? Promise.resolve(null)
      : readBillOver(tx, { accountSetId, paperId }, sourcePaperId),
  undo: async ({ tx }, { accountSetId, paperId, sourcePaperId }) => {
    if (sourcePaperId === null) return true
    const brought = await readBrought(tx, { accountSetId, paperId })
    await moveProgress(tx, { accountSetId, paperId: sourcePaperId }, brought, -1)
    return true
  },
})
