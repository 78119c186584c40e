import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { approveDamagedCode } from '#lib/domain/delivery-notes/commands/approve-damaged-code.ts'
import { recordPicks } from '#lib/domain/delivery-notes/commands/record-picks.ts'
import { reportDamagedCode } from '#lib/domain/delivery-notes/commands/report-damaged-code.ts'
import { readDamagedCodes } from '#lib/domain/delivery-notes/codes-queries.ts'
import { readDamagedReport } from '#lib/domain/reports/queries-damaged.ts'
import { readStop, readStops } from '#lib/domain/delivery-notes/driver-queries.ts'
import { readKeeperNote, readKeeperQueue } from '#lib/domain/delivery-notes/keeper-queries.ts'
import { moneyView, noteView } from '#lib/domain/delivery-notes/road-view.ts'
import { readVerifyNote, readVerifyQueue } from '#lib/domain/delivery-notes/verify-queries.ts'
import { today } from '#lib/kernel/clock.ts'
import { issue, noteFor, testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { CODED, noteAt } from '#tests/support/note-life.ts'
import { coded, deliver, keyOf, prepared, run, signedBy } from '#tests/support/road.ts'

let company: TestCompany
const bottle = [{ product: 'YS003', quantity: '1瓶' }]

beforeAll(async () => {
  company = await testCompany()
})
afterAll(() => company.drop())

/** Runs the reading and answers how many statements it sent. */
async function counted(read: () => Promise<unknown>): Promise<number> {
  company.forgetStatements()
  await read()
  return company.statements.length
}

describe('the keeper’s queue', () => {
  it('R50 puts urgent notes first and says of each what stands between it and the road', async () => {
    const { keeper } = company.staff
    const plain = await noteAt(company, 'PICKING', { lines: CODED })
    const wish = await noteFor(company, 'K101', [{ product: 'LZ001', quantity: '2箱' }], { isUrgent: true })
    const urgent = valueOf(await issue(company, wish))
    const ready = await noteAt(company, 'READY_TO_LEAVE', { lines: bottle })
    const cards = await readKeeperQueue(company.db, keeper)
    expect(cards.map((card) => card.number)).toEqual([urgent.number, plain.number, ready.number])
    expect(cards.map((card) => card.blocks)).toEqual([['AT_DESK'], ['PICK', 'CODES'], []])
    expect(cards[1]).toMatchObject({ cases: 2, bottles: 3, codesDue: 5, codesKept: 0, lineCount: 1 })
    await coded(company, plain)
    await prepared(company, plain)
    const [, after] = await readKeeperQueue(company.db, keeper)
    expect(after?.blocks).toEqual(['SIGN', 'HANDLER', 'VERIFY', 'DRIVER'])
  })

  it('R104 shows desk and warehouse the same progress, line by line as it is picked', async () => {
    const { keeper, manager } = company.staff
    const note = await noteAt(company, 'PICKING', {
      lines: [
        { product: 'LZ001', quantity: '1箱' },
        { product: 'LZ002', quantity: '1箱' },
      ],
    })
    const seenBy = async (person: typeof keeper) => {
      const cards = await readKeeperQueue(company.db, person)
      return cards.find((card) => card.number === note.number)
    }
    const line = { lineNo: 1, picked: '1箱', isQualityGood: true, remark: '' }
    valueOf(await run(company, recordPicks, keeper, { ...keyOf(note), lines: [line] }))
    expect(await seenBy(keeper)).toMatchObject({ pickedLines: 1, lineCount: 2, blocks: ['PICK'] })
    expect(await seenBy(manager)).toEqual(await seenBy(keeper))
    const short = { lineNo: 2, picked: '10', isQualityGood: true, remark: '只剩十瓶' }
    valueOf(await run(company, recordPicks, keeper, { ...keyOf(note), lines: [short] }))
    expect((await seenBy(manager))?.blocks).toEqual(['SHORT'])
  })

  it('A05 shows a keeper nothing of another warehouse or account set', async () => {
    const { keeper } = company.staff
    const west = { ...keeper, warehouseIds: [company.books.westWarehouseId] }
    const otherSet = { ...keeper, accountSetIds: [company.books.supermarketSetId] }
    expect(await readKeeperQueue(company.db, west)).toEqual([])
    expect(await readKeeperQueue(company.db, otherSet)).toEqual([])
    const [card] = await readKeeperQueue(company.db, keeper)
    if (!card) throw new Error('the queue is empty')
    expect(await readKeeperNote(company.db, west, card, today(company.desk.clock))).toBeNull()
    expect(await readKeeperNote(company.db, otherSet, card, today(company.desk.clock))).toBeNull()
  })

  it('reads the queue in one statement and a note in four, whatever their number', async () => {
    const { keeper, manager } = company.staff
    const note = await noteAt(company, 'READY_TO_LEAVE', { lines: bottle })
    expect(await counted(() => readKeeperQueue(company.db, keeper))).toBe(1)
    expect(await counted(() => readKeeperNote(company.db, keeper, note, today(company.desk.clock)))).toBe(4)
    const read = await readKeeperNote(company.db, manager, note, today(company.desk.clock))
    expect(read?.checklist).toMatchObject({ step: 'dispatch', isOpen: false })
    const own = await readKeeperNote(company.db, keeper, note, today(company.desk.clock))
    expect(own?.checklist).toMatchObject({ step: 'dispatch', isOpen: true })
    expect(JSON.stringify(own && noteView(own.note))).not.toMatch(/468|gross|price/i)
  })
})

describe('what waits for a second person', () => {
  it('R10 lists prepared notes for everyone but their keeper, in one statement', async () => {
    const { clerk, keeper, driver } = company.staff
    const note = await noteAt(company, 'PICKING', { lines: bottle })
    await prepared(company, note)
    const numbers = async (person: typeof clerk) =>
      (await readVerifyQueue(company.db, person)).map((card) => card.number)
    expect(await numbers(clerk)).toContain(note.number)
    expect(await numbers({ ...clerk, userId: keeper.userId })).not.toContain(note.number)
    expect(await numbers(driver)).not.toContain(note.number)
    expect(await counted(() => readVerifyQueue(company.db, clerk))).toBe(1)
    expect((await readVerifyNote(company.db, clerk, note))?.checklist.isOpen).toBe(true)
    expect(await readVerifyNote(company.db, driver, note)).toBeNull()
  })

  it('lists damaged codes with who reported them, and counts what was agreed to per person', async () => {
    const { keeper, salesManager, clerk } = company.staff
    const note = await noteAt(company, 'PICKING', { lines: bottle })
    const damaged = { ...keyOf(note), lineNo: 1, kind: 'BOTTLE', code: '', reason: '标签脱落' }
    valueOf(await run(company, reportDamagedCode, keeper, damaged))
    const rows = await readDamagedCodes(company.db, clerk)
    expect(rows).toMatchObject([{ number: note.number, reportedByName: 'keeper', isOwn: false }])
    expect(await readDamagedCodes(company.db, { ...clerk, accountSetIds: [] })).toEqual([])
    const decision = { ...keyOf(note), sequence: 1, decision: 'APPROVED' }
    valueOf(await run(company, approveDamagedCode, salesManager, decision))
    const day = today(company.desk.clock)
    const { rows: counted, deciders } = await readDamagedReport(company.db, clerk.accountSetIds, {
      from: day,
      until: day,
    })
    expect(counted).toMatchObject([{ personName: 'keeper', reported: 1, approved: 1, bottles: 1 }])
    expect(deciders).toEqual([{ personName: 'salesManager', approved: 1, refused: 0 }])
  })
})

describe('the driver’s stops', () => {
  it('name the cash, and the exact older note to collect first (decision 7)', async () => {
    const { driver } = company.staff
    const first = await noteAt(company, 'ON_THE_ROAD', { lines: bottle, customer: 'K103' })
    const second = await noteAt(company, 'ON_THE_ROAD', {
      lines: [{ product: 'YS003', quantity: '2瓶' }],
      customer: 'K103',
    })
    const cash = await noteAt(company, 'ON_THE_ROAD', {
      lines: [{ product: 'LZ001', quantity: '1箱' }],
      customer: 'K101',
    })
    const stops = await readStops(company.db, driver)
    const moneyOf = (number: string) => {
      const stop = stops.find((each) => each.number === number)
      return stop && moneyView(stop.money)
    }
    expect(moneyOf(second.number)).toMatchObject({
      cash: null,
      olderNotes: [{ number: first.number, amount: '468.00' }],
    })
    expect(moneyOf(cash.number)).toMatchObject({ cash: '43.20', olderNotes: [] })
    expect(await counted(() => readStops(company.db, driver))).toBe(2)
    expect(await counted(() => readStop(company.db, driver, second, today(company.desk.clock)))).toBe(3)
  })

  it('stay on the list after delivery until the copies are handed back, and are nobody else’s', async () => {
    const { driver, keeper } = company.staff
    const note = await noteAt(company, 'ON_THE_ROAD', { lines: bottle })
    valueOf(await deliver(company, note))
    const stop = (await readStops(company.db, driver)).find((each) => each.number === note.number)
    expect(stop).toMatchObject({ outcome: 'FULL', copiesKept: ['CUSTOMER', 'DRIVER'], copiesOffered: [] })
    const other = { ...driver, userId: keeper.userId }
    expect(await readStops(company.db, other)).toEqual([])
    expect(await readStop(company.db, other, note, today(company.desk.clock))).toBeNull()
  })
})

describe('signing on the road', () => {
  it('R8 the keeper’s signature takes the note off the list of what the keeper has to sign', async () => {
    const note = await noteAt(company, 'PICKING', { lines: bottle })
    await coded(company, note)
    await prepared(company, note)
    await signedBy(company, note, company.staff.keeper)
    const cards = await readKeeperQueue(company.db, company.staff.keeper)
    expect(cards.find((card) => card.number === note.number)?.blocks).toEqual(['HANDLER', 'VERIFY', 'DRIVER'])
  })
})
