'use server'

import { toAction } from '#lib/command/to-action.ts'
import { openSupplierReturn } from '#lib/domain/supplier-returns/commands/open.ts'
import { postSupplierReturn } from '#lib/domain/supplier-returns/commands/post.ts'
import { reverseSupplierReturn } from '#lib/domain/supplier-returns/commands/reverse.ts'

export const openSupplierReturnAction = toAction(openSupplierReturn)
export const postSupplierReturnAction = toAction(postSupplierReturn)
export const reverseSupplierReturnAction = toAction(reverseSupplierReturn)
