'use server'

import { toAction } from '#lib/command/to-action.ts'
import { closePurchase } from '#lib/domain/purchase-orders/commands/close.ts'
import { decidePurchase } from '#lib/domain/purchase-orders/commands/decide.ts'
import { recordPurchase } from '#lib/domain/purchase-orders/commands/record.ts'
import { takeReceiptOver } from '#lib/domain/purchase-orders/commands/take-over.ts'

export const recordPurchaseAction = toAction(recordPurchase)
export const takeReceiptOverAction = toAction(takeReceiptOver)
export const decidePurchaseAction = toAction(decidePurchase)
export const closePurchaseAction = toAction(closePurchase)
