import { afterAll, beforeAll, expect, it } from 'vitest'
import { openStockOut } from '#lib/domain/stock-outs/commands/open.ts'
import { postStockOut } from '#lib/domain/stock-outs/commands/post.ts'
import { testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { bookedBy, companionOf, readyGoods, stockOf } from '#tests/support/goods-steps.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { TEST_PIN } from '#tests/support/people.ts'
import { refusalOf, run } from '#tests/support/road.ts'
import { receive, seen, sent } from '../transfers/steps.ts'

let company: TestCompany

beforeAll(async () => {
  company = await testCompany()
})
afterAll(async () => {
  expect(company.desk.faults).toEqual([])
  await expectWhole(company.db)
  await company.drop()
})

it('R22 writes off what arrived damaged from where it stands, by a keeper of its store, at what it cost', async () => {
  const { books, staff } = company
  const transfer = await sent(company, [{ product: 'LZ001', quantity: '2箱' }])
  valueOf(await receive(company, transfer, [{ good: '1箱20瓶', damaged: '4瓶', reason: '压坏' }]))
  const damaged = await companionOf(company, books.westWarehouseId, 'DAMAGED')
  const before = await stockOf(company, damaged, 'LZ001')
  expect(before.onHand).toBe(4)
  const input = {
    accountSetId: books.mainSetId,
    warehouseId: damaged,
    purpose: 'DAMAGE',
    partyName: '示例再生资源站',
    reason: '运输压坏，无法销售',
    handlerId: staff.salesperson.userId,
    lines: [{ productId: company.productId('LZ001'), quantity: '4瓶' }],
  }
  const paper = valueOf(await run(company, openStockOut, staff.clerk, input, { pin: TEST_PIN }))
  await readyGoods(company, paper, staff.salesperson, staff.manager)
  const eastOnly = { ...staff.keeper, warehouseIds: [books.eastWarehouseId] }
  const wish = await seen(company, paper)
  expect(refusalOf(await run(company, postStockOut, eastOnly, wish))).toBe('notFound')
  valueOf(await run(company, postStockOut, staff.keeper, wish))
  expect(await stockOf(company, damaged, 'LZ001')).toEqual({ onHand: 0, reserved: 0, valueFen: 0n })
  expect(await bookedBy(company, paper)).toEqual([`STOCK_LOSS<INVENTORY ${before.valueFen}`])
})
