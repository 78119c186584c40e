import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acceptReceipt } from '#lib/domain/goods-receipts/commands/accept.ts'
import { closePurchase } from '#lib/domain/purchase-orders/commands/close.ts'
import { approvedOrder, decide, order, orderInput, supplierIn } from '#tests/support/buying.ts'
import { testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { goodsLinesOf, signGoodsAs } from '#tests/support/goods-steps.ts'
import { count, open, post, posted, readied, verify } from '#tests/support/receiving.ts'
import { keyOf, refusalOf, run, unmetOf } from '#tests/support/road.ts'

let company: TestCompany
let supplierId: string

beforeAll(async () => {
  company = await testCompany()
  supplierId = await supplierIn(company, 'GA01')
})
afterAll(async () => {
  await expectWhole(company.db)
  await company.drop()
})

const BEER = [
  { product: 'XG001', quantity: '10箱', unitPrice: '60/箱' },
  { product: 'XG002', quantity: '7瓶', unitPrice: '3.33' },
]

const onHand = async (code: string, warehouseId = company.books.eastWarehouseId) => {
  const { mainSetId: accountSetId } = company.books
  const where = { accountSetId, warehouseId, productId: company.productId(code) }
  const row = await company.db.stockBalance.findFirst({ where })
  return { qtyE3: row?.onHandE3 ?? 0n, valueFen: row?.valueFen ?? 0n }
}
const damagedCorner = async () => {
  const where = { parentId: company.books.eastWarehouseId, kind: 'DAMAGED' }
  return (await company.db.warehouse.findFirstOrThrow({ where })).id
}
const statusOf = async (paper: { accountSetId: number; paperId: string }) =>
  (await company.db.goodsPaper.findUniqueOrThrow({ where: { accountSetId_paperId: keyOf(paper) } })).status
const unbilled = async () =>
  (await company.db.supplierBalance.findFirstOrThrow({ where: { supplierId } })).unbilledFen

describe('opening a receipt', () => {
  it('R15 is written for what the order has open, at its net price, signed by its preparer', async () => {
    const bought = await approvedOrder(company, supplierId, BEER)
    const receipt = valueOf(await open(company, { sourcePaperId: bought.paperId, externalNumber: 'S-1' }))
    expect(receipt.number).toMatch(/^RK/)
    const lines = await goodsLinesOf(company, receipt)
    expect(
      lines.map(({ lineNo, qtyE3, sourceLineNo, sourcePaperId }) => [
        lineNo,
        qtyE3,
        sourceLineNo,
        sourcePaperId,
      ]),
    ).toEqual([
      [1, 120_000n, 1, bought.paperId],
      [2, 7_000n, 2, bought.paperId],
    ])
    const ordered = await goodsLinesOf(company, bought)
    expect(lines.map(({ netFen }) => netFen)).toEqual(ordered.map(({ netFen }) => netFen))
    const where = keyOf(receipt)
    expect((await company.db.signature.findMany({ where })).map(({ slot }) => slot)).toEqual(['PREPARER'])
    expect(
      (await company.db.documentCopy.findMany({ where, orderBy: { kind: 'asc' } })).map(({ kind }) => kind),
    ).toEqual(['ACCOUNTING', 'STUB'])
  })

  it('R15 refuses an order that is not approved, rejected, closed or another account set’s', async () => {
    const waiting = valueOf(await order(company, orderInput(company, supplierId, BEER)))
    expect(unmetOf(await open(company, { sourcePaperId: waiting.paperId }))).toEqual(['R15 orderNotApproved'])
    valueOf(await decide(company, waiting, 'REJECTED', { remark: '价高' }))
    expect(unmetOf(await open(company, { sourcePaperId: waiting.paperId }))).toEqual(['R15 orderOver'])
    const closed = await approvedOrder(company, supplierId, BEER)
    const close = { ...keyOf(closed), seenVersion: 1, reason: '停供' }
    valueOf(await run(company, closePurchase, company.staff.clerk, close))
    expect(unmetOf(await open(company, { sourcePaperId: closed.paperId }))).toEqual(['R15 orderOver'])
    const good = await approvedOrder(company, supplierId, BEER)
    const elsewhere = { sourcePaperId: good.paperId, accountSetId: company.books.supermarketSetId }
    expect(refusalOf(await open(company, elsewhere))).toBe('notFound')
    const stranger = { ...company.staff.clerk, accountSetIds: [company.books.supermarketSetId] }
    expect(refusalOf(await open(company, { sourcePaperId: good.paperId }, stranger))).toBe('notFound')
  })

  it('R15 asks why where there is no order, and takes the price that was typed, nothing included', async () => {
    const lines = [
      { productId: company.productId('XG001'), quantity: '2箱', unitPrice: '60/箱' },
      { productId: company.productId('XG002'), quantity: '6瓶' },
    ]
    expect(unmetOf(await open(company, { supplierId, lines }))).toEqual(['R15 reasonMissing'])
    const receipt = valueOf(await open(company, { supplierId, lines, reason: '厂家送样' }))
    const frozen = await goodsLinesOf(company, receipt)
    expect(frozen.map(({ qtyE3, amountFen }) => [qtyE3, amountFen])).toEqual([
      [24_000n, 12_000n],
      [6_000n, 0n],
    ])
  })

  it('R17 refuses a handler who is the preparer, and a warehouse that is no store', async () => {
    const bought = await approvedOrder(company, supplierId, BEER)
    const { clerk } = company.staff
    const handler = { sourcePaperId: bought.paperId, handlerId: clerk.userId }
    expect(unmetOf(await open(company, handler))).toEqual(['R17 handlerRole'])
    const corner = { sourcePaperId: bought.paperId, warehouseId: await damagedCorner() }
    expect(unmetOf(await open(company, corner))).toEqual(['R15 warehouseUnknown'])
  })

  it('names the field of a line that is not the order’s or cannot be read', async () => {
    const bought = await approvedOrder(company, supplierId, BEER)
    const productId = company.productId('XG003')
    const foreign = await open(company, {
      sourcePaperId: bought.paperId,
      lines: [{ productId, quantity: '1', sourceLineNo: 1 }],
    })
    expect(foreign).toMatchObject({ status: 'invalid', fields: { 'lines.0.productId': 'unknown' } })
    const unread = await open(company, {
      ...{ supplierId, reason: '厂家送样' },
      lines: [{ productId, quantity: '一些', unitPrice: 'x' }],
    })
    expect(unread).toMatchObject({ status: 'invalid', fields: { 'lines.0.quantity': 'notANumber' } })
  })
})

describe('posting a receipt', () => {
  it('R17 R21 R64 refuses until counted, verified and signed by four', async () => {
    const bought = await approvedOrder(company, supplierId, BEER)
    const receipt = valueOf(await open(company, { sourcePaperId: bought.paperId }))
    expect(unmetOf(await post(company, receipt))).toEqual([
      'R64 notCounted',
      'R17 signatureMissing',
      'R21 notVerified',
    ])
    valueOf(await count(company, receipt))
    expect(unmetOf(await post(company, receipt))).toEqual([
      'R64 notVerified',
      'R17 signatureMissing',
      'R21 notVerified',
    ])
    valueOf(await verify(company, receipt))
    expect(unmetOf(await post(company, receipt))).toEqual(['R17 signatureMissing'])
    valueOf(await signGoodsAs(company, receipt, company.staff.salesperson))
    expect(unmetOf(await post(company, receipt))).toEqual(['R17 signatureMissing'])
    valueOf(await signGoodsAs(company, receipt, company.staff.salesManager))
    expect(unmetOf(await post(company, receipt, company.staff.clerk))).toEqual(['R119 posterIsPreparer'])
    const early = { postingDate: '2020-01-01' }
    expect(unmetOf(await post(company, receipt, company.staff.salesManager, early))).toEqual([
      'R120 postedBeforePaper',
    ])
    valueOf(await post(company, receipt))
    expect(unmetOf(await post(company, receipt))).toContain('R64 alreadyPosted')
  })

  it('R85 brings the goods in at the order’s net price, owed unbilled, the order received', async () => {
    const bought = await approvedOrder(company, supplierId, BEER)
    const before = { stock: await onHand('XG001'), owed: await unbilled() }
    const receipt = await posted(company, bought.paperId)
    const [first, second] = await goodsLinesOf(company, bought)
    const after = await onHand('XG001')
    expect(after.qtyE3 - before.stock.qtyE3).toBe(120_000n)
    expect(after.valueFen - before.stock.valueFen).toBe(first?.netFen)
    const net = (first?.netFen ?? 0n) + (second?.netFen ?? 0n)
    expect((await unbilled()) - before.owed).toBe(net)
    expect(await statusOf(bought)).toBe('RECEIVED')
    expect(await statusOf(receipt)).toBe('POSTED')
    const voucher = await company.db.journalVoucher.findFirstOrThrow({ where: { paperId: receipt.paperId } })
    const entries = await company.db.journalEntry.findMany({ where: { voucherId: voucher.id } })
    expect(
      entries.map(({ debitAccount, creditAccount, amountFen }) => [debitAccount, creditAccount, amountFen]),
    ).toEqual([['1405', '220201', net]])
  })

  it('R19 several receipts make the whole order, share by share to the fen', async () => {
    const bought = await approvedOrder(company, supplierId, [
      { product: 'XG002', quantity: '7瓶', unitPrice: '3.33' },
    ])
    const owed = await unbilled()
    const statuses: string[] = []
    for (const good of ['2', '3', '2']) {
      await posted(company, bought.paperId, [{ lineNo: 1, good }])
      statuses.push(await statusOf(bought))
    }
    expect(statuses).toEqual(['PARTLY_RECEIVED', 'PARTLY_RECEIVED', 'RECEIVED'])
    const [line] = await goodsLinesOf(company, bought)
    expect((await unbilled()) - owed).toBe(line?.netFen)
    expect(unmetOf(await open(company, { sourcePaperId: bought.paperId }))).toEqual(['R15 orderOver'])
  })

  it('R19 puts damaged goods aside and never takes rejected ones in', async () => {
    const bought = await approvedOrder(company, supplierId, [
      { product: 'XG004', quantity: '10瓶', unitPrice: '8' },
    ])
    const corner = await damagedCorner()
    const before = { good: await onHand('XG004'), broken: await onHand('XG004', corner) }
    const found = [{ lineNo: 1, good: '6', damaged: '2', rejected: '2', reason: '运输破损' }]
    await posted(company, bought.paperId, found)
    expect((await onHand('XG004')).qtyE3 - before.good.qtyE3).toBe(6_000n)
    expect((await onHand('XG004', corner)).qtyE3 - before.broken.qtyE3).toBe(2_000n)
    expect(await statusOf(bought)).toBe('PARTLY_RECEIVED')
  })

  it('R19 takes more than was ordered only with a supervisor’s consent and reason', async () => {
    const bought = await approvedOrder(company, supplierId, [
      { product: 'XG001', quantity: '5瓶', unitPrice: '5' },
    ])
    const receipt = valueOf(await open(company, { sourcePaperId: bought.paperId }))
    await readied(company, receipt, [
      { lineNo: 1, good: '8' },
      { lineNo: null, productId: company.productId('XG003'), good: '1箱' },
    ])
    expect(unmetOf(await post(company, receipt))).toEqual(['R19 overNotAccepted'])
    const { clerk, otherClerk, manager } = company.staff
    const accepting = { ...keyOf(receipt), remark: '' }
    expect(await run(company, acceptReceipt, manager, accepting)).toMatchObject({ status: 'invalid' })
    const said = { ...accepting, remark: '厂家多发，照价收下' }
    expect(refusalOf(await run(company, acceptReceipt, clerk, said))).toBe('receipt.supervisorAccepts')
    expect(refusalOf(await run(company, acceptReceipt, otherClerk, said))).toBe('receipt.supervisorAccepts')
    valueOf(await run(company, acceptReceipt, manager, said))
    expect(refusalOf(await run(company, acceptReceipt, manager, said))).toBe('receipt.acceptedAlready')
    const before = { owed: await unbilled(), free: await onHand('XG003') }
    valueOf(await post(company, receipt))
    const [line] = await goodsLinesOf(company, bought)
    expect((await unbilled()) - before.owed).toBe(((line?.netFen ?? 0n) * 8n + 2n) / 5n)
    const free = await onHand('XG003')
    expect([free.qtyE3 - before.free.qtyE3, free.valueFen - before.free.valueFen]).toEqual([24_000n, 0n])
  })

  it('R19 keeps the batch of goods that do not keep for ever', async () => {
    const where = { id: company.productId('LZ003') }
    await company.db.product.update({ where, data: { shelfLifeDays: 30 } })
    const bought = await approvedOrder(company, supplierId, [
      { product: 'LZ003', quantity: '2箱', unitPrice: '6' },
    ])
    const receipt = valueOf(await open(company, { sourcePaperId: bought.paperId }))
    const undated = await count(company, receipt)
    expect(undated).toMatchObject({ status: 'invalid', fields: { 'lines.0.producedOn': 'required' } })
    await readied(company, receipt, [{ lineNo: 1, good: '2箱', batchNo: 'B7', producedOn: '2026-11-01' }])
    valueOf(await post(company, receipt))
    const batch = await company.db.batch.findFirstOrThrow({ where: keyOf(receipt) })
    expect([batch.batchNo, batch.expiresOn?.toISOString().slice(0, 10), batch.qtyE3]).toEqual([
      'B7',
      '2026-12-01',
      24_000n,
    ])
  })
})
