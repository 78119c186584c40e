import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '#lib/auth/actor.ts'
import { closePeriod } from '#lib/domain/account-sets/commands/close-period.ts'
import { reopenPeriod, requestReopening } from '#lib/domain/account-sets/commands/reopen-period.ts'
import { closingView } from '#lib/domain/account-sets/queries-closing.ts'
import { postNotes } from '#lib/domain/delivery-notes/commands/post.ts'
import { recordPayment } from '#lib/domain/payments/commands/record.ts'
import { addDays, type BusinessDate, periodOf } from '#lib/kernel/business-date.ts'
import { today } from '#lib/kernel/clock.ts'
import { newId } from '#lib/kernel/ids.ts'
import { supplierIn } from '#tests/support/buying.ts'
import { testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { noteAt } from '#tests/support/note-life.ts'
import { run } from '#tests/support/road.ts'

let company: TestCompany
let supplierId: string
let day: BusinessDate
let before: BusinessDate

beforeAll(async () => {
  company = await testCompany({ connections: 12 })
  day = today(company.desk.clock)
  before = addDays(day, -Number(day.slice(8)))
  supplierId = await supplierIn(company, 'G1')
})
afterAll(async () => {
  expect(company.desk.faults).toEqual([])
  await expectWhole(company.db)
  await company.drop()
})

const accountSetId = 1
const month = () => ({ accountSetId, period: periodOf(day) })
const close = (actor: Person = company.staff.accountant) => run(company, closePeriod, actor, month())
const ask = (actor: Person = company.staff.accountant, reason = '补记一张') =>
  run(company, requestReopening, actor, { ...month(), reason })
const answer = (decision: string, actor: Person = company.staff.manager) =>
  run(company, reopenPeriod, actor, { ...month(), decision, remark: '' })
const pay = (amount: string) =>
  run(company, recordPayment, company.staff.accountant, {
    ...{ accountSetId, supplierId, amount, method: 'TRANSFER', paidOn: day, remark: '' },
  })

/** What the gate said of a refused close. */
async function refusedLines(answered: ReturnType<typeof close>) {
  const result = await answered
  if (result.status !== 'refused') throw new Error(`answered ${result.status}`)
  expect(result.refusal.code).toBe('gate.closePeriod')
  return result.refusal.checklist
}

const openAgain = async () => {
  valueOf(await ask())
  valueOf(await answer('AGREED'))
}

describe('closing a month', () => {
  test('R64 R95 R58 R120 names everything of the month that is not done, on the page and in the refusal alike', async () => {
    const waiting = await noteAt(company, 'READY_TO_POST')
    const checklist = await refusedLines(close())
    const unposted = {
      rule: 'R64',
      state: 'unmet',
      code: 'unposted',
      params: { count: 1, number: waiting.number },
    }
    expect(checklist?.items).toContainEqual(expect.objectContaining(unposted))
    const open = [periodOf(day), periodOf(before), periodOf(addDays(day, 40))]
    const view = await closingView(company.db, accountSetId, open, day)
    expect(view.checklists.map(({ period }) => period)).toEqual([periodOf(before), periodOf(day)])
    expect(view.checklists.at(-1)?.checklist).toEqual(checklist)
    const ahead = { accountSetId, period: periodOf(addDays(day, 30)) }
    const early = await refusedLines(run(company, closePeriod, company.staff.accountant, ahead))
    expect(early?.items).toContainEqual(expect.objectContaining({ rule: 'R120', code: 'notBegun' }))
    const post = { accountSetId, paperIds: [waiting.paperId], postingDate: '' }
    valueOf(await run(company, postNotes, company.staff.accountant, post))
    company.forgetStatements()
    valueOf(await close())
    expect(company.statements.length).toBeLessThanOrEqual(closePeriod.queryBudget)
    const given = await company.db.voucherNumber.count({ where: month() })
    expect(given).toBe(await company.db.journalVoucher.count({ where: month() }))
    await openAgain()
  })

  test('R64 money that races a closing is either in the month before it closes or refused whole', async () => {
    for (let round = 0; round < 6; round += 1) {
      const answers = await Promise.all([pay('1'), pay('2'), close(), pay('3'), pay('4')])
      expect(answers[2].status).toBe('done')
      const paid = answers.filter((one, at) => at !== 2 && one.status === 'done').length
      for (const one of answers.filter(({ status }) => status === 'refused'))
        expect(one).toMatchObject({ refusal: { code: 'payment.periodClosed' } })
      const vouchers = await company.db.journalVoucher.count({ where: month() })
      expect(await company.db.voucherNumber.count({ where: month() })).toBe(vouchers)
      expect(paid).toBeLessThanOrEqual(4)
      await openAgain()
    }
  })

  test('R64 nothing enters a closed month by any way: PostgreSQL refuses the voucher itself', async () => {
    const some = await company.db.journalVoucher.findFirstOrThrow({ where: month() })
    valueOf(await close())
    const { rowHash: _hash, ...voucher } = some
    const slipped = { ...voucher, id: newId(company.desk.clock.now()), reversesId: null }
    await expect(company.db.journalVoucher.create({ data: slipped })).rejects.toThrow('is not open')
    await expect(
      company.db.journalVoucher.create({ data: { ...slipped, period: periodOf(before) } }),
    ).rejects.toThrow()
    expect(await pay('1')).toMatchObject({ refusal: { code: 'payment.periodClosed' } })
    await openAgain()
  })
})

describe('opening a closed month again', () => {
  test('takes two people and a reason, once, and leaves both in the evidence', async () => {
    const { accountant, manager, clerk } = company.staff
    expect(await ask()).toMatchObject({ refusal: { code: 'period.notClosed' } })
    valueOf(await close())
    expect(await answer('AGREED')).toMatchObject({ refusal: { code: 'period.nothingAsked' } })
    expect(await ask(accountant, ' ')).toMatchObject({ fields: { reason: 'empty' } })
    expect(await ask(clerk)).toMatchObject({ refusal: { code: 'permission.missing' } })
    expect(await ask({ ...accountant, accountSetIds: [2] })).toMatchObject({ refusal: { code: 'notFound' } })
    const asked = await Promise.all([ask(), ask()])
    expect(asked.map(({ status }) => status).toSorted()).toEqual(['done', 'refused'])
    expect(await answer('AGREED', accountant)).toMatchObject({ refusal: { code: 'period.secondPerson' } })
    expect(await answer('PERHAPS')).toMatchObject({ fields: { decision: 'decision' } })
    valueOf(await answer('DECLINED'))
    expect(await pay('1')).toMatchObject({ refusal: { code: 'payment.periodClosed' } })
    valueOf(await ask())
    expect((await closingView(company.db, accountSetId, [], day)).reopenings).toMatchObject([
      { period: periodOf(day), requestedBy: accountant.displayName, reason: '补记一张' },
    ])
    const both = await Promise.all([answer('AGREED'), answer('AGREED')])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['done', 'refused'])
    valueOf(await pay('1'))
    const event = await company.db.deskEvent.findFirstOrThrow({
      where: { command: 'period.reopen' },
      orderBy: { position: 'desc' },
    })
    expect(event).toMatchObject({
      actor: { id: manager.userId },
      payload: { reason: '补记一张', requestedById: accountant.userId, after: { status: 'OPEN' } },
    })
    await expect(
      company.db.$executeRaw`UPDATE period_reopening SET reason = 'x' WHERE account_set_id = 1`,
    ).rejects.toThrow()
  })
})
