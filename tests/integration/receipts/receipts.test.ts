import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { IssuedNote } from '#lib/domain/delivery-notes/commands/issue.ts'
import { postNotes } from '#lib/domain/delivery-notes/commands/post.ts'
import { recordReceipt } from '#lib/domain/receipts/commands/record.ts'
import { openDatabase } from '#lib/db/client.ts'
import { addDays } from '#lib/kernel/business-date.ts'
import { today } from '#lib/kernel/clock.ts'
import { testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { noteAt } from '#tests/support/note-life.ts'
import { keyOf, refusalOf, run } from '#tests/support/road.ts'

let company: TestCompany

beforeAll(async () => {
  company = await testCompany({ connections: 10 })
})
afterAll(() => company.drop())
beforeEach(() => company.desk.faults.splice(0))

type Wish = { amount?: string; method?: string; receivedOn?: string; remark?: string }

function receiptOf(customer: string, wish: Wish = {}) {
  return {
    accountSetId: company.books.mainSetId,
    customerId: company.customerId(customer),
    amount: '100.00',
    method: 'TRANSFER',
    receivedOn: today(company.desk.clock),
    remark: '',
    ...wish,
  }
}

function record(customer: string, wish: Wish = {}, options: { key?: string } = {}) {
  return run(company, recordReceipt, company.staff.accountant, receiptOf(customer, wish), options)
}

/** A posted note of 86.40 yuan for the customer. */
async function posted(customer: string): Promise<IssuedNote> {
  const note = await noteAt(company, 'READY_TO_POST', {
    lines: [{ product: 'LZ001', quantity: '2箱' }],
    customer,
  })
  const input = { accountSetId: note.accountSetId, paperIds: [note.paperId], postingDate: '' }
  valueOf(await run(company, postNotes, company.staff.accountant, input))
  return note
}

async function openOf(note: IssuedNote): Promise<bigint> {
  return (await company.db.receivableItem.findFirstOrThrow({ where: keyOf(note) })).openFen
}

async function balanceOf(customer: string) {
  return company.db.customerBalance.findFirstOrThrow({ where: { customerId: company.customerId(customer) } })
}

describe('recording money received', () => {
  it('R91 pays the oldest open notes first and keeps the rest for the next receipt', async () => {
    const notes = [await posted('K106'), await posted('K106')]
    const [older, newer] = notes
    if (!older || !newer) throw new Error('two notes were posted')
    company.forgetStatements()
    const first = valueOf(await record('K106', { amount: '100' }))
    expect(company.statements.length).toBeLessThanOrEqual(recordReceipt.queryBudget)
    expect(first.allocatedFen).toBe('10000')
    expect([await openOf(older), await openOf(newer)]).toEqual([0n, 7280n])
    const second = valueOf(await record('K106', { amount: '￥1,072.80', method: 'CASH' }))
    expect(second.allocatedFen).toBe('7280')
    expect([await openOf(older), await openOf(newer)]).toEqual([0n, 0n])
    const { receivableFen, prepaidFen } = await balanceOf('K106')
    expect([receivableFen, prepaidFen]).toEqual([0n, 100_000n])
    expect(company.desk.faults).toEqual([])
    await expectWhole(company.db)
  })

  it('R48 keeps money of a customer who pays before delivery for the note', async () => {
    const answer = valueOf(await record('K108', { amount: '50' }))
    expect(answer.allocatedFen).toBe('0')
    expect((await balanceOf('K108')).prepaidFen).toBe(5000n)
    await expectWhole(company.db)
  })

  it('gives gapless numbers of their own, and none for what was refused', async () => {
    const one = valueOf(await record('K102'))
    expect((await record('K102', { amount: '0' })).status).toBe('invalid')
    const other = valueOf(await record('K102'))
    expect(Number(other.number.slice(-5))).toBe(Number(one.number.slice(-5)) + 1)
    await expectWhole(company.db)
  })

  it('never pays a note before the day of the note itself', async () => {
    const note = await posted('K105')
    const earlier = addDays(today(company.desk.clock), -20)
    valueOf(await record('K105', { amount: '86.40', receivedOn: earlier }))
    const paid = await company.db.receivableEntry.findFirstOrThrow({
      where: { ...keyOf(note), fromAccount: 'RECEIVABLE' },
    })
    expect(paid.businessDate.toISOString().slice(0, 10)).toBe(today(company.desk.clock))
    await expectWhole(company.db)
  })

  it.each<[string, Wish, Record<string, string>]>([
    ['no amount', { amount: '' }, { amount: 'empty' }],
    ['nothing', { amount: '0.00' }, { amount: 'zero' }],
    ['less than nothing', { amount: '-5' }, { amount: 'negative' }],
    ['a third decimal', { amount: '1.005' }, { amount: 'tooManyDecimals' }],
    ['an exponent', { amount: '1e3' }, { amount: 'notANumber' }],
    ['too much', { amount: '99999999999' }, { amount: 'tooLarge' }],
    ['no method', { method: '' }, { method: 'method' }],
    ['no date', { receivedOn: '' }, { receivedOn: 'empty' }],
    ['a day that does not exist', { receivedOn: '2026-02-30' }, { receivedOn: 'notADate' }],
    ['a control character', { remark: 'a\u0000b' }, { remark: 'control' }],
  ])('R94 refuses %s at its field', async (_name, wish, fields) => {
    expect(await record('K102', wish)).toEqual({ status: 'invalid', fields })
  })

  it('F18 refuses a day to come and a day in a period that is not open', async () => {
    const day = today(company.desk.clock)
    expect(await record('K102', { receivedOn: addDays(day, 1) })).toEqual({
      status: 'invalid',
      fields: { receivedOn: 'dateInFuture' },
    })
    expect(refusalOf(await record('K102', { receivedOn: addDays(day, -400) }))).toBe('receipt.periodClosed')
  })
})

describe('what stands of a receipt', () => {
  it('R96 F22 cannot be changed or deleted, not even by the owner of the database', async () => {
    const { paperId } = valueOf(await record('K102'))
    await expect(
      company.db.receipt.updateMany({ where: { paperId }, data: { amountFen: 1n } }),
    ).rejects.toThrow(/never change/)
    const owner = openDatabase(company.database.ownerUrl, { connections: 1 })
    await expect(owner.receipt.deleteMany({ where: { paperId } })).rejects.toThrow(/never deleted/)
    await owner.$disconnect()
    await expectWhole(company.db)
  })

  it('A04 refuses everyone but an accountant, A05 knows no customer of another account set', async () => {
    for (const by of [company.staff.clerk, company.staff.manager, company.staff.driver])
      expect(refusalOf(await run(company, recordReceipt, by, receiptOf('K102')))).toBe('permission.missing')
    const outsider = { ...company.staff.accountant, accountSetIds: [company.books.supermarketSetId] }
    expect(refusalOf(await run(company, recordReceipt, outsider, receiptOf('K102')))).toBe('notFound')
    const wrongSet = { ...receiptOf('K102'), accountSetId: company.books.supermarketSetId }
    expect(refusalOf(await run(company, recordReceipt, company.staff.accountant, wrongSet))).toBe('notFound')
  })

  it('F06 twenty identical sends with one key record the money once', async () => {
    const before = await company.db.receipt.count()
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => record('K102', { remark: '一笔' }, { key: 'one-receipt-key' })),
    )
    expect(new Set(answers.map((answer) => valueOf(answer).number)).size).toBe(1)
    expect(await company.db.receipt.count()).toBe(before + 1)
    await expectWhole(company.db)
  })

  it('money and notes of one customer at once add up', async () => {
    const note = await noteAt(company, 'READY_TO_POST', {
      lines: [{ product: 'LZ001', quantity: '2箱' }],
      customer: 'K104',
    })
    const input = { accountSetId: note.accountSetId, paperIds: [note.paperId], postingDate: '' }
    const answers = await Promise.all([
      run(company, postNotes, company.staff.accountant, input),
      ...Array.from({ length: 8 }, () => record('K104', { amount: '20' })),
    ])
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 'done'))
    valueOf(await record('K104', { amount: '0.01' }))
    const { receivableFen, prepaidFen } = await balanceOf('K104')
    expect([receivableFen, prepaidFen]).toEqual([0n, 16_001n - 8640n])
    expect(company.desk.faults).toEqual([])
    await expectWhole(company.db)
  })
})
