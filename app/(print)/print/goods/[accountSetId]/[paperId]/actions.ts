'use server'

import { toAction } from '#lib/command/to-action.ts'
import { recordGoodsPrint } from '#lib/papers/commands/record-print.ts'

export const recordGoodsPrintAction = toAction(recordGoodsPrint)
