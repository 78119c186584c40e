import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { setChannelPolicy } from '#lib/domain/account-sets/commands/set-channel.ts'
import { accountSetSettings } from '#lib/domain/account-sets/queries.ts'
import { channelValues } from '#lib/domain/account-sets/rules.ts'
import type { Person } from '#lib/auth/actor.ts'
import { repayDifference } from '#lib/domain/driver-reconciliations/commands/repay.ts'
import { undoRepayment } from '#lib/domain/driver-reconciliations/commands/undo-repayment.ts'
import { listDifferences } from '#lib/domain/driver-reconciliations/repayment-queries.ts'
import { verifyDesk } from '#lib/domain/audit-trail/verify-desk.ts'
import { addDays } from '#lib/kernel/business-date.ts'
import { today } from '#lib/kernel/clock.ts'
import { testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { bookedBy, withMonthClosed } from '#tests/support/goods-steps.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { noteAt } from '#tests/support/note-life.ts'
import { agree, blueCopiesHome, close, counted, excused, opened, pageOf } from '#tests/support/reconciling.ts'
import { keyOf, type NoteRef, refusalOf, run, unmetOf } from '#tests/support/road.ts'

let company: TestCompany
let set: number

beforeAll(async () => {
  company = await testCompany()
  set = company.books.mainSetId
})
afterAll(async () => {
  expect(company.desk.faults).toEqual([])
  await expectWhole(company.db)
  await company.drop()
})

/** What the policy of the direct channel asks, by the administrator. */
async function setDirect(requiresConsignmentNote: boolean) {
  const [books] = await accountSetSettings(company.db, [set])
  const policy = books?.channels.find(({ channel }) => channel === 'DIRECT')
  if (!books || !policy) throw new Error('no such channel')
  const seen = { accountSetId: set, version: books.version }
  const input = { ...channelValues(policy), ...seen, requiresConsignmentNote }
  valueOf(await run(company, setChannelPolicy, company.staff.administrator, input))
}

describe('papers that come back', () => {
  it('R51 the consignment note is asked of the channels whose policy says so, not of one by its name', async () => {
    const note = await noteAt(company, 'DELIVERED')
    const session = await opened(company, set)
    const stateOf = async () => {
      const { sheet } = await pageOf(company, session)
      return sheet.notes.find(({ paperId }) => paperId === note.paperId)?.consignmentNote
    }
    expect(await stateOf()).toBe('NOT_DUE')
    await setDirect(true)
    expect(await stateOf()).toBe('OUT')
    expect(unmetOf(await agree(company, session))).toContain('R51 consignmentNoteOut')
    await setDirect(false)
    expect(await stateOf()).toBe('NOT_DUE')
    await blueCopiesHome(company, note)
    await excused(company, session, '客户明日送来')
    valueOf(await agree(company, session))
    valueOf(await close(company, session))
  })
})

describe('a difference is settled', () => {
  const shortSession = async (shortFen: number) => {
    const note = await noteAt(company, 'DELIVERED', { customer: 'K101' })
    await blueCopiesHome(company, note)
    const session = await opened(company, set)
    valueOf(await counted(company, session, 8640 - shortFen, '找零'))
    valueOf(await agree(company, session))
    valueOf(await close(company, session))
    return session
  }
  const pay = (session: NoteRef, amount: string, change: object = {}, by = company.staff.accountant) => {
    const typed = { amount, method: 'CASH', paidOn: today(company.desk.clock), remark: '' }
    return run(company, repayDifference, by, { ...keyOf(session), ...typed, ...change })
  }
  const undo = (session: NoteRef, sequence: number, by: Person) =>
    run(company, undoRepayment, by, { ...keyOf(session), sequence, reason: '记错人' })
  const openOf = async (session: NoteRef) => {
    const wish = { isAll: true, before: null }
    const { rows } = await listDifferences(company.db, company.staff.accountant, wish)
    return rows.find(({ paperId }) => paperId === session.paperId)?.open
  }
  const bookedOn = (session: NoteRef) => bookedBy(company, session)

  it('R58 the driver pays what was short in parts and never more, into till or bank, and the books say what is left', async () => {
    const session = await shortSession(540)
    const before = await bookedOn(session)
    company.forgetStatements()
    valueOf(await pay(session, '2.40'))
    expect(company.statements.length).toBeLessThanOrEqual(repayDifference.queryBudget)
    expect(await openOf(session)).toBe('3.00')
    expect(refusalOf(await pay(session, '3.01'))).toBe('reconciliation.repaidTooMuch')
    const both = await Promise.all([pay(session, '3'), pay(session, '3', { method: 'TRANSFER' })])
    expect(both.map(refusalOf).toSorted()).toEqual(['done', 'reconciliation.nothingToRepay'])
    expect(await openOf(session)).toBe('0.00')
    const after = (await bookedOn(session)).filter((line) => !before.includes(line))
    expect(after.map((line) => line.replace(/^(CASH|BANK)/, 'MONEY')).toSorted()).toEqual([
      'MONEY<DRIVER_DIFFERENCE 240',
      'MONEY<DRIVER_DIFFERENCE 300',
    ])
    await expectWhole(company.db)
    await company.db.$executeRaw`
      INSERT INTO driver_repayment (account_set_id, paper_id, sequence, side, amount_fen, method, paid_on, recorded_by_id, recorded_at)
      VALUES (${set}, ${session.paperId}::uuid, 9, 'FROM_DRIVER', 1, 'CASH', now(), ${company.staff.accountant.userId}::uuid, now())`
    expect(
      (await verifyDesk(company.db)).disagreements.some(
        ({ check }) => check === 'drivers owe what the books say',
      ),
    ).toBe(true)
    await company.db.$executeRaw`
      INSERT INTO driver_repayment (account_set_id, paper_id, sequence, side, amount_fen, method, paid_on, remark, reverses_sequence,
        recorded_by_id, recorded_at)
      VALUES (${set}, ${session.paperId}::uuid, 10, 'TO_DRIVER', 1, 'CASH', now(), '试', 9, ${company.staff.manager.userId}::uuid, now())`
  })

  it('R96 a payment is taken back once, by another person, as a mirror; what was over goes back to the driver', async () => {
    const { accountant, manager, driver } = company.staff
    const session = await shortSession(540)
    const { sequence } = valueOf(await pay(session, '5.40'))
    expect(refusalOf(await undo(session, sequence, accountant))).toBe('reconciliation.otherUndoes')
    valueOf(await undo(session, sequence, manager))
    expect(refusalOf(await undo(session, sequence, manager))).toBe('reconciliation.repaymentUndone')
    expect(await openOf(session)).toBe('5.40')
    const over = await shortSession(-1360)
    expect(await openOf(over)).toBe('-13.60')
    valueOf(await pay(over, '13.60'))
    expect(await bookedOn(over)).toContain('DRIVER_DIFFERENCE<CASH 1360')
    expect(await openOf(over)).toBe('0.00')
    const asDriver = { ...driver, permissions: accountant.permissions, roles: accountant.roles }
    expect(refusalOf(await pay(session, '1', {}, asDriver))).toBe('reconciliation.ownDifference')
    expect(refusalOf(await pay(session, '1', {}, company.staff.clerk))).toBe('permission.missing')
    const elsewhere = { ...accountant, accountSetIds: [company.books.supermarketSetId] }
    expect(refusalOf(await pay(session, '1', {}, elsewhere))).toBe('notFound')
    expect(await pay(session, '0')).toEqual({ status: 'invalid', fields: { amount: 'zero' } })
    const soon = { paidOn: addDays(today(company.desk.clock), 1) }
    expect(await pay(session, '1', soon)).toEqual({ status: 'invalid', fields: { paidOn: 'dateInFuture' } })
    const reopen = await withMonthClosed(company)
    expect(refusalOf(await pay(session, '1'))).toBe('reconciliation.periodClosed')
    await reopen()
    const open = await listDifferences(company.db, accountant, { isAll: false, before: null })
    expect(open.rows.map(({ paperId }) => paperId)).toEqual([session.paperId])
  })
})
