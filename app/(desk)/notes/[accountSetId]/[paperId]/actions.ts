'use server'

import { startSigning } from '#lib/command/passkey-actions.ts'
import { toAction } from '#lib/command/to-action.ts'
import { acceptAtWarehouse } from '#lib/domain/delivery-notes/commands/accept-at-warehouse.ts'
import { decideVoid } from '#lib/domain/delivery-notes/commands/decide-void.ts'
import { handToAccounting } from '#lib/domain/delivery-notes/commands/hand-to-accounting.ts'
import { handToKeeper } from '#lib/domain/delivery-notes/commands/hand-to-keeper.ts'
import { requestVoid } from '#lib/domain/delivery-notes/commands/request-void.ts'
import { reverseNote } from '#lib/domain/delivery-notes/commands/reverse.ts'
import { signNote } from '#lib/domain/delivery-notes/commands/sign.ts'
import { acceptCopiesCommand } from '#lib/papers/commands/accept-copies.ts'
import { attachPicture } from '#lib/papers/commands/attach-picture.ts'
import { declineCopiesCommand } from '#lib/papers/commands/decline-copies.ts'
import { offerCopiesCommand } from '#lib/papers/commands/offer-copies.ts'
import { ruleIncident } from '#lib/papers/commands/rule-incident.ts'
import { takeBackCopiesCommand } from '#lib/papers/commands/take-back-copies.ts'
import { writeIncident } from '#lib/papers/commands/write-incident.ts'

export const acceptAtWarehouseAction = toAction(acceptAtWarehouse)
export const handToKeeperAction = toAction(handToKeeper)
export const handToAccountingAction = toAction(handToAccounting)
export const signNoteAction = toAction(signNote)
export const offerCopiesAction = toAction(offerCopiesCommand)
export const acceptCopiesAction = toAction(acceptCopiesCommand)
export const declineCopiesAction = toAction(declineCopiesCommand)
export const takeBackCopiesAction = toAction(takeBackCopiesCommand)
export const attachPictureAction = toAction(attachPicture)
export const writeIncidentAction = toAction(writeIncident)
export const ruleIncidentAction = toAction(ruleIncident)
export const requestVoidAction = toAction(requestVoid)
export const decideVoidAction = toAction(decideVoid)
export const reverseNoteAction = toAction(reverseNote)

export async function startSigningAction(asked: unknown) {
  return startSigning(asked)
}
