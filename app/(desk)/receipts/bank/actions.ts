'use server'

import { toAction } from '#lib/command/to-action.ts'
import { confirmLines } from '#lib/domain/bank-lists/commands/confirm.ts'
import { readList } from '#lib/domain/bank-lists/commands/read.ts'
import { setLineAside } from '#lib/domain/bank-lists/commands/set-aside.ts'

export const readListAction = toAction(readList)
export const confirmLinesAction = toAction(confirmLines)
export const setLineAsideAction = toAction(setLineAside)
