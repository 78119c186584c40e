import { afterAll, expect, test } from 'vitest'
import { runCommand } from '#lib/command/run-command.ts'
import { consentToBill } from '#lib/domain/purchase-bills/commands/consent.ts'
import { reverseBill } from '#lib/domain/purchase-bills/commands/reverse.ts'
import {
  listBillableOrders,
  listRedOrders,
  readBillableOf,
  readBillStart,
} from '#lib/domain/purchase-bills/queries-start.ts'
import { supplierStatement } from '#lib/domain/suppliers/queries-statement.ts'
import { today } from '#lib/kernel/clock.ts'
import { readGoodsPage } from '#lib/papers/goods/detail-queries.ts'
import { goodsSheetOf } from '#lib/papers/goods/sheet.ts'
import { goodsSheetWords } from '#lib/papers/goods/sheet-words.ts'
import {
  approvedOrder,
  balanceOf,
  bill,
  billInput,
  type BillWish,
  pay,
  postBillAs,
  supplierIn,
} from '#tests/support/buying.ts'
import { testCompany, valueOf } from '#tests/support/company.ts'
import { bookedBy, voidGoods } from '#tests/support/goods-steps.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { call } from '#tests/support/people.ts'
import { type GoodsRef, posted } from '#tests/support/receiving.ts'
import { keyOf, unmetOf } from '#tests/support/road.ts'
import { postSendBack, readySendBack, reverseSendBack, sentBack } from '#tests/support/sending-back.ts'

const company = await testCompany()
const { db, desk, staff } = company
afterAll(async () => {
  expect(desk.faults).toEqual([])
  await expectWhole(db)
  await company.drop()
})

let suppliers = 0
const newSupplier = () => supplierIn(company, `H${(suppliers += 1)}`)
const SEVEN = [{ product: 'LZ001', quantity: '7', unitPrice: '9.99' }]

/** Goods that came, were billed and posted, line by line as asked. */
async function billed(lines = SEVEN, asked: readonly BillWish[] = [{ line: 1, quantity: '7' }], more = {}) {
  const supplierId = await newSupplier()
  const order = await approvedOrder(company, supplierId, lines)
  const receipt = await posted(company, order.paperId)
  const recorded = valueOf(await bill(company, billInput(order, asked, more)))
  return { supplierId, order, receipt, recorded }
}

/** The same with the bill posted, at the order's price. */
async function billedAndPosted(lines = SEVEN) {
  const all = lines.map(({ quantity }, index) => ({ line: index + 1, quantity }))
  const made = await billed(lines, all)
  valueOf(await postBillAs(company, made.recorded))
  return made
}

const red = (order: GoodsRef, lines: readonly BillWish[], changes: object = {}) =>
  bill(company, billInput(order, lines, { purpose: 'RED', ...changes }))
const undo = (key: GoodsRef, actor = staff.accountant) =>
  runCommand(desk, reverseBill, call(actor, { ...keyOf(key), reason: '红字开错' }))
const consent = (key: GoodsRef) =>
  runCommand(desk, consentToBill, call(staff.manager, { ...keyOf(key), seenVersion: 0, remark: '按合同' }))
const paperOf = (key: GoodsRef) => db.goodsPaper.findFirstOrThrow({ where: keyOf(key) })
const itemsOf = async (supplierId: string) => {
  const items = await db.payableItem.findMany({ where: { supplierId }, orderBy: { paperId: 'asc' } })
  return items.map(({ openFen }) => openFen)
}

test('R87 a bill and a full red bill together make zero, in the supplier, the order and the books', async () => {
  const { supplierId, order, receipt, recorded } = await billedAndPosted()
  await sentBack(company, [{ receipt, quantity: '7' }])
  const blue = await paperOf(recorded)
  expect(await balanceOf(company, supplierId)).toEqual([blue.grossFen, -blue.netFen, 0n])
  const credit = valueOf(await red(order, [{ line: 1, quantity: '7' }]))
  const paper = await paperOf(credit)
  expect([paper.netFen, paper.taxFen, paper.grossFen]).toEqual([-blue.netFen, -blue.taxFen, -blue.grossFen])
  valueOf(await postBillAs(company, credit))
  expect(await balanceOf(company, supplierId)).toEqual([0n, 0n, 0n])
  expect(await itemsOf(supplierId)).toEqual([0n])
  expect((await bookedBy(company, credit)).toSorted()).toEqual([
    `ADVANCE<INPUT_TAX ${blue.taxFen}`,
    `ADVANCE<UNBILLED ${blue.netFen}`,
  ])
  const progress = await db.goodsProgress.findFirstOrThrow({ where: keyOf(order) })
  expect([progress.billedE3, progress.billedNetFen, progress.receivedNetFen]).toEqual([0n, 0n, 0n])
})

