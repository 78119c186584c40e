import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { holdTrip } from '#lib/domain/trips/plan-loading.ts'
import { markNotDelivered } from '#lib/domain/trips/trip-repository.ts'
import { notDeliveredInput } from '#lib/domain/trips/schema.ts'
import { isOver, stopStateOf } from '#lib/domain/trips/states.ts'

/**
 * 未送达: ends a stop at which the goods could not be handed over, with the reason. Nothing is undone: the note stays
 * dispatched and may stand on the next trip. Refused once it is delivered: the note is held, so one of two phones is
 * first.
 */
export const endUndelivered = defineCommand({
  name: 'trip.notDelivered',
  permission: 'trip.drive',
  input: notDeliveredInput,
  queryBudget: 8,
  load: async ({ tx, actor }, input) => {
    const trip = await holdTrip(tx, actor, input)
    const stop = trip?.stops.find(({ noteId }) => noteId === input.noteId)
    return trip?.driverId === actor.userId && stop ? { trip, stop } : null
  },
  decide: ({ trip, stop }) => {
    if (trip.status !== 'LEFT') return refuse('trip.wrongStep', { number: trip.number, status: trip.status })
    const state = stopStateOf(stop)
    return isOver(state) ? refuse('trip.stopOver', { number: stop.number, state }) : act({ trip, stop })
  },
  save: async ({ tx, actor, now }, { trip, stop }, { reason }) => {
    const { accountSetId, paperId } = trip
    const { noteId, number } = stop
    const by = { actorId: actor.userId, at: now }
    if (!(await markNotDelivered(tx, { accountSetId, paperId, noteId }, reason, by))) return { stale: {} }
    const payload = { number: trip.number, note: number, stop: stop.stopNo, reason }
    return { value: { number }, events: [{ accountSetId, paperId, payload }] }
  },
})
