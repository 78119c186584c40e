'use server'

import { toAction } from '#lib/command/to-action.ts'
import { acceptReceipt } from '#lib/domain/goods-receipts/commands/accept.ts'
import { openReceipt } from '#lib/domain/goods-receipts/commands/open.ts'
import { postReceipt } from '#lib/domain/goods-receipts/commands/post.ts'
import { reverseReceipt } from '#lib/domain/goods-receipts/commands/reverse.ts'

export const openReceiptAction = toAction(openReceipt)
export const acceptReceiptAction = toAction(acceptReceipt)
export const postReceiptAction = toAction(postReceipt)
export const reverseReceiptAction = toAction(reverseReceipt)
