import { afterAll, expect, test } from 'vitest'
import type { Person } from '#lib/auth/actor.ts'
import { runCommand } from '#lib/command/run-command.ts'
import { reverseNote } from '#lib/domain/delivery-notes/commands/reverse.ts'
import { allocateByHand, grantAllowance } from '#lib/domain/receipts/commands/allocate.ts'
import { recordReceipt } from '#lib/domain/receipts/commands/record.ts'
import { reverseReceipt } from '#lib/domain/receipts/commands/reverse.ts'
import { undoAllocation } from '#lib/domain/receipts/commands/undo-allocation.ts'
import { today } from '#lib/kernel/clock.ts'
import { testCompany, valueOf } from '#tests/support/company.ts'
import { bookedBy, withMonthClosed } from '#tests/support/goods-steps.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { call } from '#tests/support/people.ts'
import { openOf, postedNote } from '#tests/support/receipts.ts'

const company = await testCompany({ connections: 8 })
const { db, desk, staff, books } = company
const DAY = today(desk.clock)
const accountSetId = books.mainSetId
afterAll(async () => {
  expect(desk.faults).toEqual([])
  await expectWhole(db)
  await company.drop()
})

type Line = { paperId: string; amount?: string; allowance?: string }

const inputOf = (code: string, lines: Line[], moneyId = '') => ({
  ...{ accountSetId, customerId: company.customerId(code), moneyId, reason: '客户来电' },
  lines: lines.map((line) => ({ amount: '', allowance: '', ...line })),
})
const settle = (code: string, lines: Line[], moneyId = '', by: Person = staff.accountant) =>
  runCommand(desk, allocateByHand, call(by, inputOf(code, lines, moneyId)))
const grant = (code: string, lines: Line[], by: Person = staff.salesManager) =>
  runCommand(desk, grantAllowance, call(by, inputOf(code, lines)))
const undo = (paperId: string, entryIds: string[] = []) =>
  runCommand(
    desk,
    undoAllocation,
    call(staff.accountant, { accountSetId, paperId, entryIds, reason: '核销错了' }),
  )
/** A prepayment: money that waits to be allocated by hand. */
const prepay = async (code: string, amount: string) => {
  const rest = { method: 'TRANSFER', receivedOn: DAY, remark: '', purpose: 'PREPAYMENT' }
  const input = { accountSetId, customerId: company.customerId(code), amount, ...rest }
  return valueOf(await runCommand(desk, recordReceipt, call(staff.accountant, input)))
}
const balanceOf = async (code: string) => {
  const row = await db.customerBalance.findFirstOrThrow({ where: { customerId: company.customerId(code) } })
  return [row.receivableFen, row.prepaidFen]
}

test('R91 money pays the notes one names, by amounts, in constant statements', async () => {
  const notes = [
    await postedNote(company, 'K106'),
    await postedNote(company, 'K106'),
    await postedNote(company, 'K106'),
  ]
  const [first, second, third] = notes.map(({ paperId }) => paperId)
  const [one, two] = [await prepay('K106', '100'), await prepay('K106', '60')]
  company.forgetStatements()
  valueOf(await settle('K106', [{ paperId: third ?? '', amount: '86.40' }], one.paperId))
  const forOne = company.statements.length
  company.forgetStatements()
  const lines = [
    { paperId: second ?? '', amount: '13.61' },
    { paperId: first ?? '', amount: '0.01', allowance: '0.40' },
  ]
  expect(valueOf(await settle('K106', lines))).toEqual({ notes: 2, paidFen: '1362', allowedFen: '40' })
  expect(company.statements.length).toBe(forOne)
  expect(forOne).toBeLessThanOrEqual(allocateByHand.queryBudget)
  expect(await Promise.all(notes.map((note) => openOf(company, note)))).toEqual([8599n, 7279n, 0n])
  const held = await db.receiptMoney.findMany({
    where: { paperId: { in: [one.paperId, two.paperId] } },
    orderBy: { paperId: 'asc' },
  })
  expect(held.map(({ openFen }) => openFen).toSorted()).toEqual([0n, 5998n])
  expect(await bookedBy(company, { accountSetId, paperId: first ?? '' })).toContain('ALLOWANCE<RECEIVABLE 40')
  await expectWhole(db)
})

test('bad input: over a note, over the money, nothing, below nothing, half a fen, twice, another customer’s', async () => {
  const note = await postedNote(company, 'K102')
  const other = await postedNote(company, 'K104')
  const money = await prepay('K102', '90')
  const { paperId } = note
  const field = async (line: Line, key = 'amount') => {
    const answer = await settle('K102', [line], money.paperId)
    return answer.status === 'invalid' ? answer.fields[`lines.0.${key}`] : answer
  }
  for (const [amount, code] of [
    ['', 'empty'],
    ['0', 'zero'],
    ['-1', 'negative'],
    ['1.005', 'tooManyDecimals'],
    ['壹佰', 'notANumber'],
  ] as const)
    expect(await field({ paperId, amount })).toBe(code)
  expect(await field({ paperId: other.paperId, amount: '1' }, 'paperId')).toBe('unknownNote')
  expect(
    await settle('K102', [
      { paperId, amount: '1' },
      { paperId, amount: '1' },
    ]),
  ).toMatchObject({
    fields: { 'lines.1.paperId': 'noteTwice' },
  })
  expect(await settle('K102', [{ paperId, amount: '86.41' }])).toMatchObject({
    refusal: { code: 'allocation.overNote' },
  })
  const bigger = await prepay('K104', '1')
  expect(await settle('K104', [{ paperId: other.paperId, amount: '1.01' }], bigger.paperId)).toMatchObject({
    refusal: { code: 'allocation.overMoney', params: { there: '1.00', asked: '1.01' } },
  })
  expect(await settle('K104', [{ paperId: other.paperId, amount: '1' }], money.paperId)).toMatchObject({
    fields: { moneyId: 'noMoney' },
  })
  expect(await settle('K102', [{ paperId, amount: '1' }], '', staff.clerk)).toMatchObject({
    refusal: { code: 'permission.missing' },
  })
  const outside = { ...staff.accountant, accountSetIds: [books.supermarketSetId] }
  expect(await settle('K102', [{ paperId, amount: '1' }], '', outside)).toMatchObject({
    refusal: { code: 'notFound' },
  })
  expect(await openOf(company, note)).toBe(8640n)
})

