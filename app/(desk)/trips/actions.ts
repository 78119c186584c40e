'use server'

import { toAction } from '#lib/command/to-action.ts'
import { dispatchNote } from '#lib/domain/delivery-notes/commands/dispatch.ts'
import { cancelTrip } from '#lib/domain/trips/commands/cancel.ts'
import { changeTrip } from '#lib/domain/trips/commands/change.ts'
import { closeTrip } from '#lib/domain/trips/commands/close.ts'
import { leaveTrip } from '#lib/domain/trips/commands/leave.ts'
import { loadTrip } from '#lib/domain/trips/commands/load.ts'
import { openTrip } from '#lib/domain/trips/commands/open.ts'

export const cancelTripAction = toAction(cancelTrip)
export const changeTripAction = toAction(changeTrip)
export const closeTripAction = toAction(closeTrip)
export const dispatchNoteAction = toAction(dispatchNote)
export const leaveTripAction = toAction(leaveTrip)
export const loadTripAction = toAction(loadTrip)
export const openTripAction = toAction(openTrip)
