import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import type { Person } from '#lib/auth/actor.ts'
import { pickInWalk } from '#lib/domain/delivery-notes/commands/pick-in-walk.ts'
import { prepareNote } from '#lib/domain/delivery-notes/commands/prepare.ts'
import { readPickWalk } from '#lib/domain/delivery-notes/walk-queries.ts'
import { testCompany, valueOf } from '#tests/support/company.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { noteAt } from '#tests/support/note-life.ts'
import { keyOf, refusalOf, run } from '#tests/support/road.ts'

const company = await testCompany()
const { staff, db } = company
afterAll(async () => {
  await expectWhole(db)
  await company.drop()
})
beforeEach(() => company.desk.faults.splice(0))

type NoteRef = { accountSetId: number; paperId: string }

const line = (note: NoteRef, lineNo: number) => ({ ...keyOf(note), lineNo })
const pick = (lines: object[], person: Person = staff.keeper) => run(company, pickInWalk, person, { lines })
const picking = (quantity: string) =>
  noteAt(company, 'PICKING', {
    lines: [
      { product: 'YS003', quantity },
      { product: 'LZ001', quantity: '1箱' },
    ],
  })

describe('a pick walk over several notes', () => {
  it('R112 gathers a product over notes, records it for all at once, and makes whole notes ready', async () => {
    const [one, other] = [await picking('2箱3瓶'), await picking('1箱4瓶')]
    const before = await readPickWalk(db, staff.keeper)
    expect(before.noteCount).toBe(2)
    const stop = before.stops.find(({ code }) => code === 'YS003')
    expect(stop).toMatchObject({ toPickText: '4箱1瓶', totalText: '4箱1瓶' })
    expect(stop?.shares.map(({ paperId, qtyText }) => [paperId, qtyText])).toEqual([
      [one.paperId, '2箱3瓶'],
      [other.paperId, '1箱4瓶'],
    ])
    expect(valueOf(await pick([line(one, 1), line(other, 1)]))).toEqual({ notes: 2, lines: 2 })
    valueOf(await pick([line(one, 2)]))
    const after = await readPickWalk(db, staff.keeper)
    expect(after.ready.map(({ paperId }) => paperId)).toEqual([one.paperId])
    valueOf(await run(company, prepareNote, staff.keeper, { ...keyOf(one), lines: [] }))
    expect((await readPickWalk(db, staff.keeper)).noteCount).toBe(1)
    const events = await db.paperEvent.count({ where: { ...keyOf(other), command: 'note.pickInWalk' } })
    expect(events).toBe(1)
  })

  it('records all of it or nothing: a note that went on meanwhile refuses the whole', async () => {
    const [one, gone] = [await picking('1箱'), await noteAt(company, 'PREPARED')]
    expect(refusalOf(await pick([line(one, 1), line(gone, 1)]))).toBe('note.wrongStep')
    expect(await db.pickLine.count({ where: keyOf(one) })).toBe(0)
  })

  it('A04 A05 is for the keeper of the warehouse alone, and knows no line that is not there', async () => {
    const note = await picking('1箱')
    const elsewhere = { ...staff.keeper, warehouseIds: [company.books.westWarehouseId] }
    expect(refusalOf(await pick([line(note, 1)], elsewhere))).toBe('notFound')
    expect(refusalOf(await pick([line(note, 1)], { ...staff.keeper, accountSetIds: [2] }))).toBe('notFound')
    expect(refusalOf(await pick([line(note, 9)]))).toBe('notFound')
    expect(refusalOf(await pick([line(note, 1)], staff.clerk))).toBe('permission.missing')
    expect((await pick([line(note, 1), line(note, 1)])).status).toBe('invalid')
    expect((await readPickWalk(db, staff.clerk)).noteCount).toBe(0)
  })

  it('costs the same statements for one line and for twenty', async () => {
    const counts: number[] = []
    for (const size of [1, 10]) {
      const notes = await Promise.all(Array.from({ length: size }, () => picking('1箱')))
      company.statements.splice(0)
      valueOf(await pick(notes.flatMap((note) => [line(note, 1), line(note, 2)])))
      counts.push(company.statements.length)
    }
    expect(new Set(counts).size).toBe(1)
    expect(counts[0]).toBeLessThanOrEqual(pickInWalk.queryBudget)
  })

  it('two keepers who fetch the same product at once record it without a fault', async () => {
    const note = await picking('1箱')
    const answers = await Promise.all(Array.from({ length: 4 }, () => pick([line(note, 1)])))
    expect(answers.map(({ status }) => status)).toEqual(['done', 'done', 'done', 'done'])
    expect(company.desk.faults).toEqual([])
  })
})
