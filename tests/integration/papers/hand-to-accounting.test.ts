import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Person } from '#lib/auth/actor.ts'
import { runCommand } from '#lib/command/run-command.ts'
import { handToAccounting } from '#lib/domain/delivery-notes/commands/hand-to-accounting.ts'
import type { IssuedNote } from '#lib/domain/delivery-notes/commands/issue.ts'
import { testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { noteAt } from '#tests/support/note-life.ts'
import { call } from '#tests/support/people.ts'
import { acceptCopies, moveCopies } from '#tests/support/road.ts'

let company: TestCompany

beforeAll(async () => {
  company = await testCompany()
})
afterAll(() => company.drop())

const hand = (notes: readonly IssuedNote[], to: Person | null = null, actor = company.staff.clerk) => {
  const paperIds = notes.map((note) => note.paperId)
  const input = { accountSetId: notes[0]?.accountSetId, paperIds, toId: to?.userId ?? null }
  return runCommand(company.desk, handToAccounting, call(actor, input))
}

function found(result: Awaited<ReturnType<typeof hand>>): string[] {
  if (result.status !== 'refused') return [result.status]
  const items = result.refusal.checklist?.items ?? []
  return items.filter((item) => item.state === 'unmet').map((item) => `${item.rule} ${item.code}`)
}

const back = (note: IssuedNote) =>
  moveCopies(company, note, ['DRIVER', 'CUSTOMER'], {
    from: company.staff.driver,
    to: company.staff.clerk,
    place: 'DESK',
  })

describe('handing the signed customer copy to accounting', () => {
  it('R65 moves custody to accounting when the accountant accepts, many notes in one go', async () => {
    const notes = [await noteAt(company, 'DELIVERED'), await noteAt(company, 'DELIVERED')]
    for (const note of notes) await back(note)
    company.forgetStatements()
    expect(valueOf(await hand(notes)).count).toBe(2)
    expect(company.statements.length).toBeLessThanOrEqual(handToAccounting.queryBudget)
    for (const note of notes) {
      await acceptCopies(company, note, company.staff.accountant, ['CUSTOMER'])
      const where = { paperId: note.paperId, kind: 'CUSTOMER' }
      expect((await company.db.documentCopy.findFirstOrThrow({ where })).place).toBe('ACCOUNTING')
    }
    expect(company.desk.faults).toEqual([])
  })

  it('R46 R65 refuses before delivery, before the copy is back, and a second time', async () => {
    const gone = await noteAt(company, 'ON_THE_ROAD')
    expect(found(await hand([gone]))).toEqual(['R65 notDelivered', 'R46 customerCopyUnsigned'])
    const note = await noteAt(company, 'DELIVERED')
    expect(found(await hand([note]))).toEqual(['R65 copyElsewhere'])
    await back(note)
    valueOf(await hand([note], company.staff.accountant))
    expect(found(await hand([note]))).toEqual(['R65 alreadyOffered'])
  })

  it('R60 says so when it is later than the next day, and lets it go', async () => {
    const note = await noteAt(company, 'DELIVERED')
    await back(note)
    const later = new Date(company.desk.clock.now().getTime() + 3 * 86_400_000)
    const desk = { ...company.desk, clock: { now: () => later } }
    const input = { accountSetId: note.accountSetId, paperIds: [note.paperId], toId: null }
    expect((await runCommand(desk, handToAccounting, call(company.staff.clerk, input))).status).toBe('done')
  })

  it('refuses a receiver who is no accountant, and A05 a note out of scope', async () => {
    const note = await noteAt(company, 'DELIVERED')
    await back(note)
    const wrong = await hand([note], company.staff.driver)
    expect(wrong).toMatchObject({ status: 'refused', refusal: { code: 'copies.receiverNotThere' } })
    const outside = { ...company.staff.clerk, accountSetIds: [company.books.supermarketSetId] }
    expect(await hand([note], null, outside)).toMatchObject({ refusal: { code: 'notFound' } })
  })
})
