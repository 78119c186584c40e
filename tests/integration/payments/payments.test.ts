import { afterAll, expect, test } from 'vitest'
import type { Person } from '#lib/auth/actor.ts'
import { runCommand } from '#lib/command/run-command.ts'
import { recordPayment } from '#lib/domain/payments/commands/record.ts'
import { reversePayment } from '#lib/domain/payments/commands/reverse.ts'
import { listPayments, paymentDetail, paymentWish, supplierMoney } from '#lib/domain/payments/queries.ts'
import { supplierStatement } from '#lib/domain/suppliers/queries-statement.ts'
import { addDays } from '#lib/kernel/business-date.ts'
import { today } from '#lib/kernel/clock.ts'
import { newId } from '#lib/kernel/ids.ts'
import {
  approvedOrder,
  balanceOf,
  bill,
  billInput,
  pay,
  postBillAs,
  supplierIn,
} from '#tests/support/buying.ts'
import { testCompany, valueOf } from '#tests/support/company.ts'
import { bookedBy, withMonthClosed } from '#tests/support/goods-steps.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { call } from '#tests/support/people.ts'
import { posted } from '#tests/support/receiving.ts'

const company = await testCompany({ connections: 8 })
const { db, desk, staff, books } = company
afterAll(async () => {
  expect(desk.faults).toEqual([])
  await expectWhole(db)
  await company.drop()
})

let suppliers = 0
const newSupplier = () => supplierIn(company, `G${(suppliers += 1)}`)
const DAY = today(desk.clock)

/** A supplier with bills of these amounts in yuan, in this order, all posted today. */
async function owedTo(...amounts: string[]): Promise<{ supplierId: string; bills: string[] }> {
  const supplierId = await newSupplier()
  const lines = amounts.map((unitPrice) => ({ product: 'LZ001', quantity: '1', unitPrice }))
  const of = await approvedOrder(company, supplierId, lines)
  await posted(company, of.paperId)
  const bills: string[] = []
  for (const [index] of amounts.entries()) {
    const recorded = valueOf(await bill(company, billInput(of, [{ line: index + 1, quantity: '1' }])))
    valueOf(await postBillAs(company, recorded))
    bills.push(recorded.paperId)
  }
  return { supplierId, bills }
}

const openOf = async (paperIds: readonly string[]) => {
  const items = await db.payableItem.findMany({ where: { paperId: { in: [...paperIds] } } })
  return paperIds.map((paperId) => items.find((item) => item.paperId === paperId)?.openFen)
}

const undo = (paperId: string, actor: Person = staff.manager, reason = '付错账户') =>
  runCommand(desk, reversePayment, call(actor, { accountSetId: books.mainSetId, paperId, reason }))

test('R92 R94 a payment has its own gapless number, pays the oldest bills first, and the rest waits as an advance', async () => {
  const { supplierId, bills } = await owedTo('100', '200', '300')
  const first = valueOf(await pay(company, supplierId, '150'))
  expect(first.number).toMatch(/^FK/)
  expect(first.allocatedFen).toBe('15000')
  expect(await openOf(bills)).toEqual([0n, 15_000n, 30_000n])
  const second = valueOf(await pay(company, supplierId, '500', { method: 'CASH' }))
  expect(Number(second.number.slice(-4)) - Number(first.number.slice(-4))).toBe(1)
  expect(await balanceOf(company, supplierId)).toEqual([0n, 0n, 5000n])
  expect(await bookedBy(company, second)).toEqual(['ADVANCE<CASH 50000'])
  const money = await supplierMoney(db, staff.accountant, supplierId, DAY)
  expect(money).toMatchObject({ payable: '0.00', advance: '50.00', bills: [] })
  expect(money?.payments.map(({ number }) => number)).toEqual([second.number, first.number])
})

test('R94 R95 amount, date and method are mandatory; nothing of no sense, of tomorrow or of a closed month is paid', async () => {
  const supplierId = await newSupplier()
  for (const [amount, code] of [
    ['', 'empty'],
    ['0', 'zero'],
    ['-5', 'negative'],
    ['1e5', 'notANumber'],
    ['0.001', 'tooManyDecimals'],
    ['99999999999', 'tooLarge'],
  ])
    expect(await pay(company, supplierId, amount ?? ''), amount).toMatchObject({ fields: { amount: code } })
  expect(await pay(company, supplierId, '1', { method: 'BARTER' })).toMatchObject({ status: 'invalid' })
  expect(await pay(company, supplierId, '1', { paidOn: '' })).toMatchObject({ status: 'invalid' })
  expect(await pay(company, supplierId, '1', { paidOn: addDays(DAY, 1) })).toMatchObject({
    fields: { paidOn: 'dateInFuture' },
  })
  const openAgain = await withMonthClosed(company)
  expect(await pay(company, supplierId, '1')).toMatchObject({ refusal: { code: 'payment.periodClosed' } })
  await openAgain()
})

