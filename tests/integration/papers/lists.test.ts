import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Person } from '#lib/auth/actor.ts'
import { runCommand } from '#lib/command/run-command.ts'
import type { IssuedNote } from '#lib/domain/delivery-notes/commands/issue.ts'
import { handToKeeper } from '#lib/domain/delivery-notes/commands/hand-to-keeper.ts'
import { addressOf, type AddressParameters, filterOf } from '#lib/domain/delivery-notes/list-filter.ts'
import { listNotes } from '#lib/domain/delivery-notes/list-queries.ts'
import { readReceivers } from '#lib/papers/receiver-queries.ts'
import { addDays } from '#lib/kernel/business-date.ts'
import { today } from '#lib/kernel/clock.ts'
import { withAge } from '#lib/papers/hand-over-age.ts'
import { readKeptCopies, readOpenOffers, readScannedCopy } from '#lib/papers/hand-over-queries.ts'
import { testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { noteAt } from '#tests/support/note-life.ts'
import { call } from '#tests/support/people.ts'

let company: TestCompany
let notes: IssuedNote[]
let gone: IssuedNote

beforeAll(async () => {
  company = await testCompany()
  notes = []
  for (let count = 0; count < 53; count += 1) notes.push(await noteAt(company, 'ISSUED'))
  gone = await noteAt(company, 'ON_THE_ROAD')
})
afterAll(() => company.drop())

const list = (parameters: AddressParameters, person: Person = company.staff.manager) =>
  listNotes(company.db, person, filterOf(parameters), today(company.desk.clock))

describe('the list of notes', () => {
  it('pages by key in both directions, in one statement', async () => {
    company.forgetStatements()
    const first = await list({})
    expect(company.statements.length).toBe(1)
    expect(first.rows.length).toBe(50)
    expect(first.newerKey).toBeNull()
    const second = await list({ before: first.olderKey ?? '' })
    expect(second.rows.length).toBe(4)
    expect(second.olderKey).toBeNull()
    const all = [...first.rows, ...second.rows].map((row) => row.number)
    expect(all).toEqual([...all].toSorted().toReversed())
    const back = await list({ after: second.newerKey ?? '' })
    expect(back.rows.map((row) => row.number)).toEqual(first.rows.map((row) => row.number))
    expect(back.newerKey).toBeNull()
  })

  it('finds a note by its number, whole or as people say it', async () => {
    const wanted = notes[11]
    for (const number of [wanted?.number ?? '', '12', ' 00012 ', (wanted?.number ?? '').toLowerCase()])
      expect((await list({ number })).rows.map((row) => row.number)).toEqual([wanted?.number])
    expect((await list({ number: "' or 1=1--" })).rows).toEqual([])
  })

  it('narrows by status, day, part in it and copies away', async () => {
    const numbersOf = async (parameters: AddressParameters, person?: Person) =>
      (await list(parameters, person)).rows.map((row) => row.number)
    expect(await numbersOf({ status: 'DISPATCHED' })).toEqual([gone.number])
    expect(await numbersOf({ away: '1' })).toEqual([gone.number])
    expect(await numbersOf({ date: '2001-01-01' })).toEqual([])
    expect(await numbersOf({ mine: '1' }, company.staff.keeper)).toEqual([gone.number])
    expect((await numbersOf({ unsigned: '1' })).includes(gone.number)).toBe(false)
    expect(await numbersOf({ product: company.productId('LZ002') })).toEqual([])
    expect((await list({ status: 'NONSENSE', before: 'x', set: 'y', customer: '1' })).rows.length).toBe(50)
  })

  it('A05 a driver sees his own notes, another account set sees none', async () => {
    expect((await list({}, company.staff.driver)).rows.map((row) => row.number)).toEqual([gone.number])
    expect((await list({}, { ...company.staff.manager, accountSetIds: [] })).rows).toEqual([])
    const other = { set: String(company.books.supermarketSetId) }
    expect((await list(other)).rows).toEqual([])
  })

  it('A08 keeps the value from whoever may not see prices', async () => {
    expect((await list({}, company.staff.keeper)).rows.every((row) => row.gross === null)).toBe(true)
    expect((await list({})).rows[0]?.gross).toBe('86.40')
  })

  it('turns a filter at the newest page and keeps the others', () => {
    const parameters = { status: 'ISSUED', mine: '1', before: 'x~y' }
    expect(addressOf(parameters, { mine: null })).toBe('/notes?status=ISSUED')
    expect(addressOf(parameters, { after: 'a~b' })).toBe('/notes?status=ISSUED&mine=1&after=a%7Eb')
    expect(addressOf({}, {})).toBe('/notes')
  })
})

describe('the lists of hand-overs', () => {
  it('B2 an unaccepted hand-over stands on both people’s lists and ages', async () => {
    const { clerk, keeper, otherKeeper } = company.staff
    const note = await noteAt(company, 'ISSUED')
    const key = { accountSetId: note.accountSetId, paperId: note.paperId }
    valueOf(await runCommand(company.desk, handToKeeper, call(clerk, { ...key, keeperId: keeper.userId })))
    const offersOf = async (person: Person) =>
      (await readOpenOffers(company.db, person)).filter((row) => row.paperId === note.paperId)
    const [mine] = await offersOf(keeper)
    const [theirs] = await offersOf(clerk)
    expect([mine?.side, theirs?.side]).toEqual(['TO_ME', 'BY_ME'])
    expect(mine).toMatchObject({ keeperName: 'clerk', offeredToName: 'keeper', offeredPlace: 'WAREHOUSE' })
    expect(mine?.offeredAt).toBe(theirs?.offeredAt)
    expect(Number.isNaN(Date.parse(mine?.offeredAt ?? ''))).toBe(false)
    expect(await offersOf(otherKeeper)).toEqual([])
    expect((await offersOf(keeper)).length).toBe(4)
  })

  it('costs three statements beside the session’s own', async () => {
    const { clerk } = company.staff
    company.forgetStatements()
    await readOpenOffers(company.db, clerk)
    await readKeptCopies(company.db, clerk, { kind: null, beforeKey: null })
    await readReceivers(company.db, { accountSetIds: clerk.accountSetIds, storeIds: null })
    expect(company.statements.length).toBe(3)
  })

  it('R60 tells how long a hand-over waits and when a signed copy is late for accounting', async () => {
    const [offer] = await readOpenOffers(company.db, company.staff.accountant)
    if (!offer) throw new Error('an accounting copy waits')
    const day = today(company.desk.clock)
    expect(withAge([offer], day)).toMatchObject([{ days: 0, isLate: false }])
    expect(withAge([offer], addDays(day, 3))).toMatchObject([{ days: 3, isLate: true }])
    const kept = {
      ...offer,
      side: 'KEPT',
      kind: 'CUSTOMER',
      place: 'DESK',
      isSigned: true,
      offeredAt: null,
    } as const
    expect(withAge([kept], addDays(day, 1))).toMatchObject([{ isLate: false }])
    expect(withAge([kept], addDays(day, 2))).toMatchObject([{ isLate: true }])
  })

  it('R65 what is offered to accounting waits on every accountant’s list', async () => {
    const mine = (await readOpenOffers(company.db, company.staff.accountant)).map((row) => [
      row.number,
      row.kind,
    ])
    expect(mine).toEqual([[gone.number, 'ACCOUNTING']])
  })

  it('shows what one keeps, by kind and by key', async () => {
    const { clerk, keeper } = company.staff
    await noteAt(company, 'PICKING')
    const kept = await readKeptCopies(company.db, keeper, { kind: null, beforeKey: null })
    expect(kept.rows.length).toBe(4)
    const stubs = await readKeptCopies(company.db, clerk, { kind: 'STUB', beforeKey: null })
    expect(stubs.rows.every((row) => row.kind === 'STUB')).toBe(true)
    const first = await readKeptCopies(company.db, clerk, { kind: null, beforeKey: null })
    expect(first.rows.length).toBe(100)
    const second = await readKeptCopies(company.db, clerk, { kind: null, beforeKey: first.nextKey })
    const keys = [...first.rows, ...second.rows].map((row) => `${row.paperId} ${row.kind}`)
    expect(new Set(keys).size).toBe(200)
    const bent = await readKeptCopies(company.db, clerk, { kind: null, beforeKey: "x~y~'" })
    expect(bent.rows.length).toBe(100)
  })

  it('A44 A05 a token opens its copy to whoever may see the note, and nothing to anybody else', async () => {
    const copy = await company.db.documentCopy.findFirstOrThrow({
      where: { paperId: gone.paperId, kind: 'DRIVER' },
    })
    const { clerk, driver, manager } = company.staff
    expect(await readScannedCopy(company.db, clerk, copy.token)).toMatchObject({
      kind: 'DRIVER',
      place: 'DRIVER',
    })
    expect(await readScannedCopy(company.db, driver, copy.token)).not.toBeNull()
    expect(await readScannedCopy(company.db, { ...driver, userId: manager.userId }, copy.token)).toBeNull()
    expect(await readScannedCopy(company.db, { ...clerk, accountSetIds: [] }, copy.token)).toBeNull()
    expect(await readScannedCopy(company.db, clerk, 'x'.repeat(24))).toBeNull()
  })
})
