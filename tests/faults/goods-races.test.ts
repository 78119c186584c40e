import { afterAll, beforeAll, expect, it } from 'vitest'
import { reportDamagedCode } from '#lib/domain/delivery-notes/commands/report-damaged-code.ts'
import { reportDamagedGoodsCode } from '#lib/papers/goods/commands/report-damaged-code.ts'
import { openedGoods, pickedNote } from '#tests/support/coded-goods.ts'
import { testCompany, type TestCompany } from '#tests/support/company.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { keyOf, run } from '#tests/support/road.ts'

/*
 * Two people on one paper in the same moment, each case found by the random sequences once.
 */

let company: TestCompany

beforeAll(async () => {
  company = await testCompany({ connections: 8 })
})
afterAll(async () => {
  expect(company.desk.faults).toEqual([])
  await expectWhole(company.db)
  await company.drop()
})

it('R7 labels reported in the same moment are each written once, or the later keeper is told to look again', async () => {
  const { keeper, otherKeeper } = company.staff
  const receipt = await openedGoods(company, 'GOODS_RECEIPT')
  const note = await pickedNote(company)
  for (const [paper, command] of [
    [receipt, reportDamagedGoodsCode],
    [note, reportDamagedCode],
  ] as const) {
    const input = { ...keyOf(paper), lineNo: 1, kind: 'CASE', code: '', reason: '撕破' }
    const answers = await Promise.all(
      [keeper, otherKeeper, keeper, otherKeeper].map((person) => run(company, command, person, input)),
    )
    const written = answers.filter(({ status }) => status === 'done')
    expect(answers.every(({ status }) => ['done', 'stale', 'refused'].includes(status))).toBe(true)
    expect(await company.db.damagedCode.count({ where: keyOf(paper) })).toBe(written.length)
  }
})
