import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { nextStop, readStop } from '#lib/domain/delivery-notes/driver-queries.ts'
import { arriveAtStop } from '#lib/domain/trips/commands/arrive.ts'
import { cancelTrip } from '#lib/domain/trips/commands/cancel.ts'
import { changeTrip } from '#lib/domain/trips/commands/change.ts'
import { closeTrip } from '#lib/domain/trips/commands/close.ts'
import { leaveTrip } from '#lib/domain/trips/commands/leave.ts'
import { loadTrip } from '#lib/domain/trips/commands/load.ts'
import { endUndelivered } from '#lib/domain/trips/commands/not-delivered.ts'
import { openTrip } from '#lib/domain/trips/commands/open.ts'
import { countNotesForTrip, listNotesForTrip, listTrips, readTrip } from '#lib/domain/trips/queries.ts'
import { stopStateOf } from '#lib/domain/trips/states.ts'
import { today } from '#lib/kernel/clock.ts'
import { testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { CODED, noteAt } from '#tests/support/note-life.ts'
import { supermarketNoteAt } from '#tests/support/ordering.ts'
import { createPerson } from '#tests/support/people.ts'
import {
  deliver,
  dispatch,
  keyOf,
  offerCopies,
  acceptCopies,
  refusalOf,
  run,
  unmetOf,
} from '#tests/support/road.ts'
import { planOf, readyNote, scansOf, sentOff, type TripRef, tripWith } from '#tests/support/tripping.ts'

let company: TestCompany

beforeAll(async () => {
  company = await testCompany()
})
afterAll(async () => {
  expect(company.desk.faults).toEqual([])
  await expectWhole(company.db)
  await company.drop()
})
beforeEach(() => company.desk.faults.splice(0))

const tripOf = async (trip: TripRef) => {
  const read = await readTrip(company.db, company.staff.clerk, trip)
  if (!read) throw new Error('the trip is there')
  return read
}
const statesOf = async (trip: TripRef) => (await tripOf(trip)).stops.map(stopStateOf)
const as = (trip: TripRef, noteId: string, more: object = {}) => ({ ...keyOf(trip), noteId, ...more })

describe('planning a trip', () => {
  it('R113 opens with stops in order and names the driver on every note', async () => {
    const notes = [await readyNote(company), await readyNote(company, { customer: 'K101' })]
    const trip = await tripWith(company, notes.toReversed())
    expect(trip.number).toMatch(/^TC/)
    const { stops, driverName } = await tripOf(trip)
    expect([driverName, ...stops.map(({ number }) => number)]).toEqual([
      'driver',
      ...notes.map(({ number }) => number).toReversed(),
    ])
    const rows = await company.db.deliveryNote.findMany({
      where: { paperId: { in: notes.map(({ paperId }) => paperId) } },
    })
    expect(rows.every(({ driverId }) => driverId === company.staff.driver.userId)).toBe(true)
  })

  it('R10 R104 R113 refuses notes that are not verified, stand on another trip, and drivers who are none', async () => {
    const early = await noteAt(company, 'PREPARED')
    const taken = await readyNote(company)
    await tripWith(company, [taken])
    const open = (notes: { paperId: string; accountSetId: number }[], more: object = {}) =>
      run(company, openTrip, company.staff.clerk, {
        accountSetId: early.accountSetId,
        ...planOf(company, notes, more),
      })
    expect(unmetOf(await open([early]))).toEqual(['R10 notVerified'])
    expect(unmetOf(await open([taken]))).toEqual(['R104 onAnotherTrip'])
    const free = await readyNote(company)
    expect(unmetOf(await open([free], { driverId: company.staff.clerk.userId }))).toEqual(['R113 notADriver'])
    expect((await open([free, free])).status).toBe('invalid')
    expect((await open([free], { vehicle: '' })).status).toBe('invalid')
    expect(refusalOf(await open([{ ...free, paperId: company.books.eastWarehouseId }]))).toBe('notFound')
  })

  it('R104 two clerks at once put a note on one trip', async () => {
    const note = await readyNote(company)
    const { clerk, otherClerk } = company.staff
    const input = { accountSetId: note.accountSetId, ...planOf(company, [note]) }
    const answers = await Promise.all([clerk, otherClerk].map((each) => run(company, openTrip, each, input)))
    expect(answers.map(({ status }) => status).sort()).toEqual(['done', 'refused'])
  })

  it('R104 changes until it has left, and a cancelled trip frees its notes', async () => {
    const [one, two, three] = [await readyNote(company), await readyNote(company), await readyNote(company)]
    const trip = await tripWith(company, [one, two])
    const change = (notes: { paperId: string; accountSetId: number }[]) =>
      run(company, changeTrip, company.staff.clerk, { ...keyOf(trip), ...planOf(company, notes) })
    valueOf(await change([three, one]))
    expect((await tripOf(trip)).stops.map(({ number }) => number)).toEqual([three.number, one.number])
    await tripWith(company, [two])
    expect(unmetOf(await change([one, two]))).toEqual(['R104 onAnotherTrip'])
    valueOf(await run(company, cancelTrip, company.staff.clerk, { ...keyOf(trip), reason: '车坏了' }))
    expect(refusalOf(await change([one]))).toBe('trip.wrongStep')
    const twice = await run(company, cancelTrip, company.staff.clerk, { ...keyOf(trip), reason: '再取消' })
    expect(refusalOf(twice)).toBe('trip.wrongStep')
    await tripWith(company, [one, three])
  })
})

describe('loading and leaving', () => {
  it('R10 counts each paper and code once, and names what is not on the trip', async () => {
    const note = await readyNote(company, { lines: CODED })
    const stranger = await readyNote(company, { lines: CODED })
    const trip = await tripWith(company, [note])
    const load = (scans: object[], who = company.staff.keeper) =>
      run(company, loadTrip, who, { ...keyOf(trip), scans })
    const mine = await scansOf(company, [note])
    const others = await scansOf(company, [stranger])
    const nothing = { typed: 'NOBODYS-CODE', lineNo: null, kind: null }
    const first = valueOf(
      await load([...mine.slice(0, 2), ...mine.slice(0, 1), ...others.slice(0, 2), nothing]),
    )
    expect(first.answers.map(({ outcome }) => outcome)).toEqual([
      'paper',
      'code',
      'here',
      'otherTrip',
      'otherTrip',
      'unknown',
    ])
    // One vehicle carries trips of two account sets: a label of the other set is named, though its number may be the same.
    const market = await supermarketNoteAt(company, 'VERIFIED', 'S201', { product: 'YS003', quantity: '1箱' })
    const counted = await countNotesForTrip(company.db, company.staff.clerk, [market.accountSetId])
    expect(counted.get(market.accountSetId)).toBe(1)
    const [, code] = await scansOf(company, [market])
    const elsewhere = valueOf(await load(code ? [code, ...mine.slice(0, 1)] : []))
    expect(elsewhere.answers.map(({ outcome, number }) => [outcome, number])).toEqual([
      ['otherTrip', market.number],
      ['here', note.number],
    ])
    valueOf(await dispatch(company, note))
    const leave = () => run(company, leaveTrip, company.staff.keeper, keyOf(trip))
    expect(unmetOf(await leave())).toEqual(['R10 codesNotLoaded'])
    valueOf(await load(mine, company.staff.driver))
    const [stop] = (await tripOf(trip)).stops
    expect([stop?.codes, stop?.codesLoaded, stop?.isPaperLoaded]).toEqual([
      mine.length - 1,
      mine.length - 1,
      true,
    ])
    valueOf(await leave())
    expect(refusalOf(await load(mine))).toBe('trip.wrongStep')
    expect(refusalOf(await leave())).toBe('trip.wrongStep')
  })

  it('R113 does not leave with a note that is not dispatched', async () => {
    const note = await readyNote(company)
    const trip = await tripWith(company, [note])
    const leave = () => run(company, leaveTrip, company.staff.keeper, keyOf(trip))
    expect(unmetOf(await leave())).toEqual(['R10 notLoaded', 'R113 notDispatched'])
  })
})

describe('on the road', () => {
  it('R114 goes from stop to stop; what is not delivered goes on another trip without undoing anything', async () => {
    const notes = [await readyNote(company, { customer: 'K101' }), await readyNote(company)]
    const [cash, monthly] = [notes[0], notes[1]]
    if (!cash || !monthly) throw new Error('two notes')
    const trip = await tripWith(company, notes)
    await sentOff(company, trip, notes)
    const { driver } = company.staff
    const close = (which: TripRef) => run(company, closeTrip, driver, keyOf(which))
    expect(unmetOf(await close(trip))).toEqual(['R114 stopOpen'])
    valueOf(await run(company, arriveAtStop, driver, as(trip, cash.paperId)))
    expect(refusalOf(await run(company, arriveAtStop, driver, as(trip, cash.paperId)))).toBe('trip.stopOver')
    valueOf(await deliver(company, cash))
    const without = await run(company, endUndelivered, driver, as(trip, monthly.paperId, { reason: ' ' }))
    expect(without.status).toBe('invalid')
    valueOf(await run(company, endUndelivered, driver, as(trip, monthly.paperId, { reason: '店里没人' })))
    expect(await statesOf(trip)).toEqual(['DELIVERED', 'NOT_DELIVERED'])
    const day = today(company.desk.clock)
    expect(await readStop(company.db, driver, monthly, day)).toMatchObject({ isBroughtBack: true })
    expect(await readStop(company.db, driver, cash, day)).toMatchObject({ isBroughtBack: false })
    expect((await nextStop(company.db, driver, cash))?.paperId).not.toBe(monthly.paperId)
    valueOf(await close(trip))
    const again = await tripWith(company, [monthly])
    const scans = await scansOf(company, [monthly])
    valueOf(await run(company, loadTrip, company.staff.keeper, { ...keyOf(again), scans }))
    valueOf(await run(company, leaveTrip, company.staff.keeper, keyOf(again)))
    valueOf(await deliver(company, monthly))
    valueOf(await close(again))
    expect([await statesOf(trip), await statesOf(again)]).toEqual([
      ['DELIVERED', 'NOT_DELIVERED'],
      ['DELIVERED'],
    ])
  })

  it('R57 another driver takes over the goods with their copies', async () => {
    const note = await readyNote(company)
    const trip = await tripWith(company, [note])
    await sentOff(company, trip, [note])
    const { driver } = company.staff
    valueOf(await run(company, endUndelivered, driver, as(trip, note.paperId, { reason: '车坏了' })))
    const accountSetIds = [company.books.mainSetId]
    const { person } = await createPerson(company.db, {
      roles: ['DRIVER'],
      accountSetIds,
      displayName: '替班',
    })
    const plan = planOf(company, [note], { driverId: person.userId })
    const input = { accountSetId: note.accountSetId, ...plan }
    const next = valueOf(await run(company, openTrip, company.staff.clerk, input))
    await offerCopies(company, note, ['DRIVER', 'CUSTOMER'], { from: driver, to: person, place: 'DRIVER' })
    await acceptCopies(company, note, person, ['DRIVER', 'CUSTOMER'])
    const scans = await scansOf(company, [note])
    valueOf(await run(company, loadTrip, company.staff.keeper, { ...keyOf(next), scans }))
    valueOf(await run(company, leaveTrip, company.staff.keeper, keyOf(next)))
    expect(refusalOf(await deliver(company, note))).toBe('notFound')
  })

  it('F30 two phones end one stop once: delivered or brought back, never both', async () => {
    const note = await readyNote(company)
    const trip = await tripWith(company, [note])
    await sentOff(company, trip, [note])
    const { driver } = company.staff
    const answers = await Promise.all([
      deliver(company, note),
      run(company, endUndelivered, driver, as(trip, note.paperId, { reason: '没人' })),
      run(company, endUndelivered, driver, as(trip, note.paperId, { reason: '没人' })),
    ])
    expect(answers.filter(({ status }) => status === 'done')).toHaveLength(1)
    const [state] = await statesOf(trip)
    const { status } = await company.db.deliveryNote.findFirstOrThrow({ where: keyOf(note) })
    expect([
      ['DELIVERED', 'DELIVERED'],
      ['NOT_DELIVERED', 'DISPATCHED'],
    ]).toContainEqual([state, status])
  })

  it('F05 an act that is sent again with its key happens once', async () => {
    const note = await readyNote(company)
    const trip = await tripWith(company, [note])
    await sentOff(company, trip, [note])
    const arrive = () =>
      run(company, arriveAtStop, company.staff.driver, as(trip, note.paperId), {
        key: 'one-press-of-arriving-0001',
      })
    const answers = await Promise.all([arrive(), arrive(), arrive()])
    expect(answers.map(({ status }) => status)).toEqual(['done', 'done', 'done'])
    const events = await company.db.paperEvent.count({
      where: { paperId: trip.paperId, command: 'trip.arrive' },
    })
    expect(events).toBe(1)
  })

  it('A05 knows no trip of another driver, another warehouse or another account set', async () => {
    const note = await readyNote(company)
    const trip = await tripWith(company, [note])
    await sentOff(company, trip, [note])
    const accountSetIds = [company.books.mainSetId]
    const { person: other } = await createPerson(company.db, { roles: ['DRIVER'], accountSetIds })
    const { person: keeper } = await createPerson(company.db, {
      roles: ['KEEPER'],
      accountSetIds,
      warehouseIds: [company.books.westWarehouseId],
    })
    const { person: elsewhere } = await createPerson(company.db, {
      roles: ['DRIVER', 'CLERK'],
      accountSetIds: [company.books.supermarketSetId],
    })
    for (const stranger of [other, keeper, elsewhere]) {
      expect(await readTrip(company.db, stranger, trip)).toBeNull()
      expect(await listTrips(company.db, stranger, { isUnderWay: false })).toEqual([])
    }
    for (const stranger of [other, elsewhere]) {
      const arrived = await run(company, arriveAtStop, stranger, as(trip, note.paperId))
      const ended = await run(company, endUndelivered, stranger, as(trip, note.paperId, { reason: '没人' }))
      expect([refusalOf(arrived), refusalOf(ended)]).toEqual(['notFound', 'notFound'])
    }
    expect(refusalOf(await run(company, closeTrip, other, keyOf(trip)))).toBe('notFound')
    const scans = { ...keyOf(trip), scans: await scansOf(company, [note]) }
    expect(refusalOf(await run(company, loadTrip, other, scans))).toBe('notFound')
    const changed = { ...keyOf(trip), ...planOf(company, [note]) }
    expect(refusalOf(await run(company, changeTrip, elsewhere, changed))).toBe('notFound')
    const cancelled = { ...keyOf(trip), reason: '不是我的' }
    expect(refusalOf(await run(company, cancelTrip, elsewhere, cancelled))).toBe('notFound')
    expect(refusalOf(await run(company, leaveTrip, keeper, keyOf(trip)))).toBe('notFound')
    expect(refusalOf(await run(company, arriveAtStop, company.staff.keeper, as(trip, note.paperId)))).toBe(
      'permission.missing',
    )
  })

  it('costs the same statements with one stop and with eight', async () => {
    const counts: number[][] = []
    for (const stops of [1, 8]) {
      const notes = []
      for (let at = 0; at < stops; at += 1) notes.push(await readyNote(company))
      company.forgetStatements()
      const trip = await tripWith(company, notes)
      const opened = company.statements.length
      const scans = await scansOf(company, notes)
      company.forgetStatements()
      valueOf(await run(company, loadTrip, company.staff.keeper, { ...keyOf(trip), scans }))
      const loaded = company.statements.length
      company.forgetStatements()
      await listNotesForTrip(company.db, company.staff.clerk, trip.accountSetId, trip.paperId)
      await readTrip(company.db, company.staff.clerk, trip)
      counts.push([opened, loaded, company.statements.length])
    }
    expect(counts[0]).toEqual(counts[1])
    expect(counts[0]?.[0]).toBeLessThanOrEqual(openTrip.queryBudget)
    expect(counts[0]?.[1]).toBeLessThanOrEqual(loadTrip.queryBudget)
    expect(counts[0]?.[2]).toBe(2)
  })
})
