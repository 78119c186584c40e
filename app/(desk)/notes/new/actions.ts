'use server'

import { startSigning } from '#lib/command/passkey-actions.ts'
import { toAction } from '#lib/command/to-action.ts'
import { submitApplication } from '#lib/domain/billing-applications/commands/submit.ts'
import { issueNote } from '#lib/domain/delivery-notes/commands/issue.ts'
import { recordOrder } from '#lib/domain/sales-orders/commands/record.ts'

export const issueNoteAction = toAction(issueNote)
export const submitApplicationAction = toAction(submitApplication)
export const recordOrderAction = toAction(recordOrder)

export async function startSigningAction(asked: unknown) {
  return startSigning(asked)
}
