import { afterAll, expect, test } from 'vitest'
import { runCommand } from '#lib/command/run-command.ts'
import { closePurchase } from '#lib/domain/purchase-orders/commands/close.ts'
import { lastOrderLines, orderProgress, reorderLines } from '#lib/domain/purchase-orders/queries.ts'
import { setSupplierActive } from '#lib/domain/suppliers/commands/set-active.ts'
import { addDays } from '#lib/kernel/business-date.ts'
import { today } from '#lib/kernel/clock.ts'
import { newId } from '#lib/kernel/ids.ts'
import { decideGoodsVoid } from '#lib/papers/goods/commands/decide-void.ts'
import { requestGoodsVoid } from '#lib/papers/goods/commands/request-void.ts'
import { approvedOrder, decide, order, orderInput, supplierIn } from '#tests/support/buying.ts'
import { testCompany, valueOf } from '#tests/support/company.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { call } from '#tests/support/people.ts'

const company = await testCompany()
const { db, desk, staff, books } = company
const supplierId = await supplierIn(company, 'G001')
const plainId = await supplierIn(company, 'G002', { priceMode: 'TAX_EXCLUSIVE' })
afterAll(async () => {
  expect(desk.faults).toEqual([])
  await expectWhole(db)
  await company.drop()
})

const ONE = [{ product: 'YS001', quantity: '2箱', unitPrice: '100' }]
const input = (changes = {}) => orderInput(company, supplierId, ONE, changes)
const paperOf = (paperId: string) =>
  db.goodsPaper.findFirstOrThrow({ where: { paperId }, include: { lines: true } })

test('R85 R99 an order gets a gapless number, its prices as they were said, and the tax of the day from the product', async () => {
  const lines = [
    { product: 'YS001', quantity: '1箱1瓶', unitPrice: '113' },
    { product: 'YS002', quantity: '2箱', unitPrice: '678/箱' },
  ]
  const first = valueOf(await order(company, orderInput(company, supplierId, lines)))
  const second = valueOf(await order(company, orderInput(company, plainId, lines)))
  expect(first.number).toMatch(/^CD/)
  expect(Number(second.number.slice(-4)) - Number(first.number.slice(-4))).toBe(1)
  const inside = await paperOf(first.paperId)
  expect(inside.status).toBe('SUBMITTED')
  expect(inside.grossFen).toBe(inside.lines.reduce((sum, line) => sum + line.amountFen, 0n))
  expect(inside.lines[1]?.amountFen).toBe(135_600n)
  expect(inside.lines[1]).toMatchObject({ taxRateBp: 1300, netFen: 120_000n, taxFen: 15_600n })
  const onTop = await paperOf(second.paperId)
  expect(onTop.netFen).toBe(onTop.lines.reduce((sum, line) => sum + line.amountFen, 0n))
  expect(onTop.lines[1]).toMatchObject({ netFen: 135_600n, taxFen: 17_628n })
  const progress = await orderProgress(db, first)
  expect([...progress.values()].map(({ receivedE3, billedE3 }) => [receivedE3, billedE3])).toEqual([
    [0n, 0n],
    [0n, 0n],
  ])
})

