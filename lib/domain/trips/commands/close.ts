import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { holdTrip } from '#lib/domain/trips/plan-loading.ts'
import { turnTrip } from '#lib/domain/trips/trip-repository.ts'
import { CLOSE_TRIP_GATE } from '#lib/domain/trips/rules.ts'
import { tripInput } from '#lib/domain/trips/schema.ts'
import { stopStateOf } from '#lib/domain/trips/states.ts'
import { evaluate } from '#lib/kernel/gate.ts'

/** 收车: the driver closes the trip once every stop has ended: delivered, not delivered or void (R114). */
export const closeTrip = defineCommand({
  name: 'trip.close',
  permission: 'trip.drive',
  input: tripInput,
  queryBudget: 8,
  load: async ({ tx, actor }, input) => {
    const trip = await holdTrip(tx, actor, input)
    return trip?.driverId === actor.userId ? trip : null
  },
  decide: (trip) => {
    if (trip.status !== 'LEFT') return refuse('trip.wrongStep', { number: trip.number, status: trip.status })
    const checklist = evaluate(CLOSE_TRIP_GATE, { trip })
    if (!checklist.isOpen) return { refuse: { code: 'gate.closeTrip', params: {}, checklist } }
    return act(trip)
  },
  save: async ({ tx, actor, now }, trip) => {
    const { accountSetId, paperId, number } = trip
    const by = { actorId: actor.userId, at: now }
    if (!(await turnTrip(tx, trip, { from: 'LEFT', to: 'CLOSED' }, by))) return { stale: {} }
    const stops = trip.stops.map((stop) => ({ note: stop.number, state: stopStateOf(stop) }))
    return { value: { number }, events: [{ accountSetId, paperId, payload: { number, stops } }] }
  },
})
