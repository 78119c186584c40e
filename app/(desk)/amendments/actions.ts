'use server'

import { startSigning } from '#lib/command/passkey-actions.ts'
import { toAction } from '#lib/command/to-action.ts'
import { agreeAmendment } from '#lib/domain/delivery-notes/commands/agree-amendment.ts'
import { openAmendment } from '#lib/domain/delivery-notes/commands/open-amendment.ts'
import { receiveSurplus } from '#lib/domain/delivery-notes/commands/receive-surplus.ts'
import { withdrawAmendment } from '#lib/domain/delivery-notes/commands/withdraw-amendment.ts'

export const openAmendmentAction = toAction(openAmendment)
export const agreeAmendmentAction = toAction(agreeAmendment)
export const receiveSurplusAction = toAction(receiveSurplus)
export const withdrawAmendmentAction = toAction(withdrawAmendment)

export async function startSigningAction(asked: unknown) {
  return startSigning(asked)
}
