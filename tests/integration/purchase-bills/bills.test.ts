import { afterAll, expect, test } from 'vitest'
import { runCommand } from '#lib/command/run-command.ts'
import { reverseReceipt } from '#lib/domain/goods-receipts/commands/reverse.ts'
import { consentToBill } from '#lib/domain/purchase-bills/commands/consent.ts'
import { reverseBill } from '#lib/domain/purchase-bills/commands/reverse.ts'
import { supplierStatement } from '#lib/domain/suppliers/queries-statement.ts'
import { addDays } from '#lib/kernel/business-date.ts'
import { today } from '#lib/kernel/clock.ts'
import type { ActionResult } from '#lib/kernel/result.ts'
import {
  approvedOrder,
  balanceOf,
  bill,
  billInput,
  order,
  orderInput,
  pay,
  postBillAs,
  supplierIn,
} from '#tests/support/buying.ts'
import { testCompany, valueOf } from '#tests/support/company.ts'
import { bookedBy, withMonthClosed } from '#tests/support/goods-steps.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { call } from '#tests/support/people.ts'
import { posted } from '#tests/support/receiving.ts'
import { untilWaiting } from '#tests/support/waiting.ts'

const company = await testCompany()
const { db, desk, staff, books } = company
afterAll(async () => {
  expect(desk.faults).toEqual([])
  await expectWhole(db)
  await company.drop()
})

let suppliers = 0
const newSupplier = () => supplierIn(company, `G${(suppliers += 1)}`)
const LINES = [
  { product: 'YS001', quantity: '2箱', unitPrice: '113' },
  { product: 'XG001', quantity: '30', unitPrice: '11.3' },
]

/** An order that all goods came for, with its supplier. */
async function receivedOrder(lines = LINES) {
  const supplierId = await newSupplier()
  const ordered = await approvedOrder(company, supplierId, lines)
  const receipt = await posted(company, ordered.paperId)
  return { supplierId, order: ordered, receipt }
}

const keyOf = ({ accountSetId, paperId }: { accountSetId: number; paperId: string }) => ({
  accountSetId,
  paperId,
})
const undo = (key: { accountSetId: number; paperId: string }, actor = staff.accountant) =>
  runCommand(desk, reverseBill, call(actor, { ...keyOf(key), reason: '发票开错' }))
const consent = (key: { accountSetId: number; paperId: string }, actor = staff.manager) =>
  runCommand(desk, consentToBill, call(actor, { ...keyOf(key), seenVersion: 0, remark: '行情上涨，同意' }))
const unmetOf = (answer: ActionResult<unknown>) => {
  if (answer.status !== 'refused') throw new Error(JSON.stringify(answer))
  return answer.refusal.checklist?.items.filter(({ state }) => state === 'unmet').map(({ code }) => code)
}
const all = [
  { line: 1, quantity: '2箱' },
  { line: 2, quantity: '30' },
]

test('R87 R92 a bill of all that came clears the unbilled to the fen, with tax, due by the credit days, in the books', async () => {
  const { supplierId, order: of } = await receivedOrder()
  const [, unbilledFen] = await balanceOf(company, supplierId)
  expect(unbilledFen).toBeGreaterThan(0n)
  const recorded = valueOf(await bill(company, billInput(of, all)))
  expect(recorded.number).toMatch(/^CG/)
  valueOf(await postBillAs(company, recorded))
  const paper = await db.goodsPaper.findFirstOrThrow({ where: { paperId: recorded.paperId } })
  expect(await balanceOf(company, supplierId)).toEqual([paper.grossFen, 0n, 0n])
  expect(paper.netFen).toBe(unbilledFen)
  expect((await bookedBy(company, recorded)).toSorted()).toEqual([
    `INPUT_TAX<PAYABLE ${paper.taxFen}`,
    `UNBILLED<PAYABLE ${paper.netFen}`,
  ])
  const item = await db.payableItem.findFirstOrThrow({ where: { paperId: recorded.paperId } })
  expect(item.dueDate.toISOString().slice(0, 10)).toBe(addDays(today(desk.clock), 30))
})

