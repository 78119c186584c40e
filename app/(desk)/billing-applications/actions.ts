'use server'

import { toAction } from '#lib/command/to-action.ts'
import { approveApplication } from '#lib/domain/billing-applications/commands/approve.ts'
import { rejectApplication } from '#lib/domain/billing-applications/commands/reject.ts'
import { withdrawApplication } from '#lib/domain/billing-applications/commands/withdraw.ts'

export const approveApplicationAction = toAction(approveApplication)
export const rejectApplicationAction = toAction(rejectApplication)
export const withdrawApplicationAction = toAction(withdrawApplication)
