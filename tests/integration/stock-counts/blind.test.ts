import { afterAll, beforeAll, expect, it } from 'vitest'
import { readCountDesk, readCountNext } from '#lib/domain/stock-counts/queries.ts'
import { systemClock, today } from '#lib/kernel/clock.ts'
import { readGoodsPage } from '#lib/papers/goods/detail-queries.ts'
import { testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { countOf, finish, record } from '#tests/support/counting.ts'

let company: TestCompany

beforeAll(async () => {
  company = await testCompany()
})
afterAll(async () => {
  await expectWhole(company.db)
  await company.drop()
})

async function pageOf(paper: { accountSetId: number; paperId: string }, who: 'keeper' | 'accountant') {
  const person = company.staff[who]
  const view = await readGoodsPage(company.db, person, paper, ['STOCK_COUNT'], { now: systemClock.now() })
  if (!view) throw new Error('the page is not there')
  const desk = await readCountDesk(company.db, person, view.paper)
  return { ...view, desk, next: await readCountNext(company.db, person, view.paper, today(systemClock)) }
}

it('R19 keeps the books’ figure from who counts; what differs is only asked for again once all is counted', async () => {
  const paper = await countOf(company, 'LZ001', 'LZ002')
  valueOf(await record(company, paper, [{ counted: '7瓶' }]))
  const halfway = await pageOf(paper, 'keeper')
  expect(halfway.page.lines.map(({ quantity, found }) => [quantity, found])).toEqual([
    [null, null],
    [null, null],
  ])
  expect(halfway.desk?.lines.map(({ counted, isToRepeat }) => [counted, isToRepeat])).toEqual([
    ['7瓶', false],
    [null, false],
  ])
  expect(JSON.stringify(halfway.desk)).not.toMatch(/4800|200箱/)
  valueOf(await record(company, paper, [{ lineNo: 2, counted: '200箱' }]))
  const whole = await pageOf(paper, 'keeper')
  expect(whole.desk?.lines.map(({ isToRepeat }) => isToRepeat)).toEqual([true, false])
  valueOf(await record(company, paper, [{ counted: '8瓶', seenRound: 1 }]))
  valueOf(await finish(company, paper))
  const after = await pageOf(paper, 'accountant')
  expect([after.desk, after.next.approve?.isOpen]).toEqual([null, true])
  expect(after.page.lines[0]?.found?.difference).toBe('-199箱16瓶')
})
