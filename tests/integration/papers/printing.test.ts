import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Person } from '#lib/auth/actor.ts'
import { runCommand } from '#lib/command/run-command.ts'
import type { IssuedNote } from '#lib/domain/delivery-notes/commands/issue.ts'
import { recordPrint } from '#lib/papers/commands/record-print.ts'
import { readOpenPrints } from '#lib/papers/print-queries.ts'
import { testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { noteAt } from '#tests/support/note-life.ts'
import { call } from '#tests/support/people.ts'
import { refusalOf } from '#tests/support/road.ts'

let company: TestCompany

beforeAll(async () => {
  company = await testCompany()
})
afterAll(() => company.drop())

const ALL = ['STUB', 'DRIVER', 'CUSTOMER', 'ACCOUNTING']

const print = (note: IssuedNote, copies: readonly string[] = ALL, actor: Person = company.staff.clerk) => {
  const key = { accountSetId: note.accountSetId, paperId: note.paperId }
  return runCommand(company.desk, recordPrint, call(actor, { ...key, form: 'A4', medium: 'LASER', copies }))
}

describe('printing a note', () => {
  it('F29 counts each copy before its sheet is shown, and every reprint', async () => {
    const note = await noteAt(company, 'ISSUED')
    company.forgetStatements()
    const first = valueOf(await print(note))
    expect(company.statements.length).toBeLessThanOrEqual(recordPrint.queryBudget)
    expect(first.counts.map(({ count }) => count)).toEqual([1, 1, 1, 1])
    const again = valueOf(await print(note, ['CUSTOMER', 'CUSTOMER']))
    expect(again.counts).toEqual([{ kind: 'CUSTOMER', count: 2 }])
    const events = await company.db.printEvent.findMany({ where: { paperId: note.paperId } })
    expect(events.length).toBe(5)
    const copies = await company.db.documentCopy.findMany({ where: { paperId: note.paperId } })
    expect(Object.fromEntries(copies.map((copy) => [copy.kind, copy.printCount]))).toEqual({
      STUB: 1,
      DRIVER: 1,
      CUSTOMER: 2,
      ACCOUNTING: 1,
    })
  })

  it('counts two who print at once one after the other', async () => {
    const note = await noteAt(company, 'ISSUED')
    const both = await Promise.all([print(note), print(note, ALL, company.staff.salesManager)])
    const counts = both.map((result) => valueOf(result).counts.map(({ count }) => count))
    expect(counts.toSorted((one, other) => (one[0] ?? 0) - (other[0] ?? 0))).toEqual([
      [1, 1, 1, 1],
      [2, 2, 2, 2],
    ])
  })

  it('opens a counted sheet to the one who counted it, for a short while', async () => {
    const note = await noteAt(company, 'ISSUED')
    valueOf(await print(note))
    const now = company.desk.clock.now()
    const by = { userId: company.staff.clerk.userId, now }
    expect((await readOpenPrints(company.db, note, by)).length).toBe(4)
    expect(await readOpenPrints(company.db, note, { ...by, userId: company.staff.manager.userId })).toEqual(
      [],
    )
    const later = new Date(now.getTime() + 11 * 60_000)
    expect(await readOpenPrints(company.db, note, { ...by, now: later })).toEqual([])
  })

  it('A04 A05 refuses whoever may not print and answers notFound outside the account sets', async () => {
    const note = await noteAt(company, 'ISSUED')
    expect(refusalOf(await print(note, ALL, company.staff.driver))).toBe('permission.missing')
    expect(refusalOf(await print(note, ALL, { ...company.staff.clerk, accountSetIds: [] }))).toBe('notFound')
    expect((await print(note, ['FIFTH'])).status).toBe('invalid')
  })
})
