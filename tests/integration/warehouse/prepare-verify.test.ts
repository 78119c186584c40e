import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Person } from '#lib/auth/actor.ts'
import { assignDriver } from '#lib/domain/delivery-notes/commands/assign-driver.ts'
import { prepareNote } from '#lib/domain/delivery-notes/commands/prepare.ts'
import { recordPicks } from '#lib/domain/delivery-notes/commands/record-picks.ts'
import { verifyNote } from '#lib/domain/delivery-notes/commands/verify.ts'
import { issue, noteFor, testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { CODED, noteAt } from '#tests/support/note-life.ts'
import { keyOf, prepared, refusalOf, run, unmetOf, verified } from '#tests/support/road.ts'

let company: TestCompany

beforeAll(async () => {
  company = await testCompany()
})
afterAll(async () => {
  await expectWhole(company.db)
  await company.drop()
})
beforeEach(() => company.desk.faults.splice(0))

type NoteRef = { accountSetId: number; paperId: string }

const good = (lineNo: number, picked: string) => ({ lineNo, picked, isQualityGood: true, remark: '' })
const prepare = (note: NoteRef, lines: object[], person?: Person) =>
  run(company, prepareNote, person ?? company.staff.keeper, { ...keyOf(note), lines })
const record = (note: NoteRef, lines: object[]) =>
  run(company, recordPicks, company.staff.keeper, { ...keyOf(note), lines })
const verify = (note: NoteRef, person: Person, lines: object[]) =>
  run(company, verifyNote, person, { ...keyOf(note), lines })
const noteRow = (note: NoteRef) => company.db.deliveryNote.findFirstOrThrow({ where: keyOf(note) })

const TWO_LINES = [
  { product: 'YS003', quantity: '2箱3瓶' },
  { product: 'LZ001', quantity: '1箱' },
]

describe('preparing', () => {
  it('R112 R115 takes every line as picked and good, and moves on', async () => {
    const note = await noteAt(company, 'PICKING', { lines: TWO_LINES })
    expect(unmetOf(await prepare(note, [good(1, '2箱3瓶')]))).toEqual([
      'R112 notPicked',
      'R115 qualityUnchecked',
    ])
    valueOf(await prepare(note, [good(1, '2箱3瓶'), good(2, '24')]))
    expect(await noteRow(note)).toMatchObject({ status: 'PREPARED', keeperId: company.staff.keeper.userId })
    const picks = await company.db.pickLine.findMany({ where: keyOf(note), orderBy: { lineNo: 'asc' } })
    expect(picks.map((pick) => pick.pickedE3)).toEqual([15_000n, 24_000n])
  })

  it('R112 refuses with the line that was picked short, whose remark is kept', async () => {
    const note = await noteAt(company, 'PICKING', { lines: TWO_LINES })
    const short = { ...good(1, '2箱'), remark: '仓里只有两箱' }
    expect((await record(note, [{ ...short, remark: '' }])).status).toBe('invalid')
    valueOf(await record(note, [short]))
    const answer = await prepare(note, [good(2, '1箱')])
    expect(unmetOf(answer)).toEqual(['R112 pickDiffers'])
    expect(answer).toMatchObject({
      refusal: {
        checklist: {
          items: expect.arrayContaining([
            expect.objectContaining({
              params: {
                line: 1,
                product: '演示坊陈酿十年',
                due: '2箱3瓶',
                picked: '2箱',
                remark: '仓里只有两箱',
              },
            }),
          ]),
        },
      },
    })
    expect((await noteRow(note)).status).toBe('PICKING')
    valueOf(await prepare(note, [good(1, '15'), good(2, '1箱')]))
  })

  it('R115 refuses goods that are not good', async () => {
    const note = await noteAt(company, 'PICKING', { lines: CODED })
    const bad = { lineNo: 1, picked: '15', isQualityGood: false, remark: '三瓶渗漏' }
    expect(unmetOf(await prepare(note, [bad]))).toEqual(['R115 qualityBad'])
  })

  it('R3 A47 starts only when a keeper has accepted the note', async () => {
    const note = valueOf(
      await issue(company, await noteFor(company, 'K102', [{ product: 'YS003', quantity: '1瓶' }])),
    )
    expect(refusalOf(await prepare(note, [good(1, '1')]))).toBe('note.wrongStep')
  })

  it('A16 names the line whose figure cannot be read', async () => {
    const note = await noteAt(company, 'PICKING', { lines: CODED })
    for (const picked of ['-1', '1e3', 'NaN', '', '2桶', '0.0001'])
      expect(await prepare(note, [good(1, picked)])).toMatchObject({
        status: 'invalid',
        fields: { 'lines.0.picked': expect.any(String) },
      })
    expect(await prepare(note, [good(7, '1')])).toMatchObject({ fields: { 'lines.0.lineNo': 'unknown' } })
    expect(await prepare(note, [good(1, '１５')])).toMatchObject({ status: 'done' })
  })

  it('A04 A05 is a keeper’s, in the keeper’s own warehouse', async () => {
    const note = await noteAt(company, 'PICKING', { lines: CODED })
    for (const person of [company.staff.clerk, company.staff.manager, company.staff.driver])
      expect(refusalOf(await prepare(note, [good(1, '15')], person))).toBe('permission.missing')
    const elsewhere = { ...company.staff.keeper, warehouseIds: [company.books.westWarehouseId] }
    expect(refusalOf(await prepare(note, [good(1, '15')], elsewhere))).toBe('notFound')
    const otherSet = { ...company.staff.keeper, accountSetIds: [company.books.supermarketSetId] }
    expect(refusalOf(await prepare(note, [good(1, '15')], otherSet))).toBe('notFound')
  })

  it('costs the same statements with one line and with twenty', async () => {
    const lines = Array.from({ length: 20 }, () => ({ product: 'LZ001', quantity: '1箱' }))
    const counts = []
    for (const wish of [lines.slice(0, 1), lines]) {
      const note = await noteAt(company, 'PICKING', { lines: wish })
      company.forgetStatements()
      valueOf(
        await prepare(
          note,
          wish.map((_, index) => good(index + 1, '1箱')),
        ),
      )
      counts.push(company.statements.length)
      company.forgetStatements()
      await verified(company, note)
      counts.push(company.statements.length - 1)
    }
    expect(counts).toEqual([7, 7, 7, 7])
    expect([prepareNote.queryBudget, verifyNote.queryBudget]).toEqual([7, 7])
  })
})

describe('verifying', () => {
  const counted = (lineNo: number, typed: string, isNameRight = true) => ({
    lineNo,
    isNameRight,
    counted: typed,
  })

  it('R10 takes a second person’s count line by line', async () => {
    const note = await noteAt(company, 'PICKING', { lines: TWO_LINES })
    await prepared(company, note)
    const { otherClerk } = company.staff
    expect(unmetOf(await verify(note, otherClerk, [counted(1, '15')]))).toEqual(['R10 lineNotCounted'])
    expect(unmetOf(await verify(note, otherClerk, [counted(1, '14'), counted(2, '24')]))).toEqual([
      'R10 countDiffers',
    ])
    expect(unmetOf(await verify(note, otherClerk, [counted(1, '15', false), counted(2, '24')]))).toEqual([
      'R10 otherGoods',
    ])
    valueOf(await verify(note, otherClerk, [counted(1, '2/3'), counted(2, '1箱')]))
    expect(await noteRow(note)).toMatchObject({ status: 'VERIFIED', verifiedById: otherClerk.userId })
  })

  it('R10 is never the keeper, nor whoever picked', async () => {
    const note = await noteAt(company, 'PICKING', { lines: CODED })
    await prepared(company, note)
    const lines = [counted(1, '15')]
    expect(refusalOf(await verify(note, company.staff.keeper, lines))).toBe('permission.missing')
    const both = { ...company.staff.clerk, userId: company.staff.keeper.userId }
    expect(unmetOf(await verify(note, both, lines))).toEqual(['R10 verifierIsKeeper'])
  })

  it('A47 waits for the preparation, A05 shows a driver only their own notes', async () => {
    const note = await noteAt(company, 'PICKING', { lines: CODED })
    expect(refusalOf(await verify(note, company.staff.clerk, [counted(1, '15')]))).toBe('note.wrongStep')
    await prepared(company, note)
    const { driver, keeper } = company.staff
    expect(refusalOf(await verify(note, driver, [counted(1, '15')]))).toBe('notFound')
    valueOf(await run(company, assignDriver, keeper, { ...keyOf(note), driverId: driver.userId }))
    valueOf(await verify(note, driver, [counted(1, '15')]))
    expect(refusalOf(await verify(note, driver, [counted(1, '15')]))).toBe('note.wrongStep')
  })
})

describe('naming the driver', () => {
  it('is for the warehouse’s keeper and the note’s clerk, and takes drivers alone', async () => {
    const note = await noteAt(company, 'PICKING', { lines: CODED })
    const { clerk, otherClerk, keeper, driver, accountant } = company.staff
    const name = (person: Person, driverId: string) =>
      run(company, assignDriver, person, { ...keyOf(note), driverId })
    expect(refusalOf(await name(otherClerk, driver.userId))).toBe('notFound')
    expect(refusalOf(await name(driver, driver.userId))).toBe('notFound')
    const here = { ...accountant, warehouseIds: keeper.warehouseIds }
    expect(refusalOf(await name(here, driver.userId))).toBe('notFound')
    expect(refusalOf(await name(clerk, accountant.userId))).toBe('note.notADriver')
    valueOf(await name(clerk, driver.userId))
    company.forgetStatements()
    valueOf(await name(keeper, driver.userId))
    expect(company.statements.length).toBe(assignDriver.queryBudget)
  })
})