test('R87 in parts, to the fen: red bills of two, one and four bottles make what the bill asked', async () => {
  const { supplierId, order, receipt } = await billedAndPosted()
  await sentBack(company, [{ receipt, quantity: '7' }])
  const parts = []
  for (const quantity of ['2', '1', '4']) parts.push(valueOf(await red(order, [{ line: 1, quantity }])))
  for (const part of parts) valueOf(await postBillAs(company, part))
  const grosses = await Promise.all(parts.map(async (part) => (await paperOf(part)).grossFen))
  expect(grosses.reduce((sum, fen) => sum + fen, 0n)).toBe(-6993n)
  expect(await balanceOf(company, supplierId)).toEqual([0n, 0n, 0n])
})

test('R98 what was billed at another price is taken back at that price; another one needs a reason and a consent', async () => {
  const dearer = [{ line: 1, quantity: '7', unitPrice: '11.3' }]
  const { supplierId, order, receipt, recorded } = await billed(SEVEN, dearer, { reason: '调价' })
  valueOf(await consent(recorded))
  valueOf(await postBillAs(company, recorded, { seenVersion: 1 }))
  await sentBack(company, [{ receipt, quantity: '7' }])
  const half = valueOf(await red(order, [{ line: 1, quantity: '3' }]))
  const blue = await paperOf(recorded)
  expect((await paperOf(half)).grossFen).toBe(-3390n)
  valueOf(await postBillAs(company, half))
  const cheaper = [{ line: 1, quantity: '4', unitPrice: '9.99' }]
  expect(unmetOf(await red(order, cheaper))).toEqual(['R98 differenceUnexplained'])
  const low = valueOf(await red(order, cheaper, { reason: '供应商按原价退' }))
  expect(unmetOf(await postBillAs(company, low))).toEqual(['R98 consentMissing'])
  valueOf(await consent(low))
  valueOf(await postBillAs(company, low, { seenVersion: 1 }))
  const [payableFen, unbilledFen, advanceFen] = await balanceOf(company, supplierId)
  expect([payableFen, unbilledFen, advanceFen]).toEqual([blue.grossFen - 3390n - 3996n, 0n, 0n])
  expect(await bookedBy(company, half)).toContain('ADVANCE<PRICE_VARIANCE 348')
})

test('R87 A26 more than went back, goods that were never billed, and a red bill where nothing went back are refused', async () => {
  const { order, receipt } = await billedAndPosted()
  expect(unmetOf(await red(order, [{ line: 1, quantity: '1' }]))).toEqual(['R87 overReturned'])
  await sentBack(company, [{ receipt, quantity: '3' }])
  expect(unmetOf(await red(order, [{ line: 1, quantity: '4' }]))).toEqual(['R87 overReturned'])
  expect(unmetOf(await bill(company, billInput(order, [{ line: 1, quantity: '1' }])))).toEqual([
    'R87 overReceived',
  ])
  const negative = await bill(company, billInput(order, [{ line: 1, quantity: '-3' }]))
  expect(negative).toMatchObject({ status: 'invalid', fields: { 'lines.0.quantity': 'negative' } })
  expect(await red(order, [{ line: 1, quantity: '3' }], { purpose: 'BLUE' })).toMatchObject({
    status: 'invalid',
  })
  expect(await red(order, [{ line: 1, quantity: '3' }], { netFen: '-999999' })).toMatchObject({
    status: 'invalid',
  })
  expect(unmetOf(await red(order, [{ line: 1, quantity: '3' }], { externalNumber: '' }))).toEqual([
    'R94 invoiceMissing',
  ])
})

