import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { holdTrip } from '#lib/domain/trips/plan-loading.ts'
import { markArrived } from '#lib/domain/trips/trip-repository.ts'
import { stopInput } from '#lib/domain/trips/schema.ts'
import { isOver, stopStateOf } from '#lib/domain/trips/states.ts'

/** 到站: the driver is at a stop of a trip of their own (R114). Refused before it has left and once the stop has ended. */
export const arriveAtStop = defineCommand({
  name: 'trip.arrive',
  permission: 'trip.drive',
  input: stopInput,
  queryBudget: 8,
  load: async ({ tx, actor }, input) => {
    const trip = await holdTrip(tx, actor, input)
    const stop = trip?.stops.find(({ noteId }) => noteId === input.noteId)
    return trip?.driverId === actor.userId && stop ? { trip, stop } : null
  },
  decide: ({ trip, stop }) => {
    if (trip.status !== 'LEFT') return refuse('trip.wrongStep', { number: trip.number, status: trip.status })
    const state = stopStateOf(stop)
    if (isOver(state) || state === 'ARRIVED') return refuse('trip.stopOver', { number: stop.number, state })
    return act({ trip, stop })
  },
  save: async ({ tx, now }, { trip, stop }) => {
    const { accountSetId, paperId } = trip
    const { noteId, number } = stop
    if (!(await markArrived(tx, { accountSetId, paperId, noteId }, now))) return { stale: {} }
    const payload = { number: trip.number, note: number, stop: stop.stopNo }
    return { value: { number }, events: [{ accountSetId, paperId, payload }] }
  },
})
