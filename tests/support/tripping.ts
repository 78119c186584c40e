import { loadTrip } from '#lib/domain/trips/commands/load.ts'
import { leaveTrip } from '#lib/domain/trips/commands/leave.ts'
import { openTrip } from '#lib/domain/trips/commands/open.ts'
import { type RoadCompany, valueOf } from '#tests/support/company.ts'
import { noteAt, type NoteWish } from '#tests/support/note-life.ts'
import { dispatch, keyOf, type NoteRef, run, withDriver } from '#tests/support/road.ts'

/** A trip as tests name it. */
export type TripRef = NoteRef & { number: string }

/** A note that may stand on a trip. */
export const readyNote = (company: RoadCompany, wish: NoteWish = {}) => noteAt(company, 'VERIFIED', wish)

/** What a trip is opened with. */
export function planOf(company: RoadCompany, notes: readonly NoteRef[], more: object = {}) {
  return {
    driverId: company.staff.driver.userId,
    vehicle: '示A12345',
    noteIds: notes.map(({ paperId }) => paperId),
    remark: '',
    ...more,
  }
}

/** A trip of the company's driver with these notes in this order. */
export async function tripWith(company: RoadCompany, notes: readonly NoteRef[]): Promise<TripRef> {
  const accountSetId = notes[0]?.accountSetId ?? 1
  const input = { accountSetId, ...planOf(company, notes) }
  return valueOf(await run(company, openTrip, company.staff.clerk, input))
}

/** Everything that is scanned onto the vehicle for these notes: each paper and each code. */
export async function scansOf(company: RoadCompany, notes: readonly (NoteRef & { number: string })[]) {
  const scans = []
  for (const note of notes) {
    const held = await company.db.codeHolding.findMany({ where: keyOf(note), orderBy: { code: 'asc' } })
    scans.push(note.number, ...held.map(({ code }) => code))
  }
  return scans.map((typed) => ({ typed, lineNo: null, kind: null }))
}

/** Loaded by scan, dispatched note by note, gone, and the copies with the driver. */
export async function sentOff(
  company: RoadCompany,
  trip: TripRef,
  notes: readonly (NoteRef & { number: string })[],
): Promise<void> {
  const { keeper } = company.staff
  const scans = await scansOf(company, notes)
  valueOf(await run(company, loadTrip, keeper, { ...keyOf(trip), scans }))
  for (const note of notes) valueOf(await dispatch(company, note))
  valueOf(await run(company, leaveTrip, keeper, keyOf(trip)))
  for (const note of notes) await withDriver(company, note)
}
