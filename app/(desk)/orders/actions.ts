'use server'

import { toAction } from '#lib/command/to-action.ts'
import { cancelOrder } from '#lib/domain/sales-orders/commands/cancel.ts'
import { checkOrder } from '#lib/domain/sales-orders/commands/check.ts'
import { confirmOrder } from '#lib/domain/sales-orders/commands/confirm.ts'
import { recordOrder } from '#lib/domain/sales-orders/commands/record.ts'

export const recordOrderAction = toAction(recordOrder)
export const confirmOrderAction = toAction(confirmOrder)
export const checkOrderAction = toAction(checkOrder)
export const cancelOrderAction = toAction(cancelOrder)