test('R87 in parts: three bills of one line make exactly what came, and a fourth is refused', async () => {
  const { supplierId, order: of } = await receivedOrder([
    { product: 'LZ001', quantity: '7', unitPrice: '9.99' },
  ])
  for (const quantity of ['2', '2', '3'])
    valueOf(await postBillAs(company, valueOf(await bill(company, billInput(of, [{ line: 1, quantity }])))))
  const [payableFen, unbilledFen] = await balanceOf(company, supplierId)
  expect([payableFen, unbilledFen]).toEqual([6993n, 0n])
  expect(unmetOf(await bill(company, billInput(of, [{ line: 1, quantity: '1' }])))).toEqual(['overReceived'])
})

test('R87 nothing is billed without its order, of another kind of paper, or before goods came; the database holds it too', async () => {
  const supplierId = await newSupplier()
  const waiting = valueOf(await order(company, orderInput(company, supplierId, LINES)))
  expect(unmetOf(await bill(company, billInput(waiting, all)))).toEqual(['nothingReceived'])
  const { receipt, order: of } = await receivedOrder()
  expect(await bill(company, billInput(receipt, all))).toMatchObject({ refusal: { code: 'notFound' } })
  const recorded = valueOf(await bill(company, billInput(of, all)))
  await expect(
    db.$executeRaw`INSERT INTO goods_paper SELECT (jsonb_populate_record(g, jsonb_build_object('paper_id', ${waiting.paperId}::uuid,
      'source_paper_id', ${receipt.paperId}::uuid, 'external_number', 'X1'))).* FROM goods_paper g WHERE g.paper_id = ${recorded.paperId}::uuid`,
  ).rejects.toThrow(/R87/)
  await expect(
    db.$executeRaw`UPDATE goods_progress SET billed_e3 = received_e3 + 1 WHERE paper_id = ${of.paperId}::uuid`,
  ).rejects.toThrow(/r87_billed_was_received/)
})

test('R94 the invoice number is mandatory, and once a supplier among bills that stand', async () => {
  const { order: of } = await receivedOrder()
  const part = [{ line: 2, quantity: '10' }]
  expect(unmetOf(await bill(company, billInput(of, part, { externalNumber: ' ' })))).toEqual([
    'invoiceMissing',
  ])
  const numbered = { externalNumber: 'FP-2026-001' }
  const first = valueOf(await bill(company, billInput(of, part, numbered)))
  expect(unmetOf(await bill(company, billInput(of, part, numbered)))).toEqual(['invoiceTaken'])
  valueOf(await postBillAs(company, first))
  valueOf(await undo(first))
  valueOf(await bill(company, billInput(of, part, numbered)))
  const other = await receivedOrder()
  valueOf(await bill(company, billInput(other.order, part, numbered)))
})

test('R98 another price needs a reason, and a manager who did not write it; then the difference has its own account', async () => {
  const { supplierId, order: of } = await receivedOrder()
  const dearer = [{ line: 2, quantity: '30', unitPrice: '12.43' }]
  expect(unmetOf(await bill(company, billInput(of, dearer)))).toEqual(['differenceUnexplained'])
  const recorded = valueOf(await bill(company, billInput(of, dearer, { reason: '供应商调价' })))
  expect(unmetOf(await postBillAs(company, recorded))).toEqual(['consentMissing'])
  expect(await consent(recorded, staff.accountant)).toMatchObject({ refusal: { code: 'permission.missing' } })
  const [before] = (await balanceOf(company, supplierId)).slice(1)
  valueOf(await consent(recorded))
  expect(await consent(recorded)).toMatchObject({ refusal: { code: 'gate.consentBill' } })
  valueOf(await postBillAs(company, recorded, { seenVersion: 1 }))
  expect(await bookedBy(company, recorded)).toContain('PRICE_VARIANCE<PAYABLE 3000')
  const [payableFen, unbilledFen] = await balanceOf(company, supplierId)
  expect([payableFen, (before ?? 0n) - unbilledFen]).toEqual([37_290n, 30_000n])
})