test('A05 A06 A07 another account set, a forged supplier or payment, a wrong role and a smuggled field are refused', async () => {
  const supplierId = await newSupplier()
  const input = {
    ...{
      accountSetId: books.mainSetId,
      supplierId,
      amount: '1',
      method: 'TRANSFER',
      paidOn: DAY,
      remark: '',
    },
  }
  const as = (actor: Person, changes: object = {}) =>
    runCommand(desk, recordPayment, call(actor, { ...input, ...changes }))
  const outside = { ...staff.accountant, accountSetIds: [books.supermarketSetId] }
  expect(await as(outside)).toMatchObject({ refusal: { code: 'notFound' } })
  expect(await as(staff.accountant, { accountSetId: books.supermarketSetId })).toMatchObject({
    refusal: { code: 'notFound' },
  })
  expect(await as(staff.accountant, { supplierId: newId(desk.clock.now()) })).toMatchObject({
    refusal: { code: 'notFound' },
  })
  expect(await as(staff.manager)).toMatchObject({ refusal: { code: 'permission.missing' } })
  expect(await as(staff.accountant, { advanceFen: '1' })).toMatchObject({ status: 'invalid' })
  const paid = valueOf(await as(staff.accountant))
  expect(await undo(paid.paperId, { ...staff.manager, accountSetIds: [] })).toMatchObject({
    refusal: { code: 'notFound' },
  })
  expect(await undo(newId(desk.clock.now()))).toMatchObject({ refusal: { code: 'notFound' } })
  expect(await undo(paid.paperId, staff.clerk)).toMatchObject({ refusal: { code: 'permission.missing' } })
  expect(await paymentDetail(db, outside, paid)).toBeNull()
})

test('R96 a payment never changes, and is undone once, by another person, with a reason', async () => {
  const { supplierId, bills } = await owedTo('100', '200')
  const paid = valueOf(await pay(company, supplierId, '250'))
  await expect(
    db.$executeRaw`UPDATE payment SET amount_fen = 1 WHERE paper_id = ${paid.paperId}::uuid`,
  ).rejects.toThrow()
  expect(await undo(paid.paperId, staff.accountant)).toMatchObject({
    refusal: { code: 'payment.secondPerson' },
  })
  expect(await undo(paid.paperId, staff.manager, ' ')).toMatchObject({ status: 'invalid' })
  const both = await Promise.all([undo(paid.paperId), undo(paid.paperId)])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['done', 'refused'])
  expect(await openOf(bills)).toEqual([10_000n, 20_000n])
  expect(await balanceOf(company, supplierId)).toEqual([30_000n, 0n, 0n])
  expect((await bookedBy(company, paid)).toSorted()).toEqual(['ADVANCE<BANK 25000', 'BANK<ADVANCE 25000'])
  expect(await paymentDetail(db, staff.manager, paid)).toMatchObject({
    amount: '250.00',
    reversal: { by: 'manager', reason: '付错账户' },
  })
  const statement = await supplierStatement(
    db,
    staff.manager,
    supplierId,
    { from: DAY, to: DAY, after: null },
    DAY,
  )
  expect(statement?.rows.map(({ kind, isReversal }) => [kind, isReversal])).toEqual([
    ['PURCHASE_BILL', false],
    ['PURCHASE_BILL', false],
    ['PAYMENT', false],
    ['PAYMENT', true],
  ])
  expect(statement?.closing).toBe('300.00')
})

test('R96 of two payments the one undone takes the last bills back, and what the other paid is paid again oldest first', async () => {
  const { supplierId, bills } = await owedTo('100', '200', '300')
  const first = valueOf(await pay(company, supplierId, '250'))
  valueOf(await pay(company, supplierId, '300'))
  expect(await openOf(bills)).toEqual([0n, 0n, 5000n])
  valueOf(await undo(first.paperId))
  expect(await openOf(bills)).toEqual([0n, 0n, 30_000n])
  expect(await balanceOf(company, supplierId)).toEqual([30_000n, 0n, 0n])
})

test('R92 ten payments at once to one supplier pay each bill once and leave nothing over or short', async () => {
  const { supplierId, bills } = await owedTo('100', '200', '300')
  const answers = await Promise.all(Array.from({ length: 10 }, () => pay(company, supplierId, '70')))
  expect(new Set(answers.map((answer) => valueOf(answer).number)).size).toBe(10)
  expect(await openOf(bills)).toEqual([0n, 0n, 0n])
  expect(await balanceOf(company, supplierId)).toEqual([0n, 0n, 10_000n])
})

test('payments are listed newest first, a page by key, by day and method, within the account sets of the reader', async () => {
  const wish = (params: Record<string, string>) => paymentWish(params)
  const everything = await listPayments(db, staff.accountant, wish({}))
  expect(everything.rows.length).toBeGreaterThan(10)
  const cash = await listPayments(db, staff.accountant, wish({ method: 'CASH', on: DAY }))
  expect(cash.rows.map(({ method }) => method)).toEqual(['CASH'])
  const second = everything.rows[0]?.paperId ?? ''
  const rest = await listPayments(db, staff.accountant, wish({ before: second }))
  expect(rest.rows).toHaveLength(everything.rows.length - 1)
  expect((await listPayments(db, { accountSetIds: [] }, wish({}))).rows).toEqual([])
  expect((await listPayments(db, staff.accountant, wish({ before: "' or 1=1", on: 'x' }))).rows).toHaveLength(
    everything.rows.length,
  )
})

test('a payment over one bill and one over twelve take the same statements, recorded and undone, within the budget', async () => {
  const counts: number[][] = []
  for (const size of [1, 12]) {
    const { supplierId } = await owedTo(...Array.from({ length: size }, () => '10'))
    company.forgetStatements()
    const paid = valueOf(await pay(company, supplierId, `${size * 10}`))
    const recording = company.statements.length
    company.forgetStatements()
    valueOf(await undo(paid.paperId))
    counts.push([recording, company.statements.length])
  }
  expect(counts[0]).toEqual(counts[1])
  expect(counts[0]?.[0]).toBeLessThanOrEqual(12)
  expect(counts[0]?.[1]).toBeLessThanOrEqual(14)
})
