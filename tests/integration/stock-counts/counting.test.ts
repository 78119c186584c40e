import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import {
  bookedBy,
  goodsLinesOf,
  signGoodsAs,
  voidGoods,
  withMonthClosed,
} from '#tests/support/goods-steps.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { keyOf, refusalOf, unmetOf } from '#tests/support/road.ts'
import {
  approve,
  countOf,
  finish,
  listOf,
  onHand,
  openCount,
  post,
  record,
  soldWhileCounting,
} from '#tests/support/counting.ts'

let company: TestCompany

beforeAll(async () => {
  company = await testCompany({ connections: 8 })
})
afterAll(async () => {
  expect(company.desk.faults).toEqual([])
  await expectWhole(company.db)
  await company.drop()
})

describe('opening a count', () => {
  it('R133 takes a whole warehouse or a slice of it: by search, between two codes, or a list', async () => {
    const whole = valueOf(await openCount(company, { by: 'WHOLE' }))
    const lines = await goodsLinesOf(company, whole)
    expect(lines.length).toBe(29)
    expect(lines.map(({ productCode }) => productCode)).toEqual(
      lines.map(({ productCode }) => productCode).toSorted(),
    )
    valueOf(await voidGoods(company, whole))
    const found = valueOf(await openCount(company, { by: 'SEARCH', text: '模板庄园' }))
    expect((await goodsLinesOf(company, found)).map(({ productCode }) => productCode)).toEqual([
      'MB001',
      'MB002',
      'MB003',
      'MB004',
    ])
    valueOf(await voidGoods(company, found))
    const range = valueOf(await openCount(company, { by: 'RANGE', fromCode: 'SF002', toCode: 'SF003' }))
    expect((await goodsLinesOf(company, range)).map(({ productCode }) => productCode)).toEqual([
      'SF002',
      'SF003',
    ])
    valueOf(await voidGoods(company, range))
    expect(unmetOf(await openCount(company, { by: 'SEARCH', text: '没有这种酒' }))).toEqual([
      'R133 nothingToCount',
    ])
    expect(unmetOf(await openCount(company, { by: 'RANGE', fromCode: 'X', toCode: 'A' }))).toEqual([
      'R133 nothingToCount',
    ])
  })

  it('R10 refuses two counts of the same goods at once, also when they are opened in the same moment', async () => {
    const answers = await Promise.all([
      openCount(company, listOf(company, 'JS001', 'JS002')),
      openCount(company, listOf(company, 'JS002')),
      openCount(company, listOf(company, 'JS001')),
    ])
    const done = answers.filter(({ status }) => status === 'done')
    const refused = answers.filter(({ status }) => status !== 'done')
    for (const answer of refused) expect(unmetOf(answer)).toEqual(['R10 countedElsewhere'])
    expect(done.length).toBeGreaterThanOrEqual(1)
    expect(done.length + refused.length).toBe(3)
    const again = await openCount(company, listOf(company, 'JS001', 'JS002'))
    expect(again.status === 'refused' && again.refusal.checklist?.items[1]?.params).toMatchObject({
      number: expect.stringMatching(/^PD/),
    })
    for (const answer of done) valueOf(await voidGoods(company, valueOf(answer)))
  })

  it('refuses the wrong role, another account set, forged products and a closed month', async () => {
    const { keeper, clerk } = company.staff
    expect(refusalOf(await openCount(company, listOf(company, 'LZ002'), {}, keeper))).toBe(
      'permission.missing',
    )
    const otherBooks = { ...clerk, accountSetIds: [company.books.supermarketSetId] }
    expect(refusalOf(await openCount(company, listOf(company, 'LZ002'), {}, otherBooks))).toBe('notFound')
    const nobody = '01900000-0000-7000-8000-000000000000'
    expect(await openCount(company, { by: 'LIST', productIds: [nobody] })).toMatchObject({
      fields: { slice: 'unknownProduct' },
    })
    const again = await withMonthClosed(company)
    expect(unmetOf(await openCount(company, listOf(company, 'LZ002')))).toEqual(['R120 periodClosed'])
    await again()
  })
})

