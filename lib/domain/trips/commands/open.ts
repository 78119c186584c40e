import { act, defineCommand } from '#lib/command/define-command.ts'
import { setDrivers } from '#lib/domain/delivery-notes/dispatch-repository.ts'
import { takeSequences } from '#lib/db/numbering.ts'
import { tripContentHash } from '#lib/domain/trips/content.ts'
import { loadPlan } from '#lib/domain/trips/plan-loading.ts'
import { insertTrip } from '#lib/domain/trips/trip-repository.ts'
import { PLAN_TRIP_GATE } from '#lib/domain/trips/rules.ts'
import { openTripInput } from '#lib/domain/trips/schema.ts'
import { periodOf } from '#lib/kernel/business-date.ts'
import { evaluate } from '#lib/kernel/gate.ts'
import { newId } from '#lib/kernel/ids.ts'
import { paperNumber } from '#lib/kernel/paper-number.ts'
import { chainStart } from '#lib/papers/paper.ts'

/**
 * 排车: opens a trip with its driver, vehicle and stops in order, and names the driver on every note. Refused when a note
 * is not verified, stands on another trip, or the driver is none (R10, R104, R113).
 */
export const openTrip = defineCommand({
  name: 'trip.open',
  permission: 'trip.plan',
  input: openTripInput,
  queryBudget: 13,
  load: ({ tx, actor }, input) => loadPlan(tx, actor, null, input),
  decide: (loaded) => {
    const { notes, driver } = loaded
    const checklist = evaluate(PLAN_TRIP_GATE, { tripId: null, notes, driver })
    if (!checklist.isOpen) return { refuse: { code: 'gate.planTrip', params: {}, checklist } }
    return act(loaded)
  },
  save: async ({ tx, actor, now, today }, { notes, driver, numberFormat }, input) => {
    const { accountSetId, driverId, vehicle } = input
    if ((await setDrivers(tx, accountSetId, input.noteIds, driverId)) !== notes.length) return { stale: {} }
    const period = periodOf(today)
    const sequence = (await takeSequences(tx, accountSetId, period, ['TRIP'])).get('TRIP') ?? 0
    const paperId = newId(now)
    const number = paperNumber(numberFormat, 'TRIP', period, sequence)
    const content = { accountSetId, paperId, number, tripDate: today, openedById: actor.userId }
    const contentHash = tripContentHash(content)
    const chainHash = chainStart({ accountSetId, paperId, kind: 'TRIP', number, contentHash })
    await insertTrip(tx, content, { period, sequence, contentHash, chainHash }, input, now)
    const stops = input.noteIds.map((id) => notes.find(({ noteId }) => noteId === id)?.number ?? '')
    const payload = { number, driver: driver?.name ?? '', vehicle, stops }
    return { value: { accountSetId, paperId, number }, events: [{ accountSetId, paperId, payload }] }
  },
})
