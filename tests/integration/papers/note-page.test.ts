import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Person } from '#lib/auth/actor.ts'
import { nextGates, voidGate } from '#lib/domain/delivery-notes/next-step.ts'
import { readNoteDetail } from '#lib/domain/delivery-notes/note-detail.ts'
import { readReceivers } from '#lib/papers/receiver-queries.ts'
import { noteSheetOf } from '#lib/domain/delivery-notes/note-sheet.ts'
import { today } from '#lib/kernel/clock.ts'
import { openDatabase } from '#lib/db/client.ts'
import { testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { noteAt } from '#tests/support/note-life.ts'
import { type NoteRef, sign } from '#tests/support/road.ts'

let company: TestCompany

beforeAll(async () => {
  company = await testCompany()
})
afterAll(() => company.drop())

const read = (paper: NoteRef, person: Person = company.staff.manager) =>
  readNoteDetail(company.db, person, paper, today(company.desk.clock))

async function gatesOf(paper: NoteRef, person: Person): Promise<string[]> {
  const detail = await read(paper, person)
  if (!detail) return ['notFound']
  const where = { reader: company.db, person, today: today(company.desk.clock) }
  return (await nextGates(where, detail)).map((gate) => gate.step)
}

const FOR = { origin: 'https://desk.example.com', printCounts: {}, showsPrices: true }

describe('the page of a note', () => {
  it.each([
    ['issued', 'ISSUED', ['handToKeeper']],
    ['picking', 'PICKING', ['prepare']],
    ['prepared', 'PREPARED', ['verify']],
    ['verified', 'VERIFIED', ['dispatch']],
    ['dispatched', 'ON_THE_ROAD', ['deliver']],
    ['delivered', 'DELIVERED', ['handToAccounting', 'post']],
  ] as const)(
    'shows the gate in front of a note that is %s, within 8 statements',
    async (_name, step, steps) => {
      const note = await noteAt(company, step)
      company.forgetStatements()
      expect(await gatesOf(note, company.staff.clerk)).toEqual(steps)
      await readReceivers(company.db, { accountSetIds: [note.accountSetId], storeIds: null })
      // The session's own statement comes on top.
      expect(company.statements.length + 1).toBeLessThanOrEqual(8)
    },
  )

  it('A22 checks every signature against what the rows say now', async () => {
    const note = await noteAt(company, 'VERIFIED')
    const detail = await read(note)
    expect(detail?.isContentWhole).toBe(true)
    expect(detail?.signatures.map(({ statement, finding }) => [statement.slot, finding])).toEqual([
      ['PREPARER', 'WHOLE'],
      ['KEEPER', 'WHOLE'],
      ['HANDLER', 'WHOLE'],
    ])
  })

  it('A22 A23 shows what a database owner did behind the desk’s back', async () => {
    const one = await noteAt(company, 'PREPARED')
    const other = await noteAt(company, 'PREPARED')
    valueOf(await sign(company, one, company.staff.keeper))
    valueOf(await sign(company, other, company.staff.keeper))
    const root = openDatabase(company.database.superuserUrl, { connections: 1 })
    await root.$transaction(async (tx) => {
      await tx.$executeRaw`SET LOCAL session_replication_role = replica`
      await tx.$executeRaw`UPDATE signature a SET hash = b.hash, signed_at = b.signed_at FROM signature b
        WHERE a.paper_id = ${one.paperId}::uuid AND a.slot = 'KEEPER' AND b.paper_id = ${other.paperId}::uuid AND b.slot = 'KEEPER'`
      await tx.$executeRaw`UPDATE delivery_note SET phone = '13900000000' WHERE paper_id = ${other.paperId}::uuid`
    })
    await root.$disconnect()
    const moved = await read(one)
    expect(moved?.signatures.find(({ statement }) => statement.slot === 'KEEPER')?.finding).toBe('ALTERED')
    const edited = await read(other)
    expect(edited?.isContentWhole).toBe(false)
    expect(edited?.signatures.map(({ finding }) => finding)).toEqual(['OTHER_CONTENT', 'OTHER_CONTENT'])
  })

  it('A05 a driver sees his own notes and what he is offered, a keeper his warehouses, others their sets', async () => {
    const gone = await noteAt(company, 'ON_THE_ROAD')
    const { driver, keeper, clerk } = company.staff
    const stranger: Person = { ...driver, userId: company.staff.otherClerk.userId }
    expect(await read(gone, driver)).not.toBeNull()
    expect(await read(gone, stranger)).toBeNull()
    expect(await read(gone, keeper)).not.toBeNull()
    const west = { ...company.staff.otherKeeper, warehouseIds: [company.books.westWarehouseId] }
    expect(await read(gone, west)).toBeNull()
    expect(await read(gone, { ...clerk, accountSetIds: [company.books.supermarketSetId] })).toBeNull()
    expect(await read({ ...gone, accountSetId: company.books.supermarketSetId }, clerk)).toBeNull()
  })

  it('A08 leaves every price out for whoever may not see them', async () => {
    const note = await noteAt(company, 'ISSUED')
    const detail = await read(note, company.staff.keeper)
    if (!detail) throw new Error('the keeper sees the note')
    expect(detail.canSeePrices).toBe(false)
    const sheet = noteSheetOf(detail, { ...FOR, showsPrices: detail.canSeePrices })
    expect(sheet.copies.every((copy) => !copy.showsPrices)).toBe(true)
    const text = JSON.stringify([sheet.lines, sheet.totals])
    expect(text).not.toContain('86.40')
    expect(text).not.toContain('1.80')
    const whole = noteSheetOf(detail, FOR)
    expect([whole.lines[0]?.unitPrice, whole.totals.gross]).toEqual(['1.80', '86.40'])
    expect(whole.totals.grossInWords).toBe('人民币捌拾陆元肆角整')
  })

  it('R67 masks the customer’s phone for whoever need not call', async () => {
    const note = await noteAt(company, 'ISSUED')
    const detail = await read(note, company.staff.adminStaff)
    expect(detail?.content.phone).toMatch(/\*{4}/)
    expect(detail?.isContentWhole).toBe(true)
  })

  it('R2 puts four copies on paper, each with its own QR code, in the account set’s words', async () => {
    const note = await noteAt(company, 'ISSUED')
    const detail = await read(note)
    if (!detail) throw new Error('the manager sees the note')
    const sheet = noteSheetOf(detail, FOR)
    expect(sheet.copies.map((copy) => copy.kind)).toEqual(['STUB', 'DRIVER', 'CUSTOMER', 'ACCOUNTING'])
    expect(new Set(sheet.copies.map((copy) => copy.qrPayload)).size).toBe(4)
    expect(sheet.copies.map((copy) => copy.colourName)).toEqual(['白', '蓝', '红', '黄'])
    expect(sheet.lines[0]).toMatchObject({
      quantityText: '2箱',
      baseQuantity: '48',
      cases: '2',
      bottles: '0',
    })
  })

  it('R14 the void gate on the page says the same as the command will', async () => {
    const note = await noteAt(company, 'PICKING')
    const detail = await read(note)
    if (!detail) throw new Error('the manager sees the note')
    const gate = voidGate(detail, company.staff.manager, today(company.desk.clock))
    expect(gate.items.filter((item) => item.state === 'unmet').map((item) => item.code)).toEqual([
      'voidNotRequested',
      'copyAway',
      'copyAway',
      'copyAway',
      'copyAway',
    ])
  })
})
