'use server'

import { toAction } from '#lib/command/to-action.ts'
import { openCustomerReturn } from '#lib/domain/customer-returns/commands/open.ts'
import { postCustomerReturn } from '#lib/domain/customer-returns/commands/post.ts'
import { reverseCustomerReturn } from '#lib/domain/customer-returns/commands/reverse.ts'

export const openCustomerReturnAction = toAction(openCustomerReturn)
export const postCustomerReturnAction = toAction(postCustomerReturn)
export const reverseCustomerReturnAction = toAction(reverseCustomerReturn)
