import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Person } from '#lib/auth/actor.ts'
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
  const label = { lineNo: 1, kind: 'CASE', code: '', reason: '撕破' }
  const onReceipt = (person: Person) =>
    run(company, reportDamagedGoodsCode, person, { ...keyOf(receipt), ...label })
  const onNote = (person: Person) => run(company, reportDamagedCode, person, { ...keyOf(note), ...label })
  for (const [paper, report] of [[receipt, onReceipt] as const, [note, onNote] as const]) {
    const answers = await Promise.all([keeper, otherKeeper, keeper, otherKeeper].map(report))
    const written = answers.filter(({ status }) => status === 'done')
    expect(answers.every(({ status }) => ['done', 'stale', 'refused'].includes(status))).toBe(true)
    expect(await company.db.damagedCode.count({ where: keyOf(paper) })).toBe(written.length)
  }
})
