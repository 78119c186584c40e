'use server'

import { startSigning } from '#lib/command/passkey-actions.ts'
import { toAction } from '#lib/command/to-action.ts'
import { acceptAtWarehouse } from '#lib/domain/delivery-notes/commands/accept-at-warehouse.ts'
import { agreeToSheet } from '#lib/domain/driver-reconciliations/commands/agree.ts'
import { closeReconciliation } from '#lib/domain/driver-reconciliations/commands/close.ts'
import { countCash } from '#lib/domain/driver-reconciliations/commands/count.ts'
import { disputeSession } from '#lib/domain/driver-reconciliations/commands/dispute.ts'
import { excuseThing } from '#lib/domain/driver-reconciliations/commands/excuse.ts'
import { openReconciliation } from '#lib/domain/driver-reconciliations/commands/open.ts'
import { ruleDispute } from '#lib/domain/driver-reconciliations/commands/rule-dispute.ts'
import { acceptCopiesCommand } from '#lib/papers/commands/accept-copies.ts'
import { offerCopiesCommand } from '#lib/papers/commands/offer-copies.ts'

export const openReconciliationAction = toAction(openReconciliation)
export const countCashAction = toAction(countCash)
export const excuseThingAction = toAction(excuseThing)
export const disputeSessionAction = toAction(disputeSession)
export const ruleDisputeAction = toAction(ruleDispute)
export const agreeToSheetAction = toAction(agreeToSheet)
export const closeReconciliationAction = toAction(closeReconciliation)
export const offerCopiesAction = toAction(offerCopiesCommand)
export const acceptAtWarehouseAction = toAction(acceptAtWarehouse)
export const acceptCopiesAction = toAction(acceptCopiesCommand)

export async function startSigningAction(asked: unknown) {
  return startSigning(asked)
}
