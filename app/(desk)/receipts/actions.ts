'use server'

import { toAction } from '#lib/command/to-action.ts'
import { recordReceipt } from '#lib/domain/receipts/commands/record.ts'

export const recordReceiptAction = toAction(recordReceipt)
