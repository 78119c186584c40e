'use server'

import { toAction } from '#lib/command/to-action.ts'
import { recordPrint } from '#lib/papers/commands/record-print.ts'

export const recordPrintAction = toAction(recordPrint)
