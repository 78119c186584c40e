import type { Person } from '#lib/auth/actor.ts'
import type { Tx } from '#lib/db/client.ts'
import { readNumberFormat, readTrip, readTripNotes, type WaitingNote } from '#lib/domain/trips/queries.ts'
import { holdTripPapers } from '#lib/domain/trips/trip-repository.ts'
import type { Trip } from '#lib/domain/trips/trip.ts'
import { readReceiver } from '#lib/papers/custody-loading.ts'
import type { PaperKey } from '#lib/papers/custody.ts'

/** The trip with its papers and the notes of its stops held; null outside the person's scope. Two statements. */
export async function holdTrip(tx: Tx, person: Person, key: PaperKey): Promise<Trip | null> {
  if (!person.accountSetIds.includes(key.accountSetId)) return null
  await holdTripPapers(tx, key.accountSetId, { tripId: key.paperId, noteIds: [] })
  return readTrip(tx, person, key)
}

/** What planning looks at. */
export type LoadedPlan = {
  trip: Trip | null
  notes: WaitingNote[]
  driver: { id: string; name: string; isDriver: boolean } | null
  numberFormat: string
}

/**
 * The trip that is planned (null a new one), the notes that are to stand on it, and who drives, all papers held. Null when
 * the trip or one of the notes is not within the person's scope. Five statements.
 */
export async function loadPlan(
  tx: Tx,
  person: Person,
  tripId: string | null,
  plan: { accountSetId: number; driverId: string; noteIds: readonly string[] },
): Promise<LoadedPlan | null> {
  const { accountSetId, driverId, noteIds } = plan
  if (!person.accountSetIds.includes(accountSetId)) return null
  await holdTripPapers(tx, accountSetId, { tripId, noteIds })
  const trip = tripId === null ? null : await readTrip(tx, person, { accountSetId, paperId: tripId })
  const notes = await readTripNotes(tx, person, accountSetId, noteIds)
  if (notes.length !== noteIds.length || (tripId !== null && trip === null)) return null
  const receiver = await readReceiver(tx, driverId)
  const isDriver =
    receiver !== null && receiver.roles.includes('DRIVER') && receiver.accountSetIds.includes(accountSetId)
  const driver = receiver && { id: receiver.id, name: receiver.name, isDriver }
  return { trip, notes, driver, numberFormat: await readNumberFormat(tx, accountSetId) }
}