test('R87 two red bills at once, recorded or posted, take back no more than went back', async () => {
  const { supplierId, order, receipt } = await billedAndPosted()
  await sentBack(company, [{ receipt, quantity: '3' }])
  const both = await Promise.all([1, 2].map(() => red(order, [{ line: 1, quantity: '2' }])))
  expect(both.map(({ status }) => status).toSorted()).toEqual(['done', 'refused'])
  valueOf(await red(order, [{ line: 1, quantity: '1' }]))
  const open = await db.goodsPaper.findMany({ where: { supplierId, status: 'OPEN' } })
  const twice = await Promise.all([...open, ...open].map((paper) => postBillAs(company, paper)))
  expect(twice.filter(({ status }) => status === 'done')).toHaveLength(2)
  const [, unbilledFen] = await balanceOf(company, supplierId)
  expect(unbilledFen).toBe(0n)
  await expect(
    db.$executeRaw`UPDATE goods_progress SET billed_e3 = billed_e3 - 1000, returned_e3 = returned_e3 - 1000
      WHERE paper_id = ${order.paperId}::uuid`,
  ).rejects.toThrow(/would have 3000 taken back of 2000 returned \(R87\)/)
})

test('R119 the other person posts a red bill; recorded before the return is undone, it is refused when it is posted', async () => {
  const { order, receipt } = await billedAndPosted()
  const back = await sentBack(company, [{ receipt, quantity: '2' }])
  const credit = valueOf(await red(order, [{ line: 1, quantity: '2' }]))
  expect(unmetOf(await postBillAs(company, credit, { actor: staff.accountant }))).toEqual([
    'R119 posterIsPreparer',
  ])
  valueOf(await reverseSendBack(company, back))
  expect(unmetOf(await postBillAs(company, credit))).toEqual(['R87 redOverReturned'])
  valueOf(await voidGoods(company, credit))
})

test('R92 the credit pays the oldest bills first, what is left waits for the next bill', async () => {
  const { supplierId, order, receipt } = await billedAndPosted()
  valueOf(await pay(company, supplierId, '60'))
  await sentBack(company, [{ receipt, quantity: '7' }])
  const credit = valueOf(await red(order, [{ line: 1, quantity: '7' }]))
  valueOf(await postBillAs(company, credit))
  // 69.93 was billed and 60 paid: 9.93 of the credit pays the rest, 60 waits.
  expect(await balanceOf(company, supplierId)).toEqual([0n, 0n, 6000n])
  const next = await approvedOrder(company, supplierId, SEVEN)
  await posted(company, next.paperId)
  const again = valueOf(await bill(company, billInput(next, [{ line: 1, quantity: '7' }])))
  valueOf(await postBillAs(company, again))
  expect(await balanceOf(company, supplierId)).toEqual([993n, 0n, 0n])
  expect(unmetOf(await undo(credit, staff.manager))).toEqual(['R119 posterReverses'])
  valueOf(await undo(credit))
  expect(await balanceOf(company, supplierId)).toEqual([7986n, -6188n, 0n])
  valueOf(await postBillAs(company, valueOf(await red(order, [{ line: 1, quantity: '7' }]))))
  expect(await balanceOf(company, supplierId)).toEqual([993n, 0n, 0n])
})

test('R85 neither the bill nor the return behind a red bill is undone before it', async () => {
  const { supplierId, order, receipt, recorded } = await billedAndPosted()
  const back = await sentBack(company, [{ receipt, quantity: '2' }])
  const before = await balanceOf(company, supplierId)
  const credit = valueOf(await red(order, [{ line: 1, quantity: '2' }]))
  valueOf(await postBillAs(company, credit))
  expect(unmetOf(await undo(recorded))).toContain('R85 answered')
  expect(unmetOf(await reverseSendBack(company, back))).toContain('R85 answered')
  valueOf(await undo(credit))
  expect(await balanceOf(company, supplierId)).toEqual(before)
  valueOf(await reverseSendBack(company, back))
  valueOf(await undo(recorded))
  expect((await balanceOf(company, supplierId)).map(Number)).toEqual([0, 6188, 0])
})

test('R87 a return that leaves while its red bill is recorded counts once it has left', async () => {
  const { order, receipt } = await billedAndPosted()
  const back = await readySendBack(company, [{ receipt, quantity: '5' }])
  const [left, recorded] = await Promise.all([
    postSendBack(company, back),
    red(order, [{ line: 1, quantity: '5' }]),
  ])
  valueOf(left)
  if (recorded.status !== 'done') valueOf(await red(order, [{ line: 1, quantity: '5' }]))
})