describe('counting', () => {
  it('takes the books’ figure when the line is counted and never tells it', async () => {
    const paper = await countOf(company, 'LZ003')
    const before = await onHand(company, 'LZ003')
    await soldWhileCounting(company, 'LZ003')
    const answer = valueOf(await record(company, paper, [{ counted: String(before - 12) }]))
    expect(JSON.stringify(answer)).not.toContain(String(before - 12))
    const [row] = await company.db.goodsCount.findMany({ where: keyOf(paper) })
    expect([row?.bookE3, row?.goodE3]).toEqual([BigInt(before - 12) * 1000n, BigInt(before - 12) * 1000n])
    await soldWhileCounting(company, 'LZ003')
    valueOf(await finish(company, paper))
    valueOf(await approve(company, paper, company.staff.manager, ''))
    valueOf(await signGoodsAs(company, paper, company.staff.salesManager))
    valueOf(await post(company, paper))
    expect(await onHand(company, 'LZ003')).toBe(before - 24)
    expect(await bookedBy(company, paper)).toEqual([])
  })

  it('R10 has what differs counted again before the keeper signs, by the same or another keeper', async () => {
    const { otherKeeper } = company.staff
    const paper = await countOf(company, 'LZ004', 'LZ005')
    const five = await onHand(company, 'LZ005')
    expect(unmetOf(await finish(company, paper))).toEqual(['R112 notCounted'])
    valueOf(await record(company, paper, [{ counted: '7' }, { lineNo: 2, counted: String(five) }]))
    expect(unmetOf(await finish(company, paper))).toEqual(['R10 countAgain'])
    expect(refusalOf(await record(company, paper, [{ counted: '8' }], otherKeeper))).toBe(
      'stockCount.lineCounted',
    )
    valueOf(await record(company, paper, [{ counted: '8', seenRound: 1 }], otherKeeper))
    valueOf(await finish(company, paper))
    const rows = await company.db.goodsCount.findMany({
      where: keyOf(paper),
      orderBy: [{ lineNo: 'asc' }, { round: 'asc' }],
    })
    expect(rows.map(({ lineNo, round, goodE3 }) => [lineNo, round, goodE3])).toEqual([
      [1, 1, 7000n],
      [1, 2, 8000n],
      [2, 1, BigInt(five) * 1000n],
    ])
    valueOf(await voidGoods(company, paper))
  })

  it('refuses a count finished twice, counting after it, other keepers’ warehouses and figures nobody can read', async () => {
    const { keeper, otherKeeper, clerk } = company.staff
    const paper = await countOf(company, 'LZ006')
    const westOnly = { ...keeper, warehouseIds: [company.books.westWarehouseId] }
    expect(refusalOf(await record(company, paper, [{ counted: '1' }], westOnly))).toBe('notFound')
    expect(refusalOf(await record(company, paper, [{ counted: '1' }], clerk))).toBe('permission.missing')
    expect(await record(company, paper, [{ counted: '一百' }])).toMatchObject({ status: 'invalid' })
    expect(await record(company, paper, [{ lineNo: 9, counted: '1' }])).toMatchObject({
      fields: { 'lines.0.lineNo': 'unknown' },
    })
    expect(await record(company, paper, [{ counted: '1' }, { counted: '2' }])).toMatchObject({
      fields: { 'lines.1.lineNo': 'duplicate' },
    })
    valueOf(await record(company, paper, [{ counted: String(await onHand(company, 'LZ006')) }]))
    const answers = await Promise.all([finish(company, paper, keeper), finish(company, paper, otherKeeper)])
    expect(answers.map((answer) => refusalOf(answer)).toSorted()).toEqual([
      'done',
      'stockCount.alreadyFinished',
    ])
    expect(refusalOf(await record(company, paper, [{ counted: '1', seenRound: 1 }]))).toBe(
      'stockCount.notOpen',
    )
    valueOf(await voidGoods(company, paper))
  })

  it('takes goods that nobody expected, unless another count has them', async () => {
    const paper = await countOf(company, 'XG001')
    const other = await countOf(company, 'XG002')
    expect(refusalOf(await record(company, paper, [{ product: 'XG002', counted: '1' }]))).toBe(
      'stockCount.countedElsewhere',
    )
    const before = await onHand(company, 'XG003')
    valueOf(
      await record(company, paper, [
        { counted: String(await onHand(company, 'XG001')) },
        { product: 'XG003', counted: String(before + 2) },
      ]),
    )
    expect(unmetOf(await openCount(company, listOf(company, 'XG003')))).toEqual(['R10 countedElsewhere'])
    valueOf(await record(company, paper, [{ product: 'XG003', counted: String(before + 2), seenRound: 1 }]))
    valueOf(await finish(company, paper))
    valueOf(await approve(company, paper))
    valueOf(await signGoodsAs(company, paper, company.staff.salesManager))
    valueOf(await post(company, paper))
    expect(await onHand(company, 'XG003')).toBe(before + 2)
    valueOf(await voidGoods(company, other))
  })
})
