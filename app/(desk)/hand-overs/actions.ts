'use server'

import { toAction } from '#lib/command/to-action.ts'
import { acceptAtWarehouse } from '#lib/domain/delivery-notes/commands/accept-at-warehouse.ts'
import { handToAccounting } from '#lib/domain/delivery-notes/commands/hand-to-accounting.ts'
import { acceptCopiesCommand } from '#lib/papers/commands/accept-copies.ts'
import { attachPicture } from '#lib/papers/commands/attach-picture.ts'
import { declineCopiesCommand } from '#lib/papers/commands/decline-copies.ts'
import { offerCopiesCommand } from '#lib/papers/commands/offer-copies.ts'
import { takeBackCopiesCommand } from '#lib/papers/commands/take-back-copies.ts'

export const acceptCopiesAction = toAction(acceptCopiesCommand)
export const acceptAtWarehouseAction = toAction(acceptAtWarehouse)
export const declineCopiesAction = toAction(declineCopiesCommand)
export const takeBackCopiesAction = toAction(takeBackCopiesCommand)
export const offerCopiesAction = toAction(offerCopiesCommand)
export const handToAccountingAction = toAction(handToAccounting)
export const attachPictureAction = toAction(attachPicture)
