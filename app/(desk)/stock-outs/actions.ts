'use server'

import { toAction } from '#lib/command/to-action.ts'
import { openStockOut } from '#lib/domain/stock-outs/commands/open.ts'
import { postStockOut } from '#lib/domain/stock-outs/commands/post.ts'
import { reverseStockOut } from '#lib/domain/stock-outs/commands/reverse.ts'

export const openStockOutAction = toAction(openStockOut)
export const postStockOutAction = toAction(postStockOut)
export const reverseStockOutAction = toAction(reverseStockOut)
