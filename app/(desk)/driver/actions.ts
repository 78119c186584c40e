'use server'

import { toAction } from '#lib/command/to-action.ts'
import { deliverNote } from '#lib/domain/delivery-notes/commands/deliver.ts'
import { arriveAtStop } from '#lib/domain/trips/commands/arrive.ts'
import { endUndelivered } from '#lib/domain/trips/commands/not-delivered.ts'
import { acceptCopiesCommand } from '#lib/papers/commands/accept-copies.ts'
import { attachPicture } from '#lib/papers/commands/attach-picture.ts'
import { offerCopiesCommand } from '#lib/papers/commands/offer-copies.ts'

export const acceptCopiesAction = toAction(acceptCopiesCommand)
export const arriveAction = toAction(arriveAtStop)
export const attachPictureAction = toAction(attachPicture)
export const deliverNoteAction = toAction(deliverNote)
export const notDeliveredAction = toAction(endUndelivered)
export const offerCopiesAction = toAction(offerCopiesCommand)
