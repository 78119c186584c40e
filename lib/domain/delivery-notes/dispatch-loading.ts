import type { Person } from '#lib/auth/actor.ts'
import { holdGoods, readHeldTerms } from '#lib/domain/delivery-notes/dispatch-repository.ts'
import type { DispatchFacts } from '#lib/domain/delivery-notes/dispatch-rules.ts'
import type { RoadNote } from '#lib/domain/delivery-notes/road-note.ts'
import { holdNote, type NoteKey, readRoadNote } from '#lib/domain/delivery-notes/road-repository.ts'
import type { Reader, Tx } from '#lib/db/client.ts'
import { type BusinessDate, periodOf } from '#lib/kernel/business-date.ts'
import { holdPeriod, readPeriod } from '#lib/ledger/period.ts'

/** What the dispatch gate looks at, for a page: nothing is held. Null outside the account sets. Three statements. */
export async function loadDispatchFacts(
  reader: Reader,
  person: Person,
  key: NoteKey,
  today: BusinessDate,
): Promise<DispatchFacts | null> {
  const note = await readRoadNote(reader, person, key)
  return note && dispatchFactsOf(reader, person, note, today)
}

/** The same for a note that the page has read already. Two statements. */
export async function dispatchFactsOf(
  reader: Reader,
  person: Person,
  note: RoadNote,
  today: BusinessDate,
): Promise<DispatchFacts> {
  const terms = await readHeldTerms(reader, note)
  const period = await readPeriod(reader, note.accountSetId, periodOf(today))
  return { note, actorId: person.userId, terms, today, isPeriodOpen: period === 'OPEN', noticeHow: null }
}

/** The same under locks: paper, goods in product order, customer, period. Six statements. */
export async function holdDispatchFacts(
  tx: Tx,
  person: Person,
  key: NoteKey,
  notice: { today: BusinessDate; how: string },
): Promise<DispatchFacts | null> {
  await holdNote(tx, key)
  const note = await readRoadNote(tx, person, key)
  if (!note || !person.warehouseIds.includes(note.warehouseId)) return null
  await holdGoods(tx, note)
  const terms = await readHeldTerms(tx, note)
  const period = await holdPeriod(tx, note.accountSetId, notice.today)
  const { today, how: noticeHow } = notice
  return { note, actorId: person.userId, terms, today, isPeriodOpen: period === 'OPEN', noticeHow }
}
