import { afterAll, expect, test } from 'vitest'
import type { Person } from '#lib/auth/actor.ts'
import { reverseReceipt } from '#lib/domain/goods-receipts/commands/reverse.ts'
import { takeReceiptOver } from '#lib/domain/purchase-orders/commands/take-over.ts'
import { listOrderlessReceipts, readTakeOver } from '#lib/domain/purchase-orders/queries-take-over.ts'
import { judgeDecision } from '#lib/domain/purchase-orders/rules.ts'
import { readGoodsPaper } from '#lib/papers/goods/load.ts'
import { balanceOf, bill, billInput, decide, postBillAs, supplierIn } from '#tests/support/buying.ts'
import { testCompany, valueOf } from '#tests/support/company.ts'
import { voidGoods } from '#tests/support/goods-steps.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { TEST_PIN } from '#tests/support/people.ts'
import { type Found, type GoodsRef, open, post, posted, readied } from '#tests/support/receiving.ts'
import { keyOf, refusalOf, run, unmetOf } from '#tests/support/road.ts'
import { sentBack } from '#tests/support/sending-back.ts'

const company = await testCompany({ connections: 8 })
const { db, desk, staff, books } = company
afterAll(async () => {
  expect(desk.faults).toEqual([])
  await expectWhole(db)
  await company.drop()
})

let suppliers = 0
const newSupplier = () => supplierIn(company, `T${(suppliers += 1)}`)

/** A receipt that came without an order: seven bottles for 9.99 each, tax inside. */
async function opened(quantity = '7', more: readonly object[] = []) {
  const supplierId = await newSupplier()
  const lines = [{ productId: company.productId('LZ001'), quantity, unitPrice: '9.99' }, ...more]
  return { supplierId, receipt: valueOf(await open(company, { supplierId, reason: '电话急订', lines })) }
}
async function received(found: readonly Found[] = [], more: readonly object[] = []) {
  const { supplierId, receipt } = await opened('7', more)
  await readied(company, receipt, found)
  valueOf(await post(company, receipt))
  return { supplierId, receipt }
}
const takeOver = (receipt: GoodsRef, by: Person = staff.clerk, input: object = keyOf(receipt)) =>
  run(company, takeReceiptOver, by, input, { pin: TEST_PIN })
const undo = (receipt: GoodsRef) =>
  run(company, reverseReceipt, staff.accountant, { ...keyOf(receipt), reason: '收错货' })
const rowOf = (paper: GoodsRef) => db.goodsPaper.findFirstOrThrow({ where: keyOf(paper) })
const progressOf = (order: GoodsRef) => db.goodsProgress.findFirstOrThrow({ where: keyOf(order) })
const billAll = async (order: GoodsRef, quantity = '7') =>
  postBillAs(company, valueOf(await bill(company, billInput(order, [{ line: 1, quantity }]))))

test('R87 an order recorded later takes over what came, is received with its approval, and is billed to the fen', async () => {
  const { supplierId, receipt } = await received()
  const before = await rowOf(receipt)
  const order = valueOf(await takeOver(receipt))
  expect(await rowOf(order)).toMatchObject({
    status: 'SUBMITTED',
    sourcePaperId: receipt.paperId,
    grossFen: 6993n,
  })
  expect(unmetOf(await bill(company, billInput(order, [{ line: 1, quantity: '7' }])))).toEqual([
    'R87 nothingReceived',
  ])
  expect(valueOf(await decide(company, order, 'APPROVED'))).toMatchObject({ status: 'RECEIVED' })
  valueOf(await billAll(order))
  expect(await balanceOf(company, supplierId)).toEqual([6993n, 0n, 0n])
  expect(await rowOf(receipt)).toEqual(before)
})

test('R15 R98 what the order says is what came: short, damaged, rejected and unnamed goods, at what they were entered at', async () => {
  const found = [
    { lineNo: 1, good: '4', damaged: '1', rejected: '2', reason: '破损' },
    { lineNo: null, productId: company.productId('XG001'), good: '3' },
  ]
  const free = { productId: company.productId('YS001'), quantity: '1箱', unitPrice: '' }
  const { supplierId, receipt } = await received(found, [free])
  const order = valueOf(await takeOver(receipt))
  const lines = await db.goodsPaperLine.findMany({ where: keyOf(order), orderBy: { lineNo: 'asc' } })
  expect(
    lines.map(({ qtyE3, netFen, sourceLineNo }) => [Number(qtyE3), Number(netFen), sourceLineNo]),
  ).toEqual([
    [5000, 4420, 1],
    [expect.any(Number), 0, 2],
    [3000, 0, 3],
  ])
  valueOf(await decide(company, order, 'APPROVED'))
  const [, unbilledFen] = await balanceOf(company, supplierId)
  expect((await progressOf(order)).receivedNetFen).toBe(unbilledFen)
  const dearer = billInput(order, [{ line: 3, quantity: '3', unitPrice: '5' }], { reason: '赠品改收费' })
  expect(unmetOf(await postBillAs(company, valueOf(await bill(company, dearer))))).toEqual([
    'R98 consentMissing',
  ])
})

