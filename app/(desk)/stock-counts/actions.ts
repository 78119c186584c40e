'use server'

import { toAction } from '#lib/command/to-action.ts'
import { approveCount } from '#lib/domain/stock-counts/commands/approve.ts'
import { finishCount } from '#lib/domain/stock-counts/commands/finish.ts'
import { openStockCount } from '#lib/domain/stock-counts/commands/open.ts'
import { postStockCount } from '#lib/domain/stock-counts/commands/post.ts'
import { recordCount } from '#lib/domain/stock-counts/commands/record.ts'
import { reverseStockCount } from '#lib/domain/stock-counts/commands/reverse.ts'

export const openStockCountAction = toAction(openStockCount)
export const recordCountAction = toAction(recordCount)
export const finishCountAction = toAction(finishCount)
export const approveCountAction = toAction(approveCount)
export const postStockCountAction = toAction(postStockCount)
export const reverseStockCountAction = toAction(reverseStockCount)
