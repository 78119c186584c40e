import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStockOut } from '#lib/domain/stock-outs/commands/open.ts'
import { postStockOut } from '#lib/domain/stock-outs/commands/post.ts'
import { reverseStockOut } from '#lib/domain/stock-outs/commands/reverse.ts'
import { requestGoodsVoid } from '#lib/papers/goods/commands/request-void.ts'
import { issue, noteFor, testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import {
  bookedBy,
  codedGoods,
  companionOf,
  countAsWritten,
  readyGoods,
  signGoodsAs,
  stockOf,
  verifyAsWritten,
  voidGoods,
  withMonthClosed,
} from '#tests/support/goods-steps.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { TEST_PIN } from '#tests/support/people.ts'
import { keyOf, type NoteRef, refusalOf, run, unmetOf } from '#tests/support/road.ts'

let company: TestCompany

beforeAll(async () => {
  company = await testCompany({ connections: 8 })
})
afterAll(async () => {
  expect(company.desk.faults).toEqual([])
  await expectWhole(company.db)
  await company.drop()
})

const LIQUOR = [{ product: 'YS003', quantity: '2箱3瓶' }]

function wish(lines: readonly { product: string; quantity: string }[] = LIQUOR, more: object = {}) {
  return {
    accountSetId: company.books.mainSetId,
    warehouseId: company.books.eastWarehouseId,
    purpose: 'GIFT',
    partyName: '示例社区活动中心',
    partyContact: '刘示例 13800000900',
    reason: '中秋品鉴赠送',
    handlerId: company.staff.salesperson.userId,
    lines: lines.map(({ product, quantity }) => ({ productId: company.productId(product), quantity })),
    ...more,
  }
}

function open(input: object, by = company.staff.clerk) {
  return run(company, openStockOut, by, input, { pin: TEST_PIN })
}

async function opened(...args: Parameters<typeof wish>): Promise<NoteRef & { number: string }> {
  return valueOf(await open(wish(...args)))
}

async function ready(...args: Parameters<typeof wish>) {
  const paper = await opened(...args)
  await readyGoods(company, paper, company.staff.salesperson, company.staff.salesManager)
  return paper
}

async function versionOf(paper: NoteRef): Promise<number> {
  const row = await company.db.goodsPaper.findFirstOrThrow({ where: keyOf(paper) })
  return row.version
}

async function post(paper: NoteRef, by = company.staff.keeper) {
  return run(company, postStockOut, by, { ...keyOf(paper), seenVersion: await versionOf(paper) })
}

const east = () => company.books.eastWarehouseId

describe('opening a stock-out note', () => {
  it('R22 gives it a number with recipient, reason and goods, reserves them, and the preparer has signed', async () => {
    const before = await stockOf(company, east(), 'YS003')
    const paper = await opened()
    expect(paper.number).toMatch(/^CK/)
    const after = await stockOf(company, east(), 'YS003')
    expect([after.onHand, after.reserved - before.reserved]).toEqual([before.onHand, 15])
    const row = await company.db.goodsPaper.findFirstOrThrow({ where: keyOf(paper) })
    expect([row.status, row.partyName, row.reason, row.purpose]).toEqual([
      'OPEN',
      '示例社区活动中心',
      '中秋品鉴赠送',
      'GIFT',
    ])
    const signatures = await company.db.signature.findMany({ where: keyOf(paper) })
    expect(signatures.map(({ slot, signerId }) => [slot, signerId])).toEqual([
      ['PREPARER', company.staff.clerk.userId],
    ])
  })

  it('R23 refuses one without recipient, without reason, and names what cannot be read', async () => {
    expect(unmetOf(await open(wish(LIQUOR, { partyName: ' ' })))).toEqual(['R23 recipientMissing'])
    expect(unmetOf(await open(wish(LIQUOR, { reason: '' })))).toEqual(['R23 reasonMissing'])
    expect(await open(wish([{ product: 'YS003', quantity: '0' }]))).toMatchObject({
      status: 'invalid',
      fields: { 'lines.0.quantity': 'zero' },
    })
    expect(await open(wish([]))).toMatchObject({ status: 'invalid' })
    expect(await open(wish(LIQUOR, { purpose: 'SALE' }))).toMatchObject({ status: 'invalid' })
  })

  it('R24 wants a handler who carries goods out and is not the preparer', async () => {
    const { clerk, accountant } = company.staff
    expect(unmetOf(await open(wish(LIQUOR, { handlerId: clerk.userId })))).toEqual(['R24 handlerRole'])
    expect(unmetOf(await open(wish(LIQUOR, { handlerId: accountant.userId })))).toEqual(['R24 handlerRole'])
    const nobody = '01900000-0000-7000-8000-000000000000'
    expect(unmetOf(await open(wish(LIQUOR, { handlerId: nobody })))).toEqual(['R24 handlerMissing'])
  })

  it('R133 refuses more than is free, all lines of a product together', async () => {
    const { onHand, reserved } = await stockOf(company, east(), 'YS003')
    const half = String(Math.floor((onHand - reserved) / 2) + 1)
    const twice = [
      { product: 'YS003', quantity: half },
      { product: 'YS003', quantity: half },
    ]
    expect(unmetOf(await open(wish(twice)))).toEqual(['R133 stockShort'])
  })

  it('R22 lets only what is damaged leave the place of damaged goods, and nothing leave the road', async () => {
    const damaged = await companionOf(company, east(), 'DAMAGED')
    const transit = await companionOf(company, east(), 'TRANSIT')
    expect(unmetOf(await open(wish(LIQUOR, { warehouseId: damaged })))).toEqual([
      'R22 damagedOnly',
      'R133 stockShort',
    ])
    expect(unmetOf(await open(wish(LIQUOR, { warehouseId: transit })))).toContain('R22 inTransit')
    expect(unmetOf(await open(wish(LIQUOR, { warehouseId: damaged, purpose: 'DAMAGE' })))).toEqual([
      'R133 stockShort',
    ])
  })

  it('refuses the wrong role, another account set, forged ids and a missing proof', async () => {
    const { salesperson, keeper, clerk } = company.staff
    expect(refusalOf(await open(wish(), salesperson))).toBe('permission.missing')
    expect(refusalOf(await open(wish(), keeper))).toBe('permission.missing')
    const elsewhere = { ...clerk, accountSetIds: [company.books.supermarketSetId] }
    expect(refusalOf(await open(wish(), elsewhere))).toBe('notFound')
    const nobody = '01900000-0000-7000-8000-000000000000'
    expect(unmetOf(await open(wish(LIQUOR, { warehouseId: nobody })))).toContain('R22 warehouseUnknown')
    expect(await open({ ...wish(), lines: [{ productId: nobody, quantity: '1' }] })).toMatchObject({
      fields: { 'lines.0.productId': 'unknownProduct' },
    })
    expect(refusalOf(await run(company, openStockOut, clerk, wish()))).toBe('signing.noProof')
  })

  it('sends the same number of statements for one line and for forty', async () => {
    await opened()
    company.forgetStatements()
    await opened()
    const one = company.statements.length
    const many = Array.from({ length: 40 }, () => ({ product: 'LZ001', quantity: '1瓶' }))
    company.forgetStatements()
    await opened(many)
    expect(company.statements.length).toBe(one)
    expect(one).toBeLessThanOrEqual(openStockOut.queryBudget)
  })
})

describe('goods that leave by it', () => {
  it.each([
    ['GIFT', 'SELLING_EXPENSE'],
    ['SAMPLE', 'SELLING_EXPENSE'],
    ['INTERNAL', 'ADMIN_EXPENSE'],
    ['DAMAGE', 'STOCK_LOSS'],
  ])('R26 a %s leaves at the moving average to %s, never as revenue', async (purpose, expense) => {
    const paper = await ready(LIQUOR, { purpose })
    const before = await stockOf(company, east(), 'YS003')
    valueOf(await post(paper))
    const after = await stockOf(company, east(), 'YS003')
    const costFen = before.valueFen - after.valueFen
    expect([before.onHand - after.onHand, before.reserved - after.reserved]).toEqual([15, 15])
    expect(Number(costFen)).toBeCloseTo((Number(before.valueFen) / before.onHand) * 15, -1)
    expect(await bookedBy(company, paper)).toEqual([`${expense}<INVENTORY ${costFen}`])
    expect(await company.db.receivableEntry.count({ where: keyOf(paper) })).toBe(0)
  })

  it('R24 R25 R26 wait for the codes, four signatures and a second person who is not the keeper', async () => {
    const { salesperson, salesManager, keeper } = company.staff
    const paper = await opened()
    expect(unmetOf(await countAsWritten(company, paper))).toEqual(['R25 codesMissing'])
    await codedGoods(company, paper)
    valueOf(await countAsWritten(company, paper))
    expect(unmetOf(await post(paper))).toEqual(['R64 notVerified', 'R24 signatureMissing', 'R26 notVerified'])
    expect(refusalOf(await verifyAsWritten(company, paper, keeper))).toBe('permission.missing')
    valueOf(await verifyAsWritten(company, paper))
    valueOf(await signGoodsAs(company, paper, salesperson))
    expect(unmetOf(await post(paper))).toEqual(['R24 signatureMissing'])
    valueOf(await signGoodsAs(company, paper, salesManager))
    valueOf(await post(paper))
  })

  it('refuses the wrong role, a keeper of another warehouse, another account set and a second posting', async () => {
    const { clerk, keeper } = company.staff
    const paper = await ready()
    expect(refusalOf(await post(paper, clerk))).toBe('permission.missing')
    const elsewhere = { ...keeper, warehouseIds: [company.books.westWarehouseId] }
    expect(refusalOf(await post(paper, elsewhere))).toBe('notFound')
    const otherBooks = { ...keeper, accountSetIds: [company.books.supermarketSetId] }
    expect(refusalOf(await post(paper, otherBooks))).toBe('notFound')
    const stale = { ...keyOf(paper), seenVersion: 0 }
    expect(refusalOf(await run(company, postStockOut, keeper, stale))).toBe('stale')
    valueOf(await post(paper))
    expect(refusalOf(await post(paper))).toBe('stockOut.alreadyPosted')
  })

  it('R120 enters nothing in a month that is closed', async () => {
    const paper = await ready()
    const open = await withMonthClosed(company)
    try {
      expect(unmetOf(await post(paper))).toEqual(['R120 periodClosed'])
      expect(
        unmetOf(await run(company, openStockOut, company.staff.clerk, wish(), { pin: TEST_PIN })),
      ).toEqual(['R120 periodClosed'])
    } finally {
      await open()
    }
    valueOf(await post(paper))
  })

  it('two posters at once enter it once', async () => {
    const paper = await ready()
    const { keeper, otherKeeper } = company.staff
    const answers = await Promise.all([post(paper, keeper), post(paper, otherKeeper)])
    expect(answers.map((answer) => refusalOf(answer)).toSorted()).toEqual(['done', 'stockOut.alreadyPosted'])
    expect(await company.db.stockEntry.count({ where: keyOf(paper) })).toBe(1)
  })

  it('selling and giving away at once never take more than there is', async () => {
    const { onHand, reserved } = await stockOf(company, east(), 'YS001')
    const most = Math.floor((onHand - reserved) / 5)
    const gifts = Array.from({ length: 4 }, () => open(wish([{ product: 'YS001', quantity: String(most) }])))
    const note = await noteFor(company, 'K105', [{ product: 'YS001', quantity: String(most) }])
    const sales = Array.from({ length: 4 }, (_, index) => issue(company, note, { key: `sale-race-${index}` }))
    const answers = await Promise.all([...gifts, ...sales])
    const taken = answers.filter(({ status }) => status === 'done').length
    const after = await stockOf(company, east(), 'YS001')
    expect(after.reserved).toBe(reserved + taken * most)
    expect(after.reserved).toBeLessThanOrEqual(after.onHand)
    expect(taken).toBeLessThanOrEqual(5)
  })
})

describe('undoing it', () => {
  it('R13 a void at each step before posting gives goods and codes back; after it there is the reversal', async () => {
    const { salesperson, salesManager, otherClerk, accountant } = company.staff
    const before = await stockOf(company, east(), 'YS003')
    const steps: ((paper: NoteRef) => Promise<unknown>)[] = [
      () => Promise.resolve(),
      async (paper) => {
        await codedGoods(company, paper)
        valueOf(await countAsWritten(company, paper))
      },
      (paper) => readyGoods(company, paper, salesperson, salesManager),
    ]
    for (const walk of steps) {
      const paper = await opened()
      await walk(paper)
      valueOf(await voidGoods(company, paper))
      expect(await company.db.codeHolding.count({ where: keyOf(paper) })).toBe(0)
      expect(await stockOf(company, east(), 'YS003')).toEqual(before)
    }
    const posted = await ready()
    valueOf(await post(posted))
    const asked = { ...keyOf(posted), reason: '写错' }
    expect(refusalOf(await run(company, requestGoodsVoid, otherClerk, asked))).toBe('goods.postedAlready')
    valueOf(await run(company, reverseStockOut, accountant, asked))
    expect(await stockOf(company, east(), 'YS003')).toEqual(before)
    const booked = await bookedBy(company, posted)
    expect(booked.map((line) => line.split(' ')[0])).toEqual([
      'SELLING_EXPENSE<INVENTORY',
      'INVENTORY<SELLING_EXPENSE',
    ])
    expect(await company.db.codeHolding.count({ where: keyOf(posted) })).toBe(0)
    expect(unmetOf(await run(company, reverseStockOut, accountant, asked))).toContain('R13 alreadyReversed')
  })
})
