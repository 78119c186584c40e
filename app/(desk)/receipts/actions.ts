'use server'

import { toAction } from '#lib/command/to-action.ts'
import { repayDifference } from '#lib/domain/driver-reconciliations/commands/repay.ts'
import { undoRepayment } from '#lib/domain/driver-reconciliations/commands/undo-repayment.ts'
import { acceptReceipts } from '#lib/domain/receipts/commands/accept.ts'
import { allocateByHand, grantAllowance } from '#lib/domain/receipts/commands/allocate.ts'
import { recordPendingReceipt } from '#lib/domain/receipts/commands/record-pending.ts'
import { recordReceipt } from '#lib/domain/receipts/commands/record.ts'
import { releaseReceipt } from '#lib/domain/receipts/commands/release.ts'
import { reverseReceipt } from '#lib/domain/receipts/commands/reverse.ts'
import { undoAllocation } from '#lib/domain/receipts/commands/undo-allocation.ts'

export const recordReceiptAction = toAction(recordReceipt)
export const recordPendingReceiptAction = toAction(recordPendingReceipt)
export const acceptReceiptsAction = toAction(acceptReceipts)
export const reverseReceiptAction = toAction(reverseReceipt)
export const releaseReceiptAction = toAction(releaseReceipt)
export const allocateByHandAction = toAction(allocateByHand)
export const grantAllowanceAction = toAction(grantAllowance)
export const repayDifferenceAction = toAction(repayDifference)
export const undoRepaymentAction = toAction(undoRepayment)
export const undoAllocationAction = toAction(undoAllocation)
