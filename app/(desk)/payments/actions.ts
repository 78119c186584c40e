'use server'

import { toAction } from '#lib/command/to-action.ts'
import { recordPayment } from '#lib/domain/payments/commands/record.ts'
import { reversePayment } from '#lib/domain/payments/commands/reverse.ts'

export const recordPaymentAction = toAction(recordPayment)
export const reversePaymentAction = toAction(reversePayment)
