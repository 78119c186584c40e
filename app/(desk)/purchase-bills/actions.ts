'use server'

import { toAction } from '#lib/command/to-action.ts'
import { consentToBill } from '#lib/domain/purchase-bills/commands/consent.ts'
import { postBill } from '#lib/domain/purchase-bills/commands/post.ts'
import { recordBill } from '#lib/domain/purchase-bills/commands/record.ts'
import { reverseBill } from '#lib/domain/purchase-bills/commands/reverse.ts'

export const recordBillAction = toAction(recordBill)
export const consentToBillAction = toAction(consentToBill)
export const postBillAction = toAction(postBill)
export const reverseBillAction = toAction(reverseBill)
