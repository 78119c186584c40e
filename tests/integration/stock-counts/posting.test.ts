import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { approveCount } from '#lib/domain/stock-counts/commands/approve.ts'
import { finishCount } from '#lib/domain/stock-counts/commands/finish.ts'
import { postStockCount } from '#lib/domain/stock-counts/commands/post.ts'
import { recordCount } from '#lib/domain/stock-counts/commands/record.ts'
import { reverseStockCount } from '#lib/domain/stock-counts/commands/reverse.ts'
import { issue, noteFor, testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import {
  bookedBy,
  goodsLinesOf,
  signGoodsAs,
  stockOf,
  voidGoods,
  withMonthClosed,
} from '#tests/support/goods-steps.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { keyOf, type NoteRef, refusalOf, run, unmetOf } from '#tests/support/road.ts'
import {
  approve,
  countOf,
  finish,
  listOf,
  onHand,
  openCount,
  post,
  readyToPost,
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

const east = () => company.books.eastWarehouseId

describe('approving and posting', () => {
  it('R10 R119 approves only who did not count; a loss leaves at average, with sales between all the steps', async () => {
    const { manager, accountant, keeper } = company.staff
    const paper = await countOf(company, 'MB001')
    await soldWhileCounting(company, 'MB001')
    const counted = (await onHand(company, 'MB001')) - 5
    valueOf(await record(company, paper, [{ counted: String(counted) }]))
    await soldWhileCounting(company, 'MB001')
    valueOf(await record(company, paper, [{ counted: String(counted - 12), seenRound: 1 }]))
    valueOf(await finish(company, paper))
    await soldWhileCounting(company, 'MB001')
    const counter = { ...manager, userId: keeper.userId }
    expect(unmetOf(await approve(company, paper, counter))).toEqual(['R10 approverCounted'])
    expect(refusalOf(await approve(company, paper, company.staff.salesManager))).toBe('permission.missing')
    expect(await approve(company, paper, accountant, '')).toMatchObject({ fields: { remark: 'empty' } })
    expect(unmetOf(await post(company, paper))).toEqual([
      'R64 notVerified',
      'R8 signatureMissing',
      'R10 notVerified',
    ])
    valueOf(await approve(company, paper))
    valueOf(await signGoodsAs(company, paper, company.staff.salesManager))
    await soldWhileCounting(company, 'MB001')
    const before = await stockOf(company, east(), 'MB001')
    valueOf(await post(company, paper))
    const after = await stockOf(company, east(), 'MB001')
    expect(before.onHand - after.onHand).toBe(5)
    expect(await bookedBy(company, paper)).toEqual([
      `STOCK_LOSS<INVENTORY ${before.valueFen - after.valueFen}`,
    ])
    expect(refusalOf(await post(company, paper))).toBe('stockCount.alreadyPosted')
  })

  it('a gain comes in at the average, and where nothing stands at what the last of it cost', async () => {
    const paper = await readyToPost(
      company,
      await countOf(company, 'MB002'),
      String((await onHand(company, 'MB002')) + 3),
    )
    const before = await stockOf(company, east(), 'MB002')
    valueOf(await post(company, paper))
    const after = await stockOf(company, east(), 'MB002')
    const average = Math.round((Number(before.valueFen) * 3) / before.onHand)
    expect([after.onHand - before.onHand, Number(after.valueFen - before.valueFen)]).toEqual([3, average])
    expect(await bookedBy(company, paper)).toEqual([`INVENTORY<STOCK_GAIN ${average}`])
    const { westWarehouseId } = company.books
    const empty = valueOf(
      await openCount(company, listOf(company, 'MB003'), { warehouseId: westWarehouseId }),
    )
    expect((await stockOf(company, westWarehouseId, 'MB003')).onHand).toBe(0)
    await readyToPost(company, empty, '2')
    valueOf(await post(company, empty))
    expect(await stockOf(company, westWarehouseId, 'MB003')).toMatchObject({ onHand: 2, valueFen: 37_200n })
  })

  it('R133 refuses a loss that would take what is reserved and names the notes that hold it', async () => {
    const all = await stockOf(company, east(), 'MB004')
    const note = valueOf(
      await issue(
        company,
        await noteFor(company, 'K105', [{ product: 'MB004', quantity: String(all.onHand - 2) }]),
      ),
    )
    const paper = await readyToPost(company, await countOf(company, 'MB004'), String(all.onHand - 3))
    const refused = await post(company, paper)
    expect(unmetOf(refused)).toEqual(['R133 lossReserved'])
    expect(JSON.stringify(refused)).toContain(note.number)
    expect(await onHand(company, 'MB004')).toBe(all.onHand)
  })

  it('R120 R13 waits for an open month; void before it, reversal after it by another person', async () => {
    const { manager, accountant } = company.staff
    const before = await stockOf(company, east(), 'XG004')
    const paper = await readyToPost(company, await countOf(company, 'XG004'), String(before.onHand - 1))
    const again = await withMonthClosed(company)
    expect(unmetOf(await post(company, paper))).toEqual(['R120 periodClosed'])
    await again()
    valueOf(await post(company, paper))
    const asked = { ...keyOf(paper), reason: '盘错货位' }
    expect(unmetOf(await run(company, reverseStockCount, accountant, asked))).toEqual(['R119 posterReverses'])
    valueOf(await run(company, reverseStockCount, manager, asked))
    expect(await stockOf(company, east(), 'XG004')).toEqual(before)
    const verified = await readyToPost(company, await countOf(company, 'XG004'), String(before.onHand - 1))
    valueOf(await voidGoods(company, verified))
    expect(await stockOf(company, east(), 'XG004')).toEqual(before)
  })

  it('F08 selling, counting and posting at once never goes below zero and posts the difference once', async () => {
    const before = await onHand(company, 'SF001')
    const paper = await readyToPost(company, await countOf(company, 'SF001'), String(before - 4))
    const quantity = String(Math.floor(before / 3))
    const note = await noteFor(company, 'K105', [{ product: 'SF001', quantity }])
    const { accountant, manager } = company.staff
    const answers = await Promise.all([
      post(company, paper, accountant),
      ...Array.from({ length: 4 }, (_, index) => issue(company, note, { key: `count-race-${index}` })),
      post(company, paper, manager),
    ])
    const after = await stockOf(company, east(), 'SF001')
    const posted = (await company.db.goodsPaper.findFirstOrThrow({ where: keyOf(paper) })).status === 'POSTED'
    expect(after.onHand).toBe(posted ? before - 4 : before)
    expect(after.reserved).toBeLessThanOrEqual(after.onHand)
    expect(answers.filter(({ status }) => status === 'fault')).toEqual([])
    expect(await company.db.stockEntry.count({ where: keyOf(paper) })).toBe(posted ? 1 : 0)
  })
})

describe('statements', () => {
  it('are as many for two products as for twenty', async () => {
    const few = valueOf(await openCount(company, listOf(company, 'JS001', 'JS002')))
    const counts = [await statementsOf(few)]
    valueOf(await openCount(company, { by: 'RANGE', fromCode: 'SF002', toCode: 'YL009' })).paperId
    const many = await company.db.goodsPaper.findFirstOrThrow({
      where: { kind: 'STOCK_COUNT', status: 'OPEN' },
      orderBy: { openedAt: 'desc' },
    })
    counts.push(await statementsOf(many))
    expect(counts[1]).toEqual(counts[0])
    const [recording = 99, finishing = 99, approving = 99, posting = 99] = counts[0] ?? []
    expect(recording).toBeLessThanOrEqual(recordCount.queryBudget)
    expect(finishing).toBeLessThanOrEqual(finishCount.queryBudget)
    // One statement in each is the test's own look at the version.
    expect(approving).toBeLessThanOrEqual(approveCount.queryBudget + 1)
    expect(posting).toBeLessThanOrEqual(postStockCount.queryBudget + 1)
  })

  async function statementsOf(paper: NoteRef): Promise<number[]> {
    const lines = await goodsLinesOf(company, paper)
    const counted = (seenRound: number) =>
      lines.map(({ lineNo, stated }) => ({ lineNo, counted: String(Number(stated) + 1), seenRound }))
    const taken: number[] = []
    const measure = async (act: () => Promise<unknown>) => {
      company.forgetStatements()
      await act()
      taken.push(company.statements.length)
    }
    valueOf(await record(company, paper, counted(0)))
    await measure(async () => valueOf(await record(company, paper, counted(1))))
    await measure(async () => valueOf(await finish(company, paper)))
    await measure(async () => valueOf(await approve(company, paper)))
    valueOf(await signGoodsAs(company, paper, company.staff.salesManager))
    await measure(async () => valueOf(await post(company, paper)))
    return taken
  }
})