test('R119 whoever records the order does not approve it; rejected or void, the receipt waits for another', async () => {
  const { receipt } = await received()
  const first = valueOf(await takeOver(receipt))
  expect(refusalOf(await decide(company, first, 'APPROVED', { actor: staff.clerk }))).toBe(
    'permission.missing',
  )
  valueOf(await decide(company, first, 'REJECTED', { remark: '价格不对' }))
  const second = valueOf(await takeOver(receipt))
  valueOf(await voidGoods(company, second))
  const third = valueOf(await takeOver(receipt))
  valueOf(await decide(company, third, 'APPROVED'))
  expect(await decide(company, third, 'APPROVED', { seenVersion: 2 })).toMatchObject({ status: 'refused' })
})

test('R87 a receipt that is open, void, reversed, on its order or taken over already is refused; the database holds it too', async () => {
  const { receipt: waiting } = await opened()
  expect(unmetOf(await takeOver(waiting))).toEqual(['R87 receiptNotPosted'])
  valueOf(await voidGoods(company, waiting))
  expect(unmetOf(await takeOver(waiting))).toEqual(['R87 receiptNotPosted'])
  const { receipt: gone } = await received()
  valueOf(await undo(gone))
  expect(unmetOf(await takeOver(gone))).toEqual(['R87 receiptNotPosted'])
  const { receipt } = await received()
  const order = valueOf(await takeOver(receipt))
  expect(unmetOf(await takeOver(receipt))).toEqual(['R87 receiptTaken'])
  valueOf(await decide(company, order, 'APPROVED'))
  valueOf(await undo(receipt))
  const onOrder = await posted(company, order.paperId)
  expect(unmetOf(await takeOver(onOrder))).toEqual(['R87 receiptHasOrder'])
  const forged = (supplierId: string, source: string) =>
    db.$executeRaw`INSERT INTO goods_paper SELECT (jsonb_populate_record(g, jsonb_build_object('status', 'SUBMITTED',
      'paper_id', ${waiting.paperId}::uuid, 'source_paper_id', ${source}::uuid, 'supplier_id', ${supplierId}::uuid))).*
      FROM goods_paper g WHERE g.paper_id = ${order.paperId}::uuid`
  const { receipt: other } = await received()
  await expect(forged(await newSupplier(), other.paperId)).rejects.toThrow(/receipt of its supplier/)
  await expect(forged((await rowOf(gone)).supplierId ?? '', gone.paperId)).rejects.toThrow(/posted receipt/)
})

test('A05 A06 another account set, another kind of paper, the wrong role and typed figures are refused', async () => {
  const { receipt } = await received()
  const outside = { ...staff.clerk, accountSetIds: [books.supermarketSetId] }
  expect(refusalOf(await takeOver(receipt, outside))).toBe('notFound')
  const elsewhere = { ...keyOf(receipt), accountSetId: books.supermarketSetId }
  expect(refusalOf(await takeOver(receipt, staff.clerk, elsewhere))).toBe('notFound')
  expect(refusalOf(await takeOver(receipt, staff.keeper))).toBe('permission.missing')
  expect(await takeOver(receipt, staff.clerk, { ...keyOf(receipt), unitPrice: '0.01' })).toMatchObject({
    status: 'invalid',
  })
  expect(refusalOf(await run(company, takeReceiptOver, staff.clerk, keyOf(receipt)))).toBe('signing.noProof')
  const order = valueOf(await takeOver(receipt))
  expect(refusalOf(await takeOver(order))).toBe('notFound')
  const suspended = { ...staff.clerk, isBillingSuspended: true }
  const { receipt: next } = await received()
  expect(unmetOf(await takeOver(next, suspended))).toEqual(['R130 clerkSuspended'])
})

test('R87 of two clerks at once one takes the receipt over; of two managers one approves', async () => {
  const { receipt } = await received()
  const both = await Promise.all([takeOver(receipt), takeOver(receipt, staff.otherClerk)])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['done', 'refused'])
  const order = await db.goodsPaper.findFirstOrThrow({ where: { sourcePaperId: receipt.paperId } })
  const words = await Promise.all([decide(company, order, 'APPROVED'), decide(company, order, 'APPROVED')])
  expect(words.filter(({ status }) => status === 'done')).toHaveLength(1)
})