test('R98 a lower tax rate on the invoice is a difference too, and cheaper goods go to the same account the other way', async () => {
  const { order: of } = await receivedOrder()
  const taxed = billInput(of, [{ line: 2, quantity: '30', taxRate: '3%' }])
  expect(unmetOf(await bill(company, taxed))).toEqual(['differenceUnexplained'])
  const cheaper = billInput(of, [{ line: 2, quantity: '30', unitPrice: '10.17' }], { reason: '促销价' })
  const recorded = valueOf(await bill(company, cheaper))
  valueOf(await consent(recorded))
  valueOf(await postBillAs(company, recorded, { seenVersion: 1 }))
  expect(await bookedBy(company, recorded)).toContain('PAYABLE<PRICE_VARIANCE 3000')
})

test('R119 R120 whoever recorded a bill does not post it; twice, stale, too early, in the future or in a closed month is refused', async () => {
  const { order: of } = await receivedOrder()
  const recorded = valueOf(await bill(company, billInput(of, all)))
  expect(unmetOf(await postBillAs(company, recorded, { actor: staff.accountant }))).toEqual([
    'posterIsPreparer',
  ])
  expect(await postBillAs(company, recorded, { actor: staff.clerk })).toMatchObject({
    refusal: { code: 'permission.missing' },
  })
  expect(await postBillAs(company, recorded, { seenVersion: 9 })).toMatchObject({ status: 'stale' })
  const day = today(desk.clock)
  expect(unmetOf(await postBillAs(company, recorded, { postingDate: addDays(day, 1) }))).toContain(
    'dateInFuture',
  )
  const future = billInput(of, all, { businessDate: addDays(day, 1) })
  expect(unmetOf(await bill(company, future))).toContain('dateInFuture')
  const openAgain = await withMonthClosed(company)
  expect(unmetOf(await postBillAs(company, recorded))).toEqual(['periodClosed'])
  await openAgain()
  const both = await Promise.all([postBillAs(company, recorded), postBillAs(company, recorded)])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['done', 'refused'])
  expect(await db.payableItem.count({ where: { paperId: recorded.paperId } })).toBe(1)
})

test('R87 two accountants bill the same goods at once, and one of them is told that nothing is left', async () => {
  const { supplierId, order: of } = await receivedOrder()
  const answers = await Promise.all([bill(company, billInput(of, all)), bill(company, billInput(of, all))])
  expect(answers.map(({ status }) => status).toSorted()).toEqual(['done', 'refused'])
  const done = answers.find(({ status }) => status === 'done')
  if (done) valueOf(await postBillAs(company, valueOf(done)))
  expect((await balanceOf(company, supplierId))[1]).toBe(0n)
})

test('A05 A06 another account set, a forged order, a line that is not there, twice the same line and figures of no sense are refused', async () => {
  const { order: of } = await receivedOrder()
  const outside = { ...staff.accountant, accountSetIds: [books.supermarketSetId] }
  expect(await bill(company, billInput(of, all), outside)).toMatchObject({ refusal: { code: 'notFound' } })
  const elsewhere = { ...of, accountSetId: books.supermarketSetId }
  expect(await bill(company, billInput(elsewhere, all))).toMatchObject({ refusal: { code: 'notFound' } })
  expect(await bill(company, billInput(of, all), staff.clerk)).toMatchObject({
    refusal: { code: 'permission.missing' },
  })
  const wrong = async (lines: Parameters<typeof billInput>[1]) => {
    const answer = await bill(company, billInput(of, lines))
    return answer.status === 'invalid' ? answer.fields : answer
  }
  expect(await wrong([{ line: 9, quantity: '1' }])).toEqual({ 'lines.0.quantity': 'unknown' })
  expect(await wrong([all[0], all[0]].flatMap((one) => one ?? []))).toEqual({
    'lines.1.quantity': 'duplicate',
  })
  expect(await wrong([{ line: 1, quantity: ' ' }])).toEqual({ 'lines.0.quantity': 'empty' })
  expect(await wrong([{ line: 1, quantity: '1', unitPrice: '-5' }])).toEqual({
    'lines.0.unitPrice': 'negative',
  })
  expect(await wrong([{ line: 1, quantity: '1', taxRate: '120' }])).toEqual({ 'lines.0.taxRate': 'tooLarge' })
  expect(await bill(company, { ...billInput(of, all), netFen: '1' })).toMatchObject({ status: 'invalid' })
})

