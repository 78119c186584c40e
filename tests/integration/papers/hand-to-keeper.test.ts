import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCommand } from '#lib/command/run-command.ts'
import { acceptAtWarehouse } from '#lib/domain/delivery-notes/commands/accept-at-warehouse.ts'
import { handToKeeper } from '#lib/domain/delivery-notes/commands/hand-to-keeper.ts'
import { acceptCopiesCommand } from '#lib/papers/commands/accept-copies.ts'
import { testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { noteAt } from '#tests/support/note-life.ts'
import { call } from '#tests/support/people.ts'
import { refusalOf } from '#tests/support/road.ts'

let company: TestCompany

beforeAll(async () => {
  company = await testCompany()
})
afterAll(() => company.drop())

describe('handing a note to the keeper', () => {
  it('R3 takes the note to picking only when the named keeper accepts all four copies', async () => {
    const { clerk, keeper, otherKeeper } = company.staff
    const { accountSetId, paperId } = await noteAt(company, 'ISSUED')
    const key = { accountSetId, paperId }
    company.forgetStatements()
    valueOf(await runCommand(company.desk, handToKeeper, call(clerk, { ...key, keeperId: keeper.userId })))
    expect(company.statements.length).toBeLessThanOrEqual(handToKeeper.queryBudget)
    const offered = await company.db.deliveryNote.findFirstOrThrow({ where: key })
    expect([offered.status, offered.keeperId]).toEqual(['ISSUED', null])
    expect(refusalOf(await runCommand(company.desk, acceptAtWarehouse, call(otherKeeper, key)))).toBe(
      'copies.offeredToAnother',
    )
    company.forgetStatements()
    valueOf(await runCommand(company.desk, acceptAtWarehouse, call(keeper, key)))
    expect(company.statements.length).toBeLessThanOrEqual(acceptAtWarehouse.queryBudget)
    const taken = await company.db.deliveryNote.findFirstOrThrow({ where: key })
    expect([taken.status, taken.keeperId]).toEqual(['PICKING', keeper.userId])
    const copies = await company.db.documentCopy.findMany({ where: key })
    expect(copies.map((copy) => [copy.place, copy.keeperId])).toEqual(
      Array.from({ length: 4 }, () => ['WAREHOUSE', keeper.userId]),
    )
    expect(refusalOf(await runCommand(company.desk, acceptAtWarehouse, call(keeper, key)))).toBe(
      'handToKeeper.notIssued',
    )
  })

  it('R3 scanning any one of the four copies takes the set', async () => {
    const { clerk, keeper } = company.staff
    const note = await noteAt(company, 'ISSUED')
    const key = { accountSetId: note.accountSetId, paperId: note.paperId }
    valueOf(await runCommand(company.desk, handToKeeper, call(clerk, { ...key, keeperId: keeper.userId })))
    const copy = await company.db.documentCopy.findFirstOrThrow({ where: { ...key, kind: 'CUSTOMER' } })
    const single = call(keeper, { of: { scanned: copy.token }, remark: '' })
    expect(refusalOf(await runCommand(company.desk, acceptCopiesCommand, single))).toBe('copies.takeTheSet')
    const scan = call(keeper, { scanned: `http://desk.example.com/copy/${copy.token}` })
    expect(valueOf(await runCommand(company.desk, acceptAtWarehouse, scan)).paperId).toBe(note.paperId)
  })

  it('R3 refuses a keeper of another warehouse, somebody who is no keeper, and a second hand-over', async () => {
    const { clerk, keeper, driver } = company.staff
    const { accountSetId, paperId } = await noteAt(company, 'ISSUED')
    const hand = (keeperId: string) =>
      runCommand(company.desk, handToKeeper, call(clerk, { accountSetId, paperId, keeperId }))
    expect(refusalOf(await hand(driver.userId))).toBe('handToKeeper.notItsKeeper')
    await company.db.userWarehouse.deleteMany({ where: { userId: company.staff.otherKeeper.userId } })
    expect(refusalOf(await hand(company.staff.otherKeeper.userId))).toBe('handToKeeper.notItsKeeper')
    valueOf(await hand(keeper.userId))
    expect(refusalOf(await hand(keeper.userId))).toBe('gate.handToKeeper')
  })

  it('R8 refuses a keeper who would have to sign as handler too', async () => {
    const { clerk, keeper } = company.staff
    const { accountSetId, paperId } = await noteAt(company, 'ISSUED', {
      changes: { handlerId: keeper.userId },
    })
    const input = { accountSetId, paperId, keeperId: keeper.userId }
    expect(refusalOf(await runCommand(company.desk, handToKeeper, call(clerk, input)))).toBe(
      'handToKeeper.signsElsewhere',
    )
  })

  it('A05 answers notFound to a keeper of another account set or warehouse', async () => {
    const { clerk, keeper } = company.staff
    const { accountSetId, paperId } = await noteAt(company, 'ISSUED')
    const handed = call(clerk, { accountSetId, paperId, keeperId: keeper.userId })
    valueOf(await runCommand(company.desk, handToKeeper, handed))
    for (const scope of [{ accountSetIds: [] }, { warehouseIds: [company.books.westWarehouseId] }]) {
      const outside = call({ ...keeper, ...scope }, { accountSetId, paperId })
      expect(refusalOf(await runCommand(company.desk, acceptAtWarehouse, outside))).toBe('notFound')
    }
  })

  it('leaves a chain of evidence that says who handed what to whom', async () => {
    const note = await noteAt(company, 'PICKING')
    const events = await company.db.paperEvent.findMany({
      where: { paperId: note.paperId },
      orderBy: { sequence: 'asc' },
    })
    expect(events.map((event) => event.command)).toEqual([
      'note.issue',
      'note.handToKeeper',
      'note.acceptAtWarehouse',
    ])
    expect(events[1]?.payload).toMatchObject({ to: 'keeper', toPlace: 'WAREHOUSE' })
    expect(company.desk.faults).toEqual([])
  })
})