test('R85 an inactive supplier, a passed day, an unknown unit and a wrong figure are refused at their place', async () => {
  const stoppedId = await supplierIn(company, 'G009')
  const stop = { accountSetId: books.mainSetId, id: stoppedId, version: 0, isActive: false }
  valueOf(await runCommand(desk, setSupplierActive, call(staff.clerk, stop)))
  const unmetOf = async (changes: object) => {
    const answer = await order(company, input(changes))
    if (answer.status !== 'refused') throw new Error(JSON.stringify(answer))
    return answer.refusal.checklist?.items.filter(({ state }) => state === 'unmet').map(({ code }) => code)
  }
  expect(await unmetOf({ supplierId: stoppedId })).toEqual(['supplierInactive'])
  expect(await unmetOf({ expectedOn: addDays(today(desk.clock), -1) })).toEqual(['expectedOnPast'])
  expect(await unmetOf({ expectedOn: '' })).toEqual(['expectedOnMissing'])
  const priced = (unitPrice: string, quantity = '2箱') =>
    order(company, orderInput(company, supplierId, [{ product: 'YS001', quantity, unitPrice }]))
  expect(await priced('100/桶')).toMatchObject({ fields: { 'lines.0.unitPrice': 'unknownUnit' } })
  expect(await priced('-1')).toMatchObject({ fields: { 'lines.0.unitPrice': 'negative' } })
  expect(await priced('1e3')).toMatchObject({ fields: { 'lines.0.unitPrice': 'notANumber' } })
  expect(await priced('')).toMatchObject({ fields: { 'lines.0.unitPrice': 'empty' } })
  expect(await priced('1', '0')).toMatchObject({ fields: { 'lines.0.quantity': 'zero' } })
  expect(await priced('99999999', '9999999')).toMatchObject({
    fields: { 'lines.0.quantity': 'amountTooLarge' },
  })
})

test('A05 A06 A07 another account set, forged ids, a wrong role, a smuggled total and a wrong PIN are refused', async () => {
  const outside = { ...staff.clerk, accountSetIds: [books.supermarketSetId] }
  expect(await order(company, input(), outside)).toMatchObject({ refusal: { code: 'notFound' } })
  expect(await order(company, input(), staff.keeper)).toMatchObject({
    refusal: { code: 'permission.missing' },
  })
  const nobody = newId(desk.clock.now())
  expect(await order(company, input({ supplierId: nobody }))).toMatchObject({ refusal: { code: 'notFound' } })
  const lines = [{ productId: nobody, quantity: '1', unitPrice: '1', remark: '' }]
  expect(await order(company, input({ lines }))).toMatchObject({
    fields: { 'lines.0.productId': 'unknownProduct' },
  })
  expect(await order(company, { ...input(), grossFen: '1' })).toMatchObject({ status: 'invalid' })
  expect(await order(company, { ...input(), taxRate: '0' })).toMatchObject({ status: 'invalid' })
  const ofOtherSet = await supplierIn(company, 'G003', { accountSetId: books.supermarketSetId })
  expect(await order(company, input({ supplierId: ofOtherSet }))).toMatchObject({
    refusal: { code: 'notFound' },
  })
})

test('the same press twice records one order', async () => {
  const same = input()
  const [one, other] = await Promise.all([
    order(company, same, staff.clerk, 'press-of-one-order'),
    order(company, same, staff.clerk, 'press-of-one-order'),
  ])
  expect(valueOf(one).number).toBe(valueOf(other).number)
})

test('R119 a manager who did not write it approves once; a refusal says why; two managers at once leave one word', async () => {
  const recorded = valueOf(await order(company, input()))
  const own = { ...staff.clerk, permissions: staff.manager.permissions }
  expect(await decide(company, recorded, 'APPROVED', { actor: own })).toMatchObject({
    refusal: { code: 'gate.decidePurchase' },
  })
  expect(await decide(company, recorded, 'APPROVED', { actor: staff.salesManager })).toMatchObject({
    refusal: { code: 'permission.missing' },
  })
  expect(await decide(company, recorded, 'REJECTED')).toMatchObject({
    refusal: { code: 'gate.decidePurchase' },
  })
  expect(await decide(company, recorded, 'APPROVED', { seenVersion: 4 })).toMatchObject({ status: 'stale' })
  const both = await Promise.all([
    decide(company, recorded, 'APPROVED', { remark: '同意' }),
    decide(company, recorded, 'REJECTED', { remark: '太多' }),
  ])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['done', 'refused'])
  expect(await paperOf(recorded.paperId)).toMatchObject({ decidedById: staff.manager.userId })
})

