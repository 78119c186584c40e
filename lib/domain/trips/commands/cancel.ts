import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { holdTrip } from '#lib/domain/trips/plan-loading.ts'
import { turnTrip } from '#lib/domain/trips/trip-repository.ts'
import { cancelTripInput } from '#lib/domain/trips/schema.ts'

/** 取消排车: takes back a trip that has not left; its notes wait for another one. The number stays (R89). */
export const cancelTrip = defineCommand({
  name: 'trip.cancel',
  permission: 'trip.plan',
  input: cancelTripInput,
  queryBudget: 8,
  load: ({ tx, actor }, input) => holdTrip(tx, actor, input),
  decide: (trip) =>
    trip.status === 'OPEN'
      ? act(trip)
      : refuse('trip.wrongStep', { number: trip.number, status: trip.status }),
  save: async ({ tx, actor, now }, trip, { reason }) => {
    const { accountSetId, paperId, number } = trip
    const by = { actorId: actor.userId, at: now }
    if (!(await turnTrip(tx, trip, { from: 'OPEN', to: 'CANCELLED' }, by))) return { stale: {} }
    const stops = trip.stops.map((stop) => stop.number)
    return { value: { number }, events: [{ accountSetId, paperId, payload: { number, reason, stops } }] }
  },
})