test('the statement shows a red bill as less owed, and nothing unbilled once it is settled', async () => {
  const { supplierId, order, receipt } = await billedAndPosted()
  await sentBack(company, [{ receipt, quantity: '7' }])
  const day = today(desk.clock)
  const read = () =>
    supplierStatement(db, staff.manager, supplierId, { from: day, to: day, after: null }, day)
  expect((await read())?.unbilled.map(({ number, amount }) => [number, amount])).toEqual([
    [order.number, '-61.88'],
  ])
  valueOf(await postBillAs(company, valueOf(await red(order, [{ line: 1, quantity: '7' }]))))
  const statement = await read()
  expect(statement?.rows.map(({ owed, paid, balance }) => [owed, paid, balance])).toEqual([
    ['69.93', null, '69.93'],
    [null, '69.93', '0.00'],
  ])
  expect(statement?.rows.map(({ purpose }) => purpose)).toEqual([null, 'RED'])
  expect(statement?.unbilled).toEqual([])
})

test('whoever writes bills finds the red one at the order, at the return and in the list, at what was billed', async () => {
  const { order, receipt } = await billedAndPosted()
  const actor = staff.accountant
  const stands = async () => {
    const found = await readBillableOf(db, actor, keyOf(order))
    return found.map(({ isRed, openLines, open }) => [isRed, openLines, open])
  }
  expect(await stands()).toEqual([])
  const back = await sentBack(company, [{ receipt, quantity: '3' }])
  expect(await stands()).toEqual([[true, 1, '-26.52']])
  expect((await listRedOrders(db, actor, keyOf(back))).map(({ number }) => number)).toEqual([order.number])
  expect((await listBillableOrders(db, actor)).map(({ paperId }) => paperId)).toContain(order.paperId)
  const wish = { today: today(desk.clock), isRed: true }
  const start = await readBillStart(db, actor, keyOf(order), wish)
  expect(start?.lines.map(({ quantity, unitPrice, taxRate }) => [quantity, unitPrice, taxRate])).toEqual([
    ['3瓶', '9.99', '13'],
  ])
  expect((await readBillStart(db, actor, keyOf(order), { ...wish, isRed: false }))?.lines).toEqual([])
  valueOf(await red(order, [{ line: 1, quantity: '3' }]))
  expect(await stands()).toEqual([])
})

test('R5 the sheet of a red bill says red, with every figure below zero', async () => {
  const { order, receipt } = await billedAndPosted([{ product: 'LZ001', quantity: '3箱', unitPrice: '9.99' }])
  await sentBack(company, [{ receipt, quantity: '2箱1瓶' }])
  const credit = valueOf(await red(order, [{ line: 1, quantity: '2箱1瓶' }]))
  const view = await readGoodsPage(db, staff.manager, keyOf(credit), ['PURCHASE_BILL'], {
    now: desk.clock.now(),
  })
  if (!view) throw new Error('no page')
  const how = { words: goodsSheetWords('zh-CN'), origin: 'https://desk.example', printCounts: {} }
  const sheet = goodsSheetOf(view.page, how)
  expect(sheet.accountSet.title).toContain('红字采购开单')
  expect(
    sheet.lines.map(({ quantityText, cases, bottles, amount }) => [quantityText, cases, bottles, amount]),
  ).toEqual([['-2箱1瓶', '-2', '-1', '-489.51']])
  expect([sheet.totals.gross, sheet.totals.grossInWords]).toEqual(['-489.51', '人民币负肆佰捌拾玖元伍角壹分'])
  expect(view.page.isContentWhole).toBe(true)
})

test('a red bill of one line and one of forty take the same statements, recorded, posted and undone, within the budget', async () => {
  const many = Array.from({ length: 40 }, () => ({ product: 'XG001', quantity: '2', unitPrice: '5' }))
  const counts: number[][] = []
  for (const lines of [many.slice(0, 1), many]) {
    const { order, receipt } = await billedAndPosted(lines)
    await sentBack(
      company,
      lines.map((_, index) => ({ receipt, quantity: '2', line: index + 1 })),
    )
    const taken = lines.map((_, index) => ({ line: index + 1, quantity: '2' }))
    const input = billInput(order, taken, { purpose: 'RED' })
    company.forgetStatements()
    const credit = valueOf(await bill(company, input))
    const recording = company.statements.length
    company.forgetStatements()
    valueOf(await postBillAs(company, credit))
    const posting = company.statements.length
    company.forgetStatements()
    valueOf(await undo(credit))
    counts.push([recording, posting, company.statements.length])
  }
  expect(counts[0]).toEqual(counts[1])
  expect(counts[0]?.[0]).toBeLessThanOrEqual(13)
  expect(counts[0]?.[1]).toBeLessThanOrEqual(14)
  expect(counts[0]?.[2]).toBeLessThanOrEqual(reverseBill.queryBudget)
})