test('R85 an order is closed short with a reason, once, and never before it was approved; the day of approval stays', async () => {
  const close = (
    key: { accountSetId: number; paperId: string },
    seenVersion: number,
    reason = '供货商停产',
  ) =>
    runCommand(
      desk,
      closePurchase,
      call(staff.clerk, { accountSetId: key.accountSetId, paperId: key.paperId, seenVersion, reason }),
    )
  const recorded = valueOf(await order(company, input()))
  expect(await close(recorded, 0)).toMatchObject({ refusal: { code: 'gate.closePurchase' } })
  valueOf(await decide(company, recorded, 'APPROVED'))
  expect(await close(recorded, 1, '  ')).toMatchObject({ status: 'invalid' })
  expect(await close(recorded, 0)).toMatchObject({ status: 'stale' })
  const approved = await paperOf(recorded.paperId)
  expect(await close(recorded, 1)).toMatchObject({ status: 'done' })
  const closed = await paperOf(recorded.paperId)
  expect(closed.decidedAt).toEqual(approved.decidedAt)
  expect([approved.closedAt, closed.closedAt !== null]).toEqual([null, true])
  expect(await close(recorded, 2)).toMatchObject({ refusal: { code: 'gate.closePurchase' } })
})

test('R12 R13 an order nothing came for is void by a second person, with its stub stamped', async () => {
  const recorded = await approvedOrder(company, supplierId, ONE)
  const key = { accountSetId: recorded.accountSetId, paperId: recorded.paperId }
  const ask = { ...key, reason: '下错单' }
  valueOf(await runCommand(desk, requestGoodsVoid, call(staff.clerk, ask)))
  const word = { ...key, decision: 'APPROVED', remark: '' }
  valueOf(await runCommand(desk, decideGoodsVoid, call(staff.manager, word)))
  expect((await paperOf(recorded.paperId)).status).toBe('VOIDED')
  expect(await decide(company, recorded, 'REJECTED', { remark: '晚了', seenVersion: 2 })).toMatchObject({
    status: 'refused',
  })
})

test('R41 products under their reorder point are suggested in whole cases, less what is on its way, and an order warns of it', async () => {
  const productId = company.productId('YS001')
  await db.$executeRaw`UPDATE product SET reorder_point_e3 = 99999000 WHERE id = ${productId}::uuid`
  const [suggested, ...rest] = await reorderLines(db, { accountSetId: books.mainSetId, supplierId })
  expect(rest).toEqual([])
  expect(suggested).toMatchObject({ productId, unitPriceE4: 1_000_000n })
  const stock = suggested?.stock
  expect(suggested?.qtyE3).toBeGreaterThanOrEqual(
    99_999_000n - (stock?.availableE3 ?? 0n) - (stock?.onOrderE3 ?? 0n),
  )
  expect(await reorderLines(db, { accountSetId: books.mainSetId, supplierId: plainId })).toEqual([])
  const copied = await lastOrderLines(db, staff.clerk, supplierId)
  expect(copied.map(({ productId: id, unitPriceE4 }) => [id, unitPriceE4])).toEqual([[productId, 1_000_000n]])
  const bad = await order(company, input({ expectedOn: '' }))
  if (bad.status !== 'refused') throw new Error('expected a refusal')
  expect(bad.refusal.checklist?.items.find(({ rule }) => rule === 'R41')).toMatchObject({ code: 'onOrder' })
})

test('an order of one line and one of two hundred take the same statements, within the budget', async () => {
  const many = Array.from({ length: 200 }, () => ({ product: 'YS001', quantity: '1箱', unitPrice: '60' }))
  const counts: number[] = []
  for (const lines of [ONE, many]) {
    company.forgetStatements()
    const { paperId } = valueOf(await order(company, orderInput(company, supplierId, lines)))
    counts.push(company.statements.length)
    expect((await paperOf(paperId)).lineCount).toBe(lines.length)
  }
  expect(counts[0]).toBe(counts[1])
  // Two more than the budget: the PIN is proved before the transaction.
  expect(counts[0]).toBeLessThanOrEqual(14)
})
