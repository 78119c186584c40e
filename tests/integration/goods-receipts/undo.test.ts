import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { takeInCodeList } from '#lib/domain/code-lists/commands/take-in.ts'
import { reverseReceipt } from '#lib/domain/goods-receipts/commands/reverse.ts'
import { today } from '#lib/kernel/clock.ts'
import type { StockMove } from '#lib/ledger/entries.ts'
import { moveStock } from '#lib/ledger/post.ts'
import { offerCopiesCommand } from '#lib/papers/commands/offer-copies.ts'
import { ruleIncident } from '#lib/papers/commands/rule-incident.ts'
import { writeIncident } from '#lib/papers/commands/write-incident.ts'
import { decideGoodsVoid } from '#lib/papers/goods/commands/decide-void.ts'
import { removeGoodsCode } from '#lib/papers/goods/commands/remove-code.ts'
import { requestGoodsVoid } from '#lib/papers/goods/commands/request-void.ts'
import { approvedOrder, bill, billInput, postBillAs, supplierIn } from '#tests/support/buying.ts'
import { issue, noteFor, testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { openedGoods, outcomesOf, scanned } from '#tests/support/coded-goods.ts'
import { codedGoods, signGoodsAs, voidGoods } from '#tests/support/goods-steps.ts'
import { count, type GoodsRef, open, post, posted, readied, verify } from '#tests/support/receiving.ts'
import { acceptCopies, keyOf, newCode, refusalOf, run, unmetOf } from '#tests/support/road.ts'

let company: TestCompany
let supplierId: string

beforeAll(async () => {
  company = await testCompany({ connections: 8 })
  supplierId = await supplierIn(company, 'GC01')
})
afterAll(async () => {
  await expectWhole(company.db)
  await company.drop()
})

const bought = (product = 'XG001', quantity = '10箱') =>
  approvedOrder(company, supplierId, [{ product, quantity, unitPrice: '60/箱' }])
const opened = async (product?: string, quantity?: string): Promise<GoodsRef> => {
  const order = await bought(product, quantity)
  return valueOf(await open(company, { sourcePaperId: order.paperId }))
}
const statusOf = async (paper: GoodsRef) =>
  (await company.db.goodsPaper.findUniqueOrThrow({ where: { accountSetId_paperId: keyOf(paper) } })).status
const requested = async (paper: GoodsRef) =>
  valueOf(await run(company, requestGoodsVoid, company.staff.clerk, { ...keyOf(paper), reason: '送错门店' }))
const decided = (paper: GoodsRef, changes: object = {}) =>
  run(company, decideGoodsVoid, company.staff.salesManager, {
    ...{ ...keyOf(paper), decision: 'APPROVED', remark: '' },
    ...changes,
  })
const reversed = (paper: GoodsRef, by = company.staff.accountant) =>
  run(company, reverseReceipt, by, { ...keyOf(paper), reason: '价格录错' })
const onHand = async (code: string) => {
  const { mainSetId: accountSetId, eastWarehouseId: warehouseId } = company.books
  const where = { accountSetId, warehouseId, productId: company.productId(code) }
  return (await company.db.stockBalance.findFirst({ where }))?.onHandE3 ?? 0n
}
const unbilled = async () =>
  (await company.db.supplierBalance.findFirstOrThrow({ where: { supplierId } })).unbilledFen

describe('voiding a receipt', () => {
  it('R12 R13 is asked for by one and decided by another; nothing goes on meanwhile', async () => {
    const receipt = await opened()
    expect(unmetOf(await decided(receipt))).toEqual(['R12 voidNotRequested'])
    await requested(receipt)
    const again = { ...keyOf(receipt), reason: '再来一次' }
    expect(refusalOf(await run(company, requestGoodsVoid, company.staff.clerk, again))).toBe(
      'goods.voidRequested',
    )
    expect(unmetOf(await count(company, receipt))).toEqual(['R19 voidWaiting'])
    expect(await decided(receipt, { decision: 'REFUSED' })).toMatchObject({ status: 'invalid' })
    valueOf(await decided(receipt, { decision: 'REFUSED', remark: '货没错' }))
    await requested(receipt)
    valueOf(await decided(receipt))
    expect(await statusOf(receipt)).toBe('VOIDED')
    expect(refusalOf(await count(company, receipt))).toBe('goods.wrongStep')
    const copies = await company.db.documentCopy.findMany({ where: keyOf(receipt) })
    expect(copies.every(({ stampedAt }) => stampedAt !== null)).toBe(true)
  })

  it('R12 R14 needs every copy at the desk, or a statement that a manager accepted', async () => {
    const receipt = await opened()
    const { clerk, keeper, manager } = company.staff
    const copies = [{ ...keyOf(receipt), kind: 'STUB' as const }]
    const offer = { copies, toPlace: 'WAREHOUSE', toId: keeper.userId, remark: '' }
    valueOf(await run(company, offerCopiesCommand, clerk, offer))
    await requested(receipt)
    expect(unmetOf(await decided(receipt))).toEqual(['R14 copyOffered'])
    await acceptCopies(company, receipt, keeper, ['STUB'])
    expect(unmetOf(await decided(receipt))).toEqual(['R14 copyAway'])
    const lost = { ...keyOf(receipt), copy: 'STUB', kind: 'LOST', statement: '在仓库淋湿' }
    const { incidentId } = valueOf(await run(company, writeIncident, keeper, lost))
    expect(unmetOf(await decided(receipt))).toEqual(['R14 statementWaiting'])
    const { accountSetId } = receipt
    const ruling = { accountSetId, incidentId, ruling: 'ACCEPTED', remark: '' }
    valueOf(await run(company, ruleIncident, manager, ruling))
    valueOf(await decided(receipt))
  })

  it('R13 gives codes back, so that they can be born again', async () => {
    const receipt = await opened('YS003', '1箱')
    const [code = ''] = await codedGoods(company, receipt)
    await requested(receipt)
    valueOf(await decided(receipt))
    expect(await company.db.codeHolding.count({ where: { code } })).toBe(0)
  })

  it('R85 refuses an order while a receipt was written on it, and a receipt after posting', async () => {
    const order = await bought()
    const receipt = valueOf(await open(company, { sourcePaperId: order.paperId }))
    await requested(order)
    expect(unmetOf(await decided(order))).toEqual(['R13 answered'])
    await readied(company, receipt)
    expect(unmetOf(await post(company, receipt))).toEqual(['R15 orderVoidWaiting'])
    valueOf(await decided(order, { decision: 'REFUSED', remark: '货已到' }))
    valueOf(await post(company, receipt))
    const late = { ...keyOf(receipt), reason: '送错' }
    expect(refusalOf(await run(company, requestGoodsVoid, company.staff.clerk, late))).toBe(
      'goods.postedAlready',
    )
  })

  it('A04 A05 another account set’s paper is not there for anybody', async () => {
    const receipt = await opened()
    const elsewhere = { ...keyOf(receipt), accountSetId: company.books.supermarketSetId }
    expect(
      refusalOf(await count(company, { ...receipt }, [], { ...company.staff.keeper, accountSetIds: [] })),
    ).toBe('notFound')
    const ask = { ...elsewhere, reason: '试' }
    expect(refusalOf(await run(company, requestGoodsVoid, company.staff.clerk, ask))).toBe('notFound')
    expect(refusalOf(await reversed(elsewhere))).toBe('notFound')
    expect(refusalOf(await post(company, elsewhere))).toBe('notFound')
  })
})

describe('reversing a receipt', () => {
  it('R89 R119 undoes all of it by mirrors, by a second person; the order is open again', async () => {
    const order = await bought()
    const before = { qty: await onHand('XG001'), owed: await unbilled() }
    const receipt = await posted(company, order.paperId)
    const { manager } = company.staff
    valueOf(await reversed(receipt, manager))
    expect([await onHand('XG001'), await unbilled()]).toEqual([before.qty, before.owed])
    expect([await statusOf(receipt), await statusOf(order)]).toEqual(['REVERSED', 'APPROVED'])
    expect(unmetOf(await reversed(receipt, manager))).toContain('R13 alreadyReversed')
    await posted(company, order.paperId)
    expect(await statusOf(order)).toBe('RECEIVED')
  })

  it('R119 is refused to who posted', async () => {
    const order = await bought()
    const receipt = valueOf(await open(company, { sourcePaperId: order.paperId }))
    const { salesperson, salesManager, manager } = company.staff
    expect([salesperson, salesManager].length).toBe(2)
    await readied(company, receipt)
    valueOf(await post(company, receipt, manager))
    expect(unmetOf(await reversed(receipt, manager))).toEqual(['R119 posterReverses'])
  })

  it('R89 is refused once the goods were sold or the code has gone on', async () => {
    const order = await bought('XG004', '3瓶')
    const receipt = await posted(company, order.paperId)
    const free = await onHand('XG004')
    const all = await noteFor(company, 'K102', [{ product: 'XG004', quantity: String(free / 1000n) }])
    valueOf(await issue(company, all))
    expect(unmetOf(await reversed(receipt))).toEqual(['R89 goodsGone'])
  })
})

describe('reversing a receipt whose codes have gone', () => {
  it('R89 is refused while a bottle that left its case alone is on another paper, and names both', async () => {
    const order = await bought('YS003', '1箱')
    const receipt = valueOf(await open(company, { sourcePaperId: order.paperId }))
    const [caseCode, bottle] = [newCode(), newCode()]
    const rows = [bottle, newCode(), newCode()].map((bottleCode) => ({ caseCode, bottleCode, barcode: '' }))
    const list = { ...keyOf(receipt), source: 'LIST', fileName: '', rows }
    valueOf(await run(company, takeInCodeList, company.staff.keeper, list))
    valueOf(await count(company, receipt))
    valueOf(await verify(company, receipt))
    for (const signer of [company.staff.salesperson, company.staff.salesManager])
      valueOf(await signGoodsAs(company, receipt, signer))
    valueOf(await post(company, receipt))
    const giving = await openedGoods(company, 'STOCK_OUT')
    expect(await outcomesOf(scanned(company, giving, [bottle]))).toEqual(['kept'])
    const refused = await reversed(receipt)
    expect(unmetOf(refused)).toEqual(['R89 bottleGone'])
    expect(JSON.stringify(refused)).toContain(`"number":"${giving.number}"`)
    valueOf(await run(company, removeGoodsCode, company.staff.keeper, { ...keyOf(giving), code: bottle }))
    valueOf(await voidGoods(company, giving))
    valueOf(await reversed(receipt))
    expect(await company.db.codeHolding.count({ where: { code: { in: [caseCode, bottle] } } })).toBe(0)
  })
})

describe('reversing a receipt whose order was billed', () => {
  it('R85 R87 is refused while the bill stands', async () => {
    const order = await bought()
    const receipt = await posted(company, order.paperId)
    const billed = valueOf(await bill(company, billInput(order, [{ line: 1, quantity: '10箱' }])))
    valueOf(await postBillAs(company, billed))
    expect(unmetOf(await reversed(receipt))).toEqual(['R85 answered'])
  })

  it('R89 is refused once its goods were mixed with cheaper ones and partly used', async () => {
    const others = await onHand('JS001')
    const dear = await approvedOrder(company, supplierId, [
      { product: 'JS001', quantity: '10瓶', unitPrice: '9000' },
    ])
    const receipt = await posted(company, dear.paperId)
    const { mainSetId: accountSetId, eastWarehouseId: warehouseId } = company.books
    const productId = company.productId('JS001')
    const used: StockMove = {
      accountSetId,
      warehouseId,
      productId,
      qtyE3: others,
      fromPlace: 'WAREHOUSE',
      toPlace: 'EXPENSE',
      valueFen: null,
      businessDate: today(company.desk.clock),
    }
    const recorder = { recordedById: company.staff.accountant.userId, at: company.desk.clock.now() }
    await company.db.$transaction((tx) => moveStock(tx, recorder, [used]))
    expect(unmetOf(await reversed(receipt))).toEqual(['R89 goodsMixed'])
  })
})

describe('races', () => {
  it('two posts at once enter the receipt once', async () => {
    const order = await bought()
    const receipt = valueOf(await open(company, { sourcePaperId: order.paperId }))
    await readied(company, receipt)
    const before = await onHand('XG001')
    const { salesManager, manager } = company.staff
    const answers = await Promise.all([post(company, receipt, salesManager), post(company, receipt, manager)])
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['done', 'refused'])
    expect((await onHand('XG001')) - before).toBe(120_000n)
  })

  it('two receipts of one order posted at once: the second is more than ordered', async () => {
    const order = await bought()
    const receipts = [
      valueOf(await open(company, { sourcePaperId: order.paperId })),
      valueOf(await open(company, { sourcePaperId: order.paperId })),
    ]
    for (const receipt of receipts) await readied(company, receipt)
    const answers = await Promise.all(receipts.map((receipt) => post(company, receipt)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['done', 'refused'])
    expect(answers.flatMap((answer) => (answer.status === 'refused' ? unmetOf(answer) : []))).toEqual([
      'R19 overNotAccepted',
    ])
  })

  it('two reversals at once mirror once; one key twice posts once', async () => {
    const order = await bought()
    const receipt = await posted(company, order.paperId)
    const answers = await Promise.all([reversed(receipt), reversed(receipt, company.staff.manager)])
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['done', 'refused'])
    const mirrors = await company.db.stockEntry.count({ where: { paperId: receipt.paperId } })
    expect(mirrors).toBe(2)
  })

  it('posting in a closed month is refused', async () => {
    const order = await bought()
    const receipt = valueOf(await open(company, { sourcePaperId: order.paperId }))
    await readied(company, receipt)
    const { accountSetId } = receipt
    await company.db.accountingPeriod.updateMany({ where: { accountSetId }, data: { status: 'CLOSED' } })
    expect(unmetOf(await post(company, receipt))).toEqual(['R120 periodClosed'])
    await company.db.accountingPeriod.updateMany({ where: { accountSetId }, data: { status: 'OPEN' } })
    valueOf(await post(company, receipt))
  })
})
