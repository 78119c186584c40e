import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { holdTrip } from '#lib/domain/trips/plan-loading.ts'
import { turnTrip } from '#lib/domain/trips/trip-repository.ts'
import { LEAVE_TRIP_GATE } from '#lib/domain/trips/rules.ts'
import { tripInput } from '#lib/domain/trips/schema.ts'
import { evaluate } from '#lib/kernel/gate.ts'

/**
 * 出车: the keeper lets the vehicle go once every stop is loaded by scan and every note dispatched by its own gate to this
 * driver (R10, R113). Refused with the whole checklist else.
 */
export const leaveTrip = defineCommand({
  name: 'trip.leave',
  permission: 'note.dispatch',
  input: tripInput,
  queryBudget: 8,
  load: ({ tx, actor }, input) => holdTrip(tx, actor, input),
  decide: (trip) => {
    if (trip.status !== 'OPEN') return refuse('trip.wrongStep', { number: trip.number, status: trip.status })
    const checklist = evaluate(LEAVE_TRIP_GATE, { trip })
    if (!checklist.isOpen) return { refuse: { code: 'gate.leaveTrip', params: {}, checklist } }
    return act(trip)
  },
  save: async ({ tx, actor, now }, trip) => {
    const { accountSetId, paperId, number } = trip
    const by = { actorId: actor.userId, at: now }
    if (!(await turnTrip(tx, trip, { from: 'OPEN', to: 'LEFT' }, by))) return { stale: {} }
    const stops = trip.stops.map((stop) => stop.number)
    const payload = { number, driver: trip.driverName, vehicle: trip.vehicle, stops }
    return { value: { number }, events: [{ accountSetId, paperId, payload }] }
  },
})
