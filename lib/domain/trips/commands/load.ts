import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { holdTrip } from '#lib/domain/trips/plan-loading.ts'
import { findScanned, readScanned } from '#lib/domain/trips/queries.ts'
import { keepScans } from '#lib/domain/trips/trip-repository.ts'
import { answerScans, type LoadAnswer, scansWanted } from '#lib/domain/trips/scans.ts'
import { loadTripInput } from '#lib/domain/trips/schema.ts'

/**
 * 装车: checks by scan what goes on the vehicle. Each scan is answered by itself: a note's paper or one of its codes, there
 * already, of a note that is not on this trip (and which), or nothing the desk knows. By the keeper or the trip's own
 * driver, until it has left.
 */
export const loadTrip = defineCommand({
  name: 'trip.load',
  permission: 'trip.load',
  input: loadTripInput,
  queryBudget: 10,
  load: async ({ tx, actor }, input) => {
    const trip = await holdTrip(tx, actor, input)
    if (!trip) return null
    const found = await findScanned(tx, actor, trip, scansWanted(input.scans))
    return { trip, found, scanned: await readScanned(tx, trip) }
  },
  decide: ({ trip, found, scanned }, input) => {
    if (trip.status !== 'OPEN') return refuse('trip.wrongStep', { number: trip.number, status: trip.status })
    return act({ trip, ...answerScans(input.scans, found, scanned) })
  },
  save: async ({ tx, actor, now }, { trip, answers, kept }) => {
    const { accountSetId, paperId, number } = trip
    await keepScans(tx, trip, kept, { actorId: actor.userId, at: now })
    const payload = { number, scanned: kept.map(({ noteId, what }) => `${noteId} ${what}`) }
    const value: { answers: LoadAnswer[] } = { answers }
    return { value, events: kept.length > 0 ? [{ accountSetId, paperId, payload }] : [] }
  },
})