test('R13 a receipt that is reversed reopens the order that took it over, once nothing is billed; before approval it waits', async () => {
  const { supplierId, receipt } = await received()
  const order = valueOf(await takeOver(receipt))
  expect(unmetOf(await undo(receipt))).toContain('R85 answered')
  valueOf(await decide(company, order, 'APPROVED'))
  const billed = valueOf(await bill(company, billInput(order, [{ line: 1, quantity: '7' }])))
  valueOf(await postBillAs(company, billed))
  expect(unmetOf(await undo(receipt))).toContain('R85 answered')
  const { receipt: free } = await received()
  const late = valueOf(await takeOver(free))
  valueOf(await decide(company, late, 'APPROVED'))
  valueOf(await undo(free))
  expect((await rowOf(late)).status).toBe('APPROVED')
  expect(await progressOf(late)).toMatchObject({ receivedE3: 0n, receivedNetFen: 0n })
  await posted(company, late.paperId)
  expect((await rowOf(late)).status).toBe('RECEIVED')
  valueOf(await billAll(late))
  expect((await balanceOf(company, supplierId))[1]).toBe(0n)
})

test('R87 an order is not approved over a receipt that does not stand any more, by its gate and by the database', async () => {
  const { receipt } = await received()
  const order = valueOf(await takeOver(receipt))
  const paper = await readGoodsPaper(db, staff.manager, keyOf(order), ['PURCHASE_ORDER'])
  if (!paper) throw new Error('no order')
  const facts = { paper, deciderId: staff.manager.userId, decision: 'APPROVED', remark: '' }
  const gate = judgeDecision({
    ...facts,
    receipt: { number: receipt.number, status: 'REVERSED' },
  })
  expect(gate.items.map(({ rule, code }) => `${rule} ${code}`)).toContain('R87 receiptGone')
  const forced = db.$transaction([
    db.$executeRaw`UPDATE goods_paper SET status = 'REVERSED' WHERE paper_id = ${receipt.paperId}::uuid`,
    db.$executeRaw`UPDATE goods_paper SET status = 'APPROVED' WHERE paper_id = ${order.paperId}::uuid`,
  ])
  await expect(forced).rejects.toThrow(/posted receipt/)
})

test('R87 A26 what went back before the order and after it counts on the order, and a red bill takes back what was billed', async () => {
  const { supplierId, receipt } = await received()
  await sentBack(company, [{ receipt, quantity: '2' }])
  const order = valueOf(await takeOver(receipt))
  valueOf(await decide(company, order, 'APPROVED'))
  expect(await progressOf(order)).toMatchObject({ receivedE3: 7000n, returnedE3: 2000n })
  expect(unmetOf(await bill(company, billInput(order, [{ line: 1, quantity: '6' }])))).toEqual([
    'R87 overReceived',
  ])
  valueOf(await billAll(order, '5'))
  await sentBack(company, [{ receipt, quantity: '5' }])
  const all = [{ line: 1, quantity: '5' }]
  const credit = valueOf(await bill(company, billInput(order, all, { purpose: 'RED' })))
  valueOf(await postBillAs(company, credit))
  expect(await balanceOf(company, supplierId)).toEqual([0n, 0n, 0n])
})

test('R19 the page of a posted receipt without an order offers it, and so does the list of what cannot be billed', async () => {
  const { receipt } = await received()
  const offer = async () => {
    const paper = await readGoodsPaper(db, staff.clerk, keyOf(receipt), ['GOODS_RECEIPT'])
    return paper && (await readTakeOver(db, staff.clerk, paper))?.isOpen
  }
  const listed = async () =>
    (await listOrderlessReceipts(db, staff.accountant)).some(({ paperId }) => paperId === receipt.paperId)
  expect([await offer(), await listed()]).toEqual([true, true])
  const order = valueOf(await takeOver(receipt))
  expect([await offer(), await listed()]).toEqual([undefined, false])
  valueOf(await decide(company, order, 'REJECTED', { remark: '再议' }))
  expect([await offer(), await listed()]).toEqual([true, true])
})

test('a receipt of one line and one of thirty take the same statements, taken over and approved, within the budget', async () => {
  const more = Array.from({ length: 29 }, () => {
    return { productId: company.productId('XG001'), quantity: '2', unitPrice: '5' }
  })
  const counts: number[][] = []
  for (const lines of [[], more]) {
    const { receipt } = await received([], lines)
    company.forgetStatements()
    const order = valueOf(await takeOver(receipt))
    const recording = company.statements.length
    company.forgetStatements()
    valueOf(await decide(company, order, 'APPROVED'))
    counts.push([recording, company.statements.length])
  }
  expect(counts[0]).toEqual(counts[1])
  expect(counts[0]?.[0]).toBeLessThanOrEqual(takeReceiptOver.queryBudget + 2)
  expect(counts[0]?.[1]).toBeLessThanOrEqual(11)
})