test('R87 a receipt that was billed cannot be reversed before its bill; reversed, both can be done again', async () => {
  const { supplierId, order: of, receipt } = await receivedOrder()
  const before = await balanceOf(company, supplierId)
  const recorded = valueOf(await bill(company, billInput(of, all)))
  valueOf(await postBillAs(company, recorded))
  const undoReceipt = () =>
    runCommand(desk, reverseReceipt, call(staff.accountant, { ...keyOf(receipt), reason: '收错货' }))
  expect(await undoReceipt()).toMatchObject({ refusal: { code: 'gate.reverseGoods' } })
  expect(await undo(recorded, staff.manager)).toMatchObject({ refusal: { code: 'gate.reverseGoods' } })
  valueOf(await undo(recorded))
  expect(await undo(recorded)).toMatchObject({ refusal: { code: 'gate.reverseGoods' } })
  expect(await balanceOf(company, supplierId)).toEqual(before)
  valueOf(await postBillAs(company, valueOf(await bill(company, billInput(of, all)))))
})

test('R92 R96 an advance pays a bill as it is posted; a bill that money paid is not reversed', async () => {
  const { supplierId, order: of } = await receivedOrder()
  valueOf(await pay(company, supplierId, '100'))
  const recorded = valueOf(await bill(company, billInput(of, all)))
  valueOf(await postBillAs(company, recorded))
  const item = await db.payableItem.findFirstOrThrow({ where: { paperId: recorded.paperId } })
  expect(item.amountFen - item.openFen).toBe(10_000n)
  expect(await undo(recorded)).toMatchObject({ refusal: { code: 'gate.reverseGoods' } })
  const day = today(desk.clock)
  const wish = { from: day, to: day, after: null }
  const statement = await supplierStatement(db, staff.manager, supplierId, wish, day)
  expect(statement?.opening).toBe('0.00')
  expect(statement?.rows.map(({ kind }) => kind)).toEqual(['PAYMENT', 'PURCHASE_BILL'])
  expect(statement?.rows.map(({ balance }) => balance)).toEqual(['-100.00', statement?.closing])
  expect(statement?.openBills.map(({ paperId }) => paperId)).toEqual([recorded.paperId])
  expect(statement?.unbilled).toEqual([])
})

test('a bill of one line and one of sixty take the same statements, recorded and posted, within the budget', async () => {
  const many = Array.from({ length: 60 }, () => ({ product: 'XG001', quantity: '2', unitPrice: '5' }))
  const counts: number[][] = []
  for (const lines of [many.slice(0, 1), many]) {
    const { order: of } = await receivedOrder(lines)
    const input = billInput(
      of,
      lines.map((_, index) => ({ line: index + 1, quantity: '2' })),
    )
    company.forgetStatements()
    const recorded = valueOf(await bill(company, input))
    const recording = company.statements.length
    company.forgetStatements()
    valueOf(await postBillAs(company, recorded))
    counts.push([recording, company.statements.length])
  }
  expect(counts[0]).toEqual(counts[1])
  expect(counts[0]?.[0]).toBeLessThanOrEqual(13)
  expect(counts[0]?.[1]).toBeLessThanOrEqual(14)
})

test('I3 a payment that comes while its bill is being reversed pays it, and the reversal is stale', async () => {
  const { supplierId, order: of } = await receivedOrder()
  const recorded = valueOf(await bill(company, billInput(of, all)))
  valueOf(await postBillAs(company, recorded))
  const answers = await db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT FROM supplier_balance WHERE supplier_id = ${supplierId}::uuid FOR UPDATE`
    const paid = pay(company, supplierId, '100')
    await untilWaiting(db, 1)
    const reversed = undo(recorded)
    await untilWaiting(db, 2)
    return { paid, reversed }
  })
  valueOf(await answers.paid)
  expect((await answers.reversed).status).toBe('stale')
  expect(unmetOf(await undo(recorded))).toEqual(['moneyAllocated'])
  await expectWhole(db)
})
