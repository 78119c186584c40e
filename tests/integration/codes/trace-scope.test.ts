import { afterAll, describe, expect, it } from 'vitest'
import type { Person } from '#lib/auth/actor.ts'
import { captureCodes } from '#lib/domain/delivery-notes/commands/capture-codes.ts'
import { traceCode } from '#lib/domain/tracing/queries.ts'
import { withinPaperScope } from '#lib/papers/paper-scope.ts'
import {
  finished,
  onNote,
  openedGoods,
  pickedNote,
  received,
  scanned,
  toPosted,
  walked,
} from '#tests/support/coded-goods.ts'
import { testCompany, valueOf } from '#tests/support/company.ts'
import { keyOf, newCode, run } from '#tests/support/road.ts'

const company = await testCompany({ connections: 4 })
const { db, staff, books } = company
afterAll(() => company.drop())

/** Everyone who sees less than whole account sets, some of them in more than one way. */
const narrow: Record<string, Person> = {
  'keeper of both stores': staff.keeper,
  'keeper of the east who never touched a paper': {
    ...staff.otherKeeper,
    warehouseIds: [books.eastWarehouseId],
  },
  'keeper of the west': { ...staff.otherKeeper, warehouseIds: [books.westWarehouseId] },
  'keeper of nothing': { ...staff.otherKeeper, warehouseIds: [] },
  'driver of the note': staff.driver,
  'driver who carried as handler': { ...staff.driver, userId: staff.salesperson.userId },
  'driver whom the preparer’s copies stay with': { ...staff.driver, userId: staff.clerk.userId },
  'driver of nothing': { ...staff.driver, userId: staff.adminStaff.userId },
  'driver and keeper': {
    ...staff.driver,
    roles: ['DRIVER', 'KEEPER'],
    warehouseIds: [books.westWarehouseId],
  },
  'keeper of other books': { ...staff.keeper, accountSetIds: [books.supermarketSetId] },
}

describe('tracing a code within a person’s scope', () => {
  it('A05 shows the names of exactly the papers that the scope of papers shows, whoever looks', async () => {
    const [carried = '', sold = ''] = [newCode(), newCode()]
    await received(company, [carried, sold])
    const transfer = await openedGoods(company, 'TRANSFER')
    valueOf(await scanned(company, transfer, [carried]))
    await walked(company, transfer, 'COUNTED', 'VERIFIED', 'SENT', 'POSTED')
    const note = await pickedNote(company)
    valueOf(await onNote(company, note, [sold, newCode()]))
    const loose = Array.from({ length: 3 }, () => ({ typed: newCode(), lineNo: 1, kind: 'BOTTLE' }))
    valueOf(await run(company, captureCodes, staff.keeper, { ...keyOf(note), scans: loose }))
    await finished(company, note)
    const back = await openedGoods(company, 'CUSTOMER_RETURN', {
      lines: [{ sourcePaperId: note.paperId, sourceLineNo: 1, disposition: 'STOCK' }],
    })
    valueOf(await scanned(company, back, [sold]))
    await walked(company, back, ...toPosted)
    const seen: Record<string, number> = {}
    for (const [name, person] of Object.entries({ ...narrow, clerk: staff.clerk })) {
      const allowed = await db.$queryRaw<
        { id: string }[]
      >`SELECT p.id FROM paper p WHERE ${withinPaperScope(person)}`
      const ids = new Set(allowed.map(({ id }) => id))
      seen[name] = 0
      for (const code of [carried, sold]) {
        const answer = await traceCode(db, person, code)
        const steps = answer.found === 'codes' ? answer.traces.flatMap((trace) => trace.steps) : []
        expect([name, steps.map((step) => step.isVisible)]).toEqual([
          name,
          steps.map((step) => ids.has(step.paperId)),
        ])
        for (const step of steps)
          expect([step.number === null, step.party === null && step.handler === null]).toEqual([
            !step.isVisible,
            !step.isVisible,
          ])
        seen[name] += steps.filter((step) => step.isVisible).length
      }
    }
    expect(seen).toEqual({
      'keeper of both stores': 5,
      'keeper of the east who never touched a paper': 5,
      'keeper of the west': 1,
      'keeper of nothing': 0,
      'driver of the note': 1,
      'driver who carried as handler': 4,
      'driver whom the preparer’s copies stay with': 5,
      'driver of nothing': 0,
      'driver and keeper': 2,
      'keeper of other books': 0,
      clerk: 5,
    })
  })
})
