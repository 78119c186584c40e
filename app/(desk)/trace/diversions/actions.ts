'use server'

import { toAction } from '#lib/command/to-action.ts'
import { reportDiversion } from '#lib/domain/diversions/commands/report.ts'
import { ruleDiversion } from '#lib/domain/diversions/commands/rule.ts'

export const reportDiversionAction = toAction(reportDiversion)
export const ruleDiversionAction = toAction(ruleDiversion)
