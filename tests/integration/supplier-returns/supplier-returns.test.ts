import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Person } from '#lib/auth/actor.ts'
import { reverseReceipt } from '#lib/domain/goods-receipts/commands/reverse.ts'
import { openSupplierReturn } from '#lib/domain/supplier-returns/commands/open.ts'
import { postSupplierReturn } from '#lib/domain/supplier-returns/commands/post.ts'
import { captureGoodsCodes } from '#lib/papers/goods/commands/capture.ts'
import { approvedOrder, balanceOf, supplierIn } from '#tests/support/buying.ts'
import { testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import {
  bookedBy,
  companionOf,
  countAsWritten,
  signGoodsAs,
  stockOf,
  verifyAsWritten,
  voidGoods,
  withMonthClosed,
} from '#tests/support/goods-steps.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { type Found, type GoodsRef, posted } from '#tests/support/receiving.ts'
import { keyOf, refusalOf, run, unmetOf } from '#tests/support/road.ts'
import {
  type BackToSupplier,
  openSendBack,
  postSendBack,
  readySendBack,
  reverseSendBack,
  sendBackInput,
} from '#tests/support/sending-back.ts'

let company: TestCompany
let supplierId: string

beforeAll(async () => {
  company = await testCompany({ connections: 8 })
  supplierId = await supplierIn(company, 'GC01')
})
afterAll(async () => {
  expect(company.desk.faults).toEqual([])
  await expectWhole(company.db)
  await company.drop()
})

const NOBODY = '01900000-0000-7000-8000-000000000000'
const east = () => company.books.eastWarehouseId
const damagedPlace = () => companionOf(company, east(), 'DAMAGED')

async function received(product = 'LZ001', found: readonly Found[] = [], from = supplierId) {
  const order = await approvedOrder(company, from, [{ product, quantity: '3箱', unitPrice: '20/箱' }])
  return { order, receipt: await posted(company, order.paperId, found) }
}
const input = (lines: readonly BackToSupplier[], changes?: object) => sendBackInput(company, lines, changes)
const open = (lines: readonly BackToSupplier[], changes?: object, by?: Person) =>
  openSendBack(company, lines, changes, by)
const ready = (lines: readonly BackToSupplier[]) => readySendBack(company, lines)
const post = (paper: GoodsRef, by?: Person) => postSendBack(company, paper, by)
const reverse = (paper: GoodsRef, by?: Person) => reverseSendBack(company, paper, by)
async function progressOf(paper: GoodsRef) {
  const row = await company.db.goodsProgress.findFirst({ where: { ...keyOf(paper), lineNo: 1 } })
  return { returned: row?.returnedE3 ?? 0n, net: row?.receivedNetFen ?? 0n }
}

describe('opening a return to a supplier', () => {
  it('R85 takes lines of posted receipts at what they came in at, reserves them, and the preparer signs', async () => {
    const [{ receipt: one }, { receipt: two }] = [await received(), await received()]
    const before = await stockOf(company, east(), 'LZ001')
    const lines = [
      { receipt: one, quantity: '1箱' },
      { receipt: two, quantity: '2瓶' },
    ]
    const paper = valueOf(await open(lines))
    expect(paper.number).toMatch(/^CT/)
    const rows = await company.db.goodsPaperLine.findMany({ where: keyOf(paper), orderBy: { lineNo: 'asc' } })
    // 72 bottles for 60.00 with 13 % inside: 53.10 net.
    expect(rows.map(({ netFen }) => netFen)).toEqual([1770n, 148n])
    const after = await stockOf(company, east(), 'LZ001')
    expect([after.reserved - before.reserved, (await progressOf(one)).returned]).toEqual([26, 24_000n])
    valueOf(await voidGoods(company, paper))
    expect((await stockOf(company, east(), 'LZ001')).reserved).toBe(before.reserved)
    expect([(await progressOf(one)).returned, (await progressOf(two)).returned]).toEqual([0n, 0n])
  })

  it('A26 refuses more than came in and has not gone back, also in two returns at once', async () => {
    const { receipt } = await received()
    expect(unmetOf(await open([{ receipt, quantity: '73瓶' }]))).toEqual(['R85 overReturned'])
    const answers = await Promise.all(Array.from({ length: 4 }, () => open([{ receipt, quantity: '40瓶' }])))
    expect(answers.filter(({ status }) => status === 'done')).toHaveLength(1)
    expect(unmetOf(await open([{ receipt, quantity: '33瓶' }]))).toEqual(['R85 overReturned'])
  })

  it('A26 R85 refuses a receipt that is reversed or of another supplier, and R133 more than is free', async () => {
    const { receipt: gone } = await received()
    const undo = { ...keyOf(gone), reason: '录错' }
    valueOf(await run(company, reverseReceipt, company.staff.accountant, undo))
    expect(unmetOf(await open([{ receipt: gone, quantity: '1瓶' }]))).toEqual(['R85 receiptNotPosted'])
    const other = await supplierIn(company, 'GC02')
    const { receipt: foreign } = await received('LZ001', [], other)
    expect(unmetOf(await open([{ receipt: foreign, quantity: '1瓶' }], { supplierId }))).toEqual([
      'R85 otherSupplier',
    ])
    const { receipt } = await received()
    const place = { warehouseId: await damagedPlace() }
    expect(unmetOf(await open([{ receipt, quantity: '72瓶' }], place))).toEqual(['R133 stockShort'])
    const road = { warehouseId: await companionOf(company, east(), 'TRANSIT') }
    expect(unmetOf(await open([{ receipt, quantity: '1瓶' }], road))).toContain('R85 warehouseUnknown')
    expect(unmetOf(await open([{ receipt, quantity: '1瓶' }], { reason: '' }))).toEqual(['R85 reasonMissing'])
  })

  it('refuses the wrong role, another account set, forged ids and a missing proof', async () => {
    const { receipt } = await received()
    const one = [{ receipt, quantity: '1瓶' }]
    const { clerk, keeper } = company.staff
    expect(refusalOf(await open(one, {}, keeper))).toBe('permission.missing')
    const elsewhere = { ...clerk, accountSetIds: [company.books.supermarketSetId] }
    expect(refusalOf(await open(one, {}, elsewhere))).toBe('notFound')
    expect(refusalOf(await open(one, { supplierId: NOBODY }))).toBe('notFound')
    expect(unmetOf(await open(one, { handlerId: clerk.userId }))).toEqual(['R8 handlerRole'])
    const wish = await input(one)
    const forged = { ...wish, lines: [{ ...wish.lines[0], sourcePaperId: NOBODY }] }
    expect(await run(company, openSupplierReturn, clerk, forged, { pin: company.pin })).toMatchObject({
      fields: { 'lines.0.productId': 'unknown' },
    })
    expect(refusalOf(await run(company, openSupplierReturn, clerk, wish))).toBe('signing.noProof')
  })

  it('sends the same number of statements for one line and for twenty', async () => {
    const { receipt } = await received()
    const sent = []
    for (const count of [1, 20]) {
      const wish = await input(Array.from({ length: count }, () => ({ receipt, quantity: '1瓶' })))
      company.forgetStatements()
      valueOf(await run(company, openSupplierReturn, company.staff.clerk, wish, { pin: company.pin }))
      sent.push(company.statements.length)
    }
    expect(sent[1]).toBe(sent[0])
    expect(sent[0]).toBeLessThanOrEqual(openSupplierReturn.queryBudget)
  })
})

describe('goods that go back', () => {
  it('R64 leave at the moving average; the debt goes down by what they came in at, the rest is variance', async () => {
    const { order, receipt } = await received()
    const [before, owed, was] = [
      await stockOf(company, east(), 'LZ001'),
      await balanceOf(company, supplierId),
      await progressOf(order),
    ]
    const paper = await ready([{ receipt, quantity: '1箱' }])
    valueOf(await post(paper))
    const after = await stockOf(company, east(), 'LZ001')
    const costFen = before.valueFen - after.valueFen
    expect([before.onHand - after.onHand, after.reserved]).toEqual([24, before.reserved])
    expect(owed[1] - (await balanceOf(company, supplierId))[1]).toBe(1770n)
    const is = await progressOf(order)
    expect([is.returned - was.returned, was.net - is.net]).toEqual([24_000n, 1770n])
    const rest = costFen - 1770n
    expect(await bookedBy(company, paper)).toEqual([
      `UNBILLED<INVENTORY ${rest < 0n ? costFen : 1770n}`,
      rest < 0n ? `UNBILLED<PRICE_VARIANCE ${-rest}` : `PRICE_VARIANCE<INVENTORY ${rest}`,
    ])
    const undo = { ...keyOf(receipt), reason: '录错' }
    expect(unmetOf(await run(company, reverseReceipt, company.staff.accountant, undo))).toContain(
      'R85 answered',
    )
    valueOf(await reverse(paper))
    valueOf(await run(company, reverseReceipt, company.staff.accountant, undo))
  })

  it('R13 a reversal brings goods, debt and order back, by a second person', async () => {
    const { order, receipt } = await received()
    const before = [await stockOf(company, east(), 'LZ001'), await balanceOf(company, supplierId)]
    const was = await progressOf(order)
    const paper = await ready([{ receipt, quantity: '3箱' }])
    valueOf(await post(paper))
    expect(refusalOf(await reverse(paper, company.staff.keeper))).toBe('permission.missing')
    valueOf(await reverse(paper))
    expect([await stockOf(company, east(), 'LZ001'), await balanceOf(company, supplierId)]).toEqual(before)
    expect(await progressOf(order)).toEqual(was)
    valueOf(await voidGoods(company, valueOf(await open([{ receipt, quantity: '3箱' }]))))
  })

  it('all parts together make what the receipt came in at', async () => {
    const { order, receipt } = await received()
    for (const quantity of ['7瓶', '31瓶', '34瓶']) valueOf(await post(await ready([{ receipt, quantity }])))
    expect(await progressOf(order)).toEqual({ returned: 72_000n, net: 0n })
  })

  it('a price with tax inside stays the price by the quantity, not a fen beside it, and the books hold', async () => {
    const lines = [{ product: 'LZ001', quantity: '1箱', unitPrice: '47/瓶' }]
    const order = await approvedOrder(company, supplierId, lines)
    const receipt = await posted(company, order.paperId)
    const halves = []
    for (const quantity of ['12瓶', '12瓶']) {
      const paper = await ready([{ receipt, quantity }])
      valueOf(await post(paper))
      const row = await company.db.goodsPaper.findFirstOrThrow({ where: keyOf(paper) })
      halves.push([row.grossFen, row.netFen + row.taxFen])
    }
    // 24 bottles for 1128.00: 998.23 net, of which each half has 499.12 or 499.11.
    expect(halves).toEqual([
      [56_400n, 56_400n],
      [56_400n, 56_400n],
    ])
    expect(await progressOf(order)).toEqual({ returned: 24_000n, net: 0n })
  })

  it('R7 damaged goods leave their corner with the codes that came with them', async () => {
    const damaged = [{ lineNo: 1, good: '12', damaged: '6', reason: '摔破' }]
    const { receipt } = await received('YS003', damaged)
    const paper = valueOf(await open([{ receipt, quantity: '1箱' }], { warehouseId: await damagedPlace() }))
    expect(unmetOf(await countAsWritten(company, paper))).toEqual(['R7 codesMissing'])
    const rows = await company.db.codeCapture.findMany({
      where: keyOf(receipt),
      orderBy: { sequence: 'asc' },
    })
    const scans = rows.slice(0, 1).map(({ code }) => ({ typed: code, lineNo: null, kind: null }))
    const scan = { ...keyOf(paper), scans }
    const { answers } = valueOf(await run(company, captureGoodsCodes, company.staff.keeper, scan))
    expect(answers.map(({ outcome }) => outcome)).toEqual(['kept'])
    valueOf(await countAsWritten(company, paper))
    valueOf(await verifyAsWritten(company, paper))
    valueOf(await signGoodsAs(company, paper, company.staff.salesperson))
    valueOf(await signGoodsAs(company, paper, company.staff.salesManager))
    valueOf(await post(paper))
    expect((await stockOf(company, await damagedPlace(), 'YS003')).onHand).toBe(0)
  })

  it('R120 waits for every step, the right keeper and an open month, and is entered once', async () => {
    const { receipt } = await received()
    const paper = valueOf(await open([{ receipt, quantity: '1箱' }]))
    expect(unmetOf(await post(paper))).toContain('R64 notCounted')
    valueOf(await countAsWritten(company, paper))
    expect(unmetOf(await post(paper))).toContain('R10 notVerified')
    valueOf(await voidGoods(company, paper))
    const other = await ready([{ receipt, quantity: '1箱' }])
    const close = await withMonthClosed(company)
    try {
      expect(unmetOf(await post(other))).toEqual(['R120 periodClosed'])
    } finally {
      await close()
    }
    expect(refusalOf(await post(other, company.staff.clerk))).toBe('permission.missing')
    const elsewhere = { ...company.staff.keeper, warehouseIds: [company.books.westWarehouseId] }
    expect(refusalOf(await post(other, elsewhere))).toBe('notFound')
    const stale = { ...keyOf(other), seenVersion: 0 }
    expect(refusalOf(await run(company, postSupplierReturn, company.staff.keeper, stale))).toBe('stale')
    const answers = await Promise.all([post(other), post(other)])
    expect(answers.map(refusalOf).toSorted()).toEqual(['done', 'supplierReturn.alreadyPosted'])
  })
})
