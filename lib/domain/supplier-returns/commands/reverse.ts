import {
  holdOrdersAndReceipts,
  moveOrdersBack,
  readRedOver,
} from '#lib/domain/supplier-returns/repository.ts'
import { reversing } from '#lib/papers/goods/commands/reverse.ts'
import { giveBackReturned } from '#lib/papers/goods/returned.ts'

/**
 * 采购退货红冲: the goods are back at the value they left with, the supplier is owed for them again; not while a red bill
 * takes back what was billed of them.
 */
export const reverseSupplierReturn = reversing({
  kind: 'SUPPLIER_RETURN',
  extraBudget: 4,
  hold: ({ tx }, input) => holdOrdersAndReceipts(tx, input),
  standsInTheWay: ({ tx }, paper) => readRedOver(tx, paper),
  undo: async ({ tx }, { accountSetId, paperId }) => {
    await moveOrdersBack(tx, { accountSetId, paperId }, -1)
    await giveBackReturned(tx, { accountSetId, paperId })
    return true
  },
})