test('R137 what is let off past the free limit, small bits added up, needs the sales manager, who moves no money', async () => {
  const { freeRoundingOffFen } = await db.accountSet.findFirstOrThrow({ where: { id: accountSetId } })
  const note = await postedNote(company, 'K103')
  const { paperId } = note
  const free = `${Number(freeRoundingOffFen) / 100}`
  valueOf(await settle('K103', [{ paperId, allowance: free }]))
  expect(await settle('K103', [{ paperId, allowance: '0.01' }])).toMatchObject({
    refusal: { code: 'allowance.needsConsent' },
  })
  expect(await grant('K103', [{ paperId, amount: '1', allowance: '5' }])).toMatchObject({
    refusal: { code: 'allowance.payNothing' },
  })
  expect(await grant('K103', [{ paperId, allowance: '5' }], staff.accountant)).toMatchObject({
    refusal: { code: 'permission.missing' },
  })
  valueOf(await grant('K103', [{ paperId, allowance: '5' }]))
  expect(await openOf(company, note)).toBe(8640n - freeRoundingOffFen - 500n)
})

test('a paid note is reversed once its allocations are undone, each by its mirror, and the money is its receipt’s again', async () => {
  const note = await postedNote(company, 'K105')
  const { paperId } = note
  const money = await prepay('K105', '80')
  valueOf(await settle('K105', [{ paperId, amount: '80', allowance: '0.10' }], money.paperId))
  const reverse = () =>
    runCommand(desk, reverseNote, call(staff.manager, { accountSetId, paperId, reason: '客户退单' }))
  expect(await reverse()).toMatchObject({ refusal: { code: 'reverse.moneyAllocated' } })
  expect(await undo(paperId, ['999999'])).toMatchObject({ refusal: { code: 'allocation.nothing' } })
  const both = await Promise.all([undo(paperId), undo(paperId)])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['done', 'refused'])
  expect(await db.receiptMoney.findFirstOrThrow({ where: { paperId: money.paperId } })).toMatchObject({
    openFen: 8000n,
  })
  valueOf(await reverse())
  expect(await balanceOf('K105')).toEqual([0n, 8000n])
  const booked = await bookedBy(company, { accountSetId, paperId })
  for (const line of ['PREPAID<RECEIVABLE 8000', 'ALLOWANCE<RECEIVABLE 10'])
    expect(
      booked.filter((each) => each === line || each === line.replace(/(\w+)<(\w+)/, '$2<$1')),
    ).toHaveLength(2)
  await expectWhole(db)
})

test('one yuan is not spent twice: by hand, by hand and undoing the receipt at once', async () => {
  const notes = [await postedNote(company, 'K102'), await postedNote(company, 'K102')]
  const [one, two] = notes.map(({ paperId }) => paperId)
  const money = await prepay('K102', '86.40')
  const answers = await Promise.all([
    settle('K102', [{ paperId: one ?? '', amount: '86.40' }], money.paperId),
    settle('K102', [{ paperId: two ?? '', amount: '86.40' }], money.paperId),
    runCommand(
      desk,
      reverseReceipt,
      call(staff.manager, { accountSetId, paperId: money.paperId, reason: '退票' }),
    ),
  ])
  expect(answers.filter(({ status }) => status === 'done').length).toBeGreaterThan(0)
  expect(answers.some(({ status }) => status === 'fault')).toBe(false)
  await expectWhole(db)
})

test('F18 nothing is settled or undone in a closed month, and closing races with neither', async () => {
  const { paperId } = await postedNote(company, 'K104')
  const money = await prepay('K104', '50')
  const openAgain = await withMonthClosed(company)
  expect(await settle('K104', [{ paperId, amount: '1' }], money.paperId)).toMatchObject({
    refusal: { code: 'receipt.periodClosed' },
  })
  await openAgain()
  valueOf(await settle('K104', [{ paperId, amount: '1' }], money.paperId))
  const closing = withMonthClosed(company)
  const answers = await Promise.all([
    undo(paperId),
    settle('K104', [{ paperId, amount: '2' }], money.paperId),
  ])
  await (
    await closing
  )()
  expect(
    answers.every(({ status }) => status === 'done' || status === 'refused'),
    JSON.stringify(answers),
  ).toBe(true)
  await expectWhole(db)
})
