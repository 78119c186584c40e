import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { receiveTransfer } from '#lib/domain/transfers/commands/receive.ts'
import { sendTransfer } from '#lib/domain/transfers/commands/send.ts'
import { requestGoodsVoid } from '#lib/papers/goods/commands/request-void.ts'
import { issue, noteFor, testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import {
  bookedBy,
  companionOf,
  goodsLinesOf,
  readyGoods,
  stockOf,
  voidGoods,
  withMonthClosed,
} from '#tests/support/goods-steps.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { keyOf, type NoteRef, refusalOf, run, unmetOf } from '#tests/support/road.ts'
import { open, opened, ready, receive, seen, send, sent, wish, writeOff } from './steps.ts'

let company: TestCompany
let transit: string
let damaged: string

beforeAll(async () => {
  company = await testCompany({ connections: 8 })
  transit = await companionOf(company, company.books.westWarehouseId, 'TRANSIT')
  damaged = await companionOf(company, company.books.westWarehouseId, 'DAMAGED')
})
afterAll(async () => {
  expect(company.desk.faults).toEqual([])
  await expectWhole(company.db)
  await company.drop()
})

const LIQUOR = [{ product: 'YS003', quantity: '2箱3瓶' }]
const east = () => company.books.eastWarehouseId
const west = () => company.books.westWarehouseId

async function statusOf(paper: NoteRef): Promise<string> {
  return (await company.db.goodsPaper.findFirstOrThrow({ where: keyOf(paper) })).status
}

describe('opening and sending a transfer', () => {
  it('reserves where the goods stand, then moves them onto the road at their cost', async () => {
    const before = await stockOf(company, east(), 'YS003')
    const road = await stockOf(company, transit, 'YS003')
    const paper = await ready(company)
    expect((await stockOf(company, east(), 'YS003')).reserved).toBe(before.reserved + 15)
    valueOf(await send(company, paper))
    const after = await stockOf(company, east(), 'YS003')
    const onRoad = await stockOf(company, transit, 'YS003')
    expect([before.onHand - after.onHand, after.reserved]).toEqual([15, before.reserved])
    expect(onRoad.onHand - road.onHand).toBe(15)
    expect(onRoad.valueFen - road.valueFen).toBe(before.valueFen - after.valueFen)
    expect(await bookedBy(company, paper)).toEqual([])
    expect(await statusOf(paper)).toBe('SENT')
    expect(refusalOf(await send(company, paper))).toBe('transfer.alreadySent')
  })

  it('R133 goes from one store to another, of what is free', async () => {
    expect(unmetOf(await open(company, wish(company, LIQUOR, { toWarehouseId: east() })))).toEqual([
      'R133 sameWarehouse',
    ])
    expect(unmetOf(await open(company, wish(company, LIQUOR, { toWarehouseId: transit })))).toEqual([
      'R133 notAStore',
    ])
    expect(
      unmetOf(await open(company, wish(company, LIQUOR, { warehouseId: damaged, toWarehouseId: east() }))),
    ).toEqual(['R133 notAStore', 'R133 stockShort'])
    const all = await stockOf(company, east(), 'LZ001')
    const more = [{ product: 'LZ001', quantity: String(all.onHand - all.reserved + 1) }]
    expect(unmetOf(await open(company, wish(company, more)))).toEqual(['R133 stockShort'])
  })

  it('R8 R9 R10 sets out only signed and seen by a second person', async () => {
    const paper = await opened(company)
    expect(unmetOf(await send(company, paper))).toEqual([
      'R64 notCounted',
      'R8 signatureMissing',
      'R10 notVerified',
      'R7 codesMissing',
    ])
    await readyGoods(company, paper)
    expect(unmetOf(await send(company, paper))).toEqual(['R8 signatureMissing'])
  })

  it('refuses the wrong role, a keeper without right to the warehouse, another account set and forged ids', async () => {
    const { driver, keeper, clerk, manager } = company.staff
    expect(refusalOf(await open(company, wish(company), driver))).toBe('permission.missing')
    const westOnly = { ...keeper, warehouseIds: [west()] }
    expect(refusalOf(await open(company, wish(company), westOnly))).toBe('notFound')
    const otherBooks = { ...clerk, accountSetIds: [company.books.supermarketSetId] }
    expect(refusalOf(await open(company, wish(company), otherBooks))).toBe('notFound')
    const paper = await ready(company)
    expect(refusalOf(await send(company, paper, manager))).toBe('permission.missing')
    expect(refusalOf(await send(company, paper, westOnly))).toBe('notFound')
    const forged = { accountSetId: company.books.supermarketSetId, paperId: paper.paperId, seenVersion: 0 }
    expect(refusalOf(await run(company, sendTransfer, keeper, forged))).toBe('notFound')
  })

  it('R13 a void at each step before it is sent gives everything back; once sent there is none', async () => {
    const before = await stockOf(company, east(), 'YS003')
    for (const walk of [opened, ready]) {
      const paper = await walk(company)
      valueOf(await voidGoods(company, paper))
      expect(await stockOf(company, east(), 'YS003')).toEqual(before)
    }
    const paper = await sent(company)
    const asked = { ...keyOf(paper), reason: '写错' }
    expect(refusalOf(await run(company, requestGoodsVoid, company.staff.clerk, asked))).toBe(
      'goods.wrongStep',
    )
    valueOf(await receive(company, paper, [{ good: '15' }]))
  })
})

describe('receiving it', () => {
  it('R9 another keeper counts and signs; whole goods stand in the store at what they left with', async () => {
    const before = await stockOf(company, west(), 'YS003')
    const road = await stockOf(company, transit, 'YS003')
    const paper = await sent(company)
    const onRoad = await stockOf(company, transit, 'YS003')
    expect(unmetOf(await receive(company, paper, [{ good: '15' }], company.staff.keeper))).toEqual([
      'R9 receiverIsSender',
    ])
    expect(valueOf(await receive(company, paper, [{ good: '2箱3瓶' }]))).toMatchObject({ status: 'POSTED' })
    const after = await stockOf(company, west(), 'YS003')
    expect(after.onHand - before.onHand).toBe(15)
    expect(after.valueFen - before.valueFen).toBe(onRoad.valueFen - road.valueFen)
    expect(await stockOf(company, transit, 'YS003')).toEqual(road)
    const signatures = await company.db.signature.findMany({ where: keyOf(paper), orderBy: { slot: 'asc' } })
    expect(signatures.map(({ slot }) => slot)).toEqual(['HANDLER', 'KEEPER', 'PREPARER', 'RECEIVER'])
    const codes = await company.db.codeHolding.findMany({ where: keyOf(paper) })
    expect(new Set(codes.map(({ warehouseId }) => warehouseId))).toEqual(new Set([west()]))
  })

  it('short and in parts: the rest stays on the road, damaged goods stand apart, not a fen is lost', async () => {
    const store = await stockOf(company, west(), 'YS003')
    const broken = await stockOf(company, damaged, 'YS003')
    const road = await stockOf(company, transit, 'YS003')
    const paper = await sent(company)
    const onRoad = await stockOf(company, transit, 'YS003')
    expect(valueOf(await receive(company, paper, [{ good: '1箱' }]))).toMatchObject({ status: 'SENT' })
    const halfway = await stockOf(company, transit, 'YS003')
    expect(halfway.onHand - road.onHand).toBe(9)
    expect(await receive(company, paper, [{ good: '4', damaged: '2' }])).toMatchObject({
      fields: { 'lines.0.reason': 'required' },
    })
    valueOf(await receive(company, paper, [{ good: '4', damaged: '2', reason: '瓶口破损' }]))
    expect(valueOf(await receive(company, paper, [{ good: '3' }]))).toMatchObject({ status: 'POSTED' })
    const after = await stockOf(company, west(), 'YS003')
    const brokenAfter = await stockOf(company, damaged, 'YS003')
    expect([after.onHand - store.onHand, brokenAfter.onHand - broken.onHand]).toEqual([13, 2])
    expect(after.valueFen - store.valueFen + (brokenAfter.valueFen - broken.valueFen)).toBe(
      onRoad.valueFen - road.valueFen,
    )
    expect(await stockOf(company, transit, 'YS003')).toEqual(road)
  })

  it('R10 refuses what was received already, more than is on its way, nothing, unknown lines and a stale look', async () => {
    const paper = await sent(company)
    const first = await seen(company, paper)
    expect(unmetOf(await receive(company, paper, [{ good: '16' }]))).toEqual(['R10 moreThanInTransit'])
    expect(unmetOf(await receive(company, paper, [{ good: '15', damaged: '1', reason: '破' }]))).toEqual([
      'R10 moreThanInTransit',
    ])
    expect(unmetOf(await receive(company, paper, [{ good: '0' }]))).toEqual(['R10 nothingArrived'])
    expect(await receive(company, paper, [{ good: '5' }, { good: '5' }])).toMatchObject({
      fields: { 'lines.1.lineNo': 'duplicate' },
    })
    expect(await receive(company, paper, [{ lineNo: 7, good: '5' }])).toMatchObject({
      fields: { 'lines.0.lineNo': 'unknown' },
    })
    valueOf(await receive(company, paper, [{ good: '5' }]))
    expect(refusalOf(await receive(company, paper, [{ good: '5' }], company.staff.otherKeeper, first))).toBe(
      'stale',
    )
    expect(unmetOf(await receive(company, paper, [{ good: '11' }]))).toEqual(['R10 moreThanInTransit'])
    valueOf(await receive(company, paper, [{ good: '10' }]))
    expect(unmetOf(await receive(company, paper, [{ good: '10' }]))).toContain('R64 allArrived')
  })

  it('refuses goods that have not been sent, a keeper of another warehouse, the wrong role and no proof', async () => {
    const { otherKeeper, clerk } = company.staff
    const paper = await ready(company)
    expect(unmetOf(await receive(company, paper, [{ good: '15' }]))).toContain('R64 notSent')
    valueOf(await send(company, paper))
    const eastOnly = { ...otherKeeper, warehouseIds: [east()] }
    expect(refusalOf(await receive(company, paper, [{ good: '15' }], eastOnly))).toBe('notFound')
    expect(refusalOf(await receive(company, paper, [{ good: '15' }], clerk))).toBe('permission.missing')
    const input = { ...(await seen(company, paper)), lines: [{ lineNo: 1, good: '15' }] }
    expect(refusalOf(await run(company, receiveTransfer, otherKeeper, input))).toBe('signing.noProof')
    const again = await withMonthClosed(company)
    expect(unmetOf(await receive(company, paper, [{ good: '15' }]))).toEqual(['R120 periodClosed'])
    await again()
    valueOf(await receive(company, paper, [{ good: '15' }]))
  })

  it('F08 two keepers receiving at once take in what was sent, once', async () => {
    const before = await stockOf(company, west(), 'YS003')
    const paper = await sent(company)
    const third = { ...company.staff.otherKeeper }
    const answers = await Promise.all([
      receive(company, paper, [{ good: '15' }]),
      receive(company, paper, [{ good: '15' }], third),
    ])
    expect(answers.filter(({ status }) => status === 'done')).toHaveLength(1)
    expect((await stockOf(company, west(), 'YS003')).onHand - before.onHand).toBe(15)
  })

  it('sends the same number of statements for one line and for thirty', async () => {
    const many = Array.from({ length: 30 }, () => ({ product: 'LZ001', quantity: '1瓶' }))
    const counts: number[][] = []
    for (const lines of [many.slice(0, 1), many]) {
      const paper = await ready(company, lines)
      company.forgetStatements()
      valueOf(await send(company, paper))
      const sending = company.statements.length
      const found = (await goodsLinesOf(company, paper)).map(({ lineNo }) => ({ lineNo, good: '1' }))
      company.forgetStatements()
      valueOf(await receive(company, paper, found))
      counts.push([sending, company.statements.length])
    }
    expect(counts[1]).toEqual(counts[0])
    // One statement in each is the test's own look at the version.
    expect(counts[0]?.[0]).toBeLessThanOrEqual(sendTransfer.queryBudget + 1)
    expect(counts[0]?.[1]).toBeLessThanOrEqual(receiveTransfer.queryBudget + 1)
  })
})

describe('a rest that never arrives', () => {
  it('R105 R119 is written off with a reason by a manager who had no hand in it, and the transfer is done', async () => {
    const { clerk, manager, salesManager } = company.staff
    const road = await stockOf(company, transit, 'YS003')
    const paper = await sent(company)
    valueOf(await receive(company, paper, [{ good: '12' }]))
    const rest = await stockOf(company, transit, 'YS003')
    expect(refusalOf(await writeOff(company, paper, salesManager))).toBe('permission.missing')
    expect(await writeOff(company, paper, manager, ' ')).toMatchObject({ status: 'invalid' })
    const both = { ...manager, userId: clerk.userId }
    expect(unmetOf(await writeOff(company, paper, both))).toEqual(['R119 deciderHadIt'])
    valueOf(await writeOff(company, paper))
    expect(await statusOf(paper)).toBe('POSTED')
    expect(await stockOf(company, transit, 'YS003')).toEqual(road)
    expect(await bookedBy(company, paper)).toEqual([`STOCK_LOSS<INVENTORY ${rest.valueFen - road.valueFen}`])
    expect(unmetOf(await receive(company, paper, [{ good: '3' }]))).toContain('R64 allArrived')
    expect(unmetOf(await writeOff(company, paper))).toContain('R105 allArrived')
  })

  it('R105 nothing is written off before it was sent', async () => {
    const paper = await ready(company)
    expect(unmetOf(await writeOff(company, paper))).toEqual(['R105 notSent'])
    valueOf(await voidGoods(company, paper))
  })
})

describe('selling, sending and receiving at once', () => {
  it('F08 never takes more than there is and loses no fen', async () => {
    const before = await stockOf(company, east(), 'YS002')
    const part = Math.floor((before.onHand - before.reserved) / 4)
    const lines = [{ product: 'YS002', quantity: String(part) }]
    const note = await noteFor(company, 'K105', lines)
    const answers = await Promise.all([
      ...Array.from({ length: 3 }, () => open(company, wish(company, lines))),
      ...Array.from({ length: 3 }, (_, index) => issue(company, note, { key: `transfer-race-${index}` })),
    ])
    const taken = answers.filter(({ status }) => status === 'done').length
    const after = await stockOf(company, east(), 'YS002')
    expect(taken).toBeLessThanOrEqual(4)
    expect(after.reserved).toBe(before.reserved + taken * part)
  })

  it('F09 goods cross in both directions at once without a deadlock', async () => {
    const lines = [
      { product: 'YL002', quantity: '6瓶' },
      { product: 'YS005', quantity: '24瓶' },
    ]
    const there = await Promise.all([sent(company, lines), sent(company, lines)])
    const back = await Promise.all([
      ready(company, lines, { warehouseId: west(), toWarehouseId: east() }),
      ready(company, lines, { warehouseId: west(), toWarehouseId: east() }),
    ])
    const answers = await Promise.all([
      ...back.map((paper) => send(company, paper)),
      ...there.map((paper) => receive(company, paper, [{ good: '6' }, { lineNo: 2, good: '24' }])),
    ])
    expect(answers.map((answer) => refusalOf(answer))).toEqual(['done', 'done', 'done', 'done'])
    for (const paper of back)
      valueOf(await receive(company, paper, [{ good: '6' }, { lineNo: 2, good: '24' }]))
  })
})
