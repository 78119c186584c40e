import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { setDrivers } from '#lib/domain/delivery-notes/dispatch-repository.ts'
import { loadPlan } from '#lib/domain/trips/plan-loading.ts'
import { updatePlan } from '#lib/domain/trips/trip-repository.ts'
import { PLAN_TRIP_GATE } from '#lib/domain/trips/rules.ts'
import { changeTripInput } from '#lib/domain/trips/schema.ts'
import { evaluate } from '#lib/kernel/gate.ts'

/** 改排车: changes driver, vehicle and stops of a trip that has not left (R10, R104, R113). */
export const changeTrip = defineCommand({
  name: 'trip.change',
  permission: 'trip.plan',
  input: changeTripInput,
  queryBudget: 13,
  load: ({ tx, actor }, input) => loadPlan(tx, actor, input.paperId, input),
  decide: (loaded) => {
    const { trip, notes, driver } = loaded
    if (trip === null) return refuse('trip.wrongStep', { number: '', status: '' })
    if (trip.status !== 'OPEN') return refuse('trip.wrongStep', { number: trip.number, status: trip.status })
    const checklist = evaluate(PLAN_TRIP_GATE, { tripId: trip.paperId, notes, driver })
    if (!checklist.isOpen) return { refuse: { code: 'gate.planTrip', params: {}, checklist } }
    return act({ ...loaded, trip })
  },
  save: async ({ tx }, { trip, notes, driver }, input) => {
    const { accountSetId, paperId, number } = trip
    if (!(await updatePlan(tx, trip, input))) return { stale: {} }
    const named = await setDrivers(tx, accountSetId, input.noteIds, input.driverId)
    if (named !== notes.length) return { stale: {} }
    const stops = input.noteIds.map((id) => notes.find(({ noteId }) => noteId === id)?.number ?? '')
    const off = trip.stops.filter(({ noteId }) => !input.noteIds.includes(noteId)).map((stop) => stop.number)
    const payload = { number, driver: driver?.name ?? '', vehicle: input.vehicle, stops, off }
    return { value: { accountSetId, paperId, number }, events: [{ accountSetId, paperId, payload }] }
  },
})
