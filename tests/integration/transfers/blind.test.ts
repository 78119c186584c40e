import { afterAll, beforeAll, expect, it } from 'vitest'
import { readTransferNext, roadOf } from '#lib/domain/transfers/queries.ts'
import { systemClock, today } from '#lib/kernel/clock.ts'
import { readGoodsPage } from '#lib/papers/goods/detail-queries.ts'
import { testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { receive, sent, writeOff } from './steps.ts'

let company: TestCompany

beforeAll(async () => {
  company = await testCompany()
})
afterAll(async () => {
  await expectWhole(company.db)
  await company.drop()
})

async function pageOf(paper: { accountSetId: number; paperId: string }, who: keyof TestCompany['staff']) {
  const person = company.staff[who]
  const at = { now: systemClock.now() }
  const view = await readGoodsPage(company.db, person, paper, ['TRANSFER'], at)
  if (!view) throw new Error('the page is not there')
  const next = await readTransferNext(company.db, person, view.paper, today(systemClock))
  return { ...view, next, road: roadOf(view.paper, person) }
}

it('R19 hides from the keeper who will count what was sent; the sender and the desk see it', async () => {
  const paper = await sent(company)
  const blind = await pageOf(paper, 'otherKeeper')
  expect([blind.page.isBlind, blind.road, blind.page.codes]).toEqual([true, null, []])
  expect(blind.page.lines.map(({ quantity, found, codesDue }) => [quantity, found, codesDue])).toEqual([
    [null, null, 0],
  ])
  expect(blind.next.receive?.isOpen).toBe(true)
  for (const who of ['keeper', 'clerk'] as const) {
    const seen = await pageOf(paper, who)
    expect([seen.page.isBlind, seen.page.lines[0]?.quantity?.text]).toEqual([false, '2箱3瓶'])
    expect(seen.road?.lines).toMatchObject([{ sent: '2箱3瓶', good: null, onItsWay: '2箱3瓶', lost: null }])
  }
  expect((await pageOf(paper, 'keeper')).next.receive?.isOpen).toBe(false)
  valueOf(await receive(company, paper, [{ good: '1箱', damaged: '1', reason: '破' }]))
  valueOf(await writeOff(company, paper))
  expect((await pageOf(paper, 'otherKeeper')).road?.lines).toMatchObject([
    { good: '1箱', damaged: '1瓶', onItsWay: null, lost: '1箱2瓶' },
  ])
})
