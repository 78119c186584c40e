import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { captureGoodsCodes } from '#lib/papers/goods/commands/capture.ts'
import { countGoods } from '#lib/papers/goods/commands/count.ts'
import { verifyGoods } from '#lib/papers/goods/commands/verify.ts'
import { acceptCopiesCommand } from '#lib/papers/commands/accept-copies.ts'
import { attachToGoods } from '#lib/papers/commands/attach-picture.ts'
import { offerCopiesCommand } from '#lib/papers/commands/offer-copies.ts'
import { recordGoodsPrint } from '#lib/papers/commands/record-print.ts'
import { readKeptFile } from '#lib/papers/files.ts'
import { readGoodsPage } from '#lib/papers/goods/detail-queries.ts'
import { readKeptCopies } from '#lib/papers/hand-over-queries.ts'
import { systemClock, today } from '#lib/kernel/clock.ts'
import { approvedOrder, supplierIn } from '#tests/support/buying.ts'
import { testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { TEST_PIN } from '#tests/support/people.ts'
import { codedGoods, signGoodsAs } from '#tests/support/goods-steps.ts'
import { count, countInput, type GoodsRef, open, verify } from '#tests/support/receiving.ts'
import { keyOf, newCode, refusalOf, run, unmetOf } from '#tests/support/road.ts'

let company: TestCompany
let supplierId: string

beforeAll(async () => {
  company = await testCompany()
  supplierId = await supplierIn(company, 'GB01')
})
afterAll(async () => {
  await expectWhole(company.db)
  await company.drop()
})

async function opened(product = 'XG001', quantity = '10箱'): Promise<GoodsRef> {
  const bought = await approvedOrder(company, supplierId, [{ product, quantity, unitPrice: '60/箱' }])
  return valueOf(await open(company, { sourcePaperId: bought.paperId }))
}

describe('counting what arrived', () => {
  it('R19 a keeper sees neither quantity nor price of a receipt that is not counted', async () => {
    const receipt = await opened()
    const at = { now: systemClock.now(), today: today(systemClock) }
    const { keeper, clerk } = company.staff
    const seen = await readGoodsPage(company.db, keeper, keyOf(receipt), ['GOODS_RECEIPT'], at)
    expect(seen?.page.lines.map(({ quantity, money }) => [quantity, money])).toEqual([[null, null]])
    expect(JSON.stringify(seen?.page)).not.toMatch(/"(120|120000|10箱|6000)/)
    const known = await readGoodsPage(company.db, clerk, keyOf(receipt), ['GOODS_RECEIPT'], at)
    expect(known?.page.lines[0]?.quantity?.text).toBe('10箱')
    valueOf(await count(company, receipt, [{ lineNo: 1, good: '9箱' }]))
    const counted = await readGoodsPage(company.db, keeper, keyOf(receipt), ['GOODS_RECEIPT'], at)
    expect(counted?.page.lines[0]?.found?.difference).toBe('-1箱')
  })

  it('R19 keeps what was found apart from what was expected, and fixes it with the keeper’s signature', async () => {
    const receipt = await opened()
    valueOf(await count(company, receipt, [{ lineNo: 1, good: '8箱', damaged: '2瓶', reason: '淋雨' }]))
    const [found] = await company.db.goodsCount.findMany({ where: keyOf(receipt) })
    expect([found?.goodE3, found?.damagedE3, found?.rejectedE3]).toEqual([96_000n, 2_000n, 0n])
    const where = { accountSetId_id: { accountSetId: receipt.accountSetId, id: receipt.paperId } }
    const { codesHash } = await company.db.paper.findUniqueOrThrow({ where })
    const signature = await company.db.signature.findFirstOrThrow({
      where: { ...keyOf(receipt), slot: 'KEEPER' },
    })
    expect(signature.codesHash).toEqual(codesHash)
    expect(signature.signerId).toBe(company.staff.keeper.userId)
  })

  it('R19 asks why something is damaged, and reads figures as people say them', async () => {
    const receipt = await opened()
    const silent = await count(company, receipt, [{ lineNo: 1, good: '9箱', rejected: '1箱' }])
    expect(silent).toMatchObject({ status: 'invalid', fields: { 'lines.0.reason': 'required' } })
    const unread = await count(company, receipt, [{ lineNo: 1, good: '九箱' }])
    expect(unread).toMatchObject({ status: 'invalid', fields: { 'lines.0.good': 'notANumber' } })
    valueOf(await count(company, receipt, [{ lineNo: 1, good: '９箱１１瓶' }]))
    const [found] = await company.db.goodsCount.findMany({ where: keyOf(receipt) })
    expect(found?.goodE3).toBe(119_000n)
  })

  it('R19 refuses a line left out, twice, unknown, or a product that is on the paper already', async () => {
    const receipt = await opened()
    const input = await countInput(company, receipt)
    const [line] = input.lines
    const productId = company.productId('XG001')
    const counting = (lines: unknown[]) =>
      run(company, countGoods, company.staff.keeper, { ...input, lines }, { pin: TEST_PIN })
    expect(await counting([])).toMatchObject({ status: 'invalid', fields: { lines: 'empty' } })
    expect(await counting([line, line])).toMatchObject({ fields: { 'lines.1.lineNo': 'duplicate' } })
    expect(await counting([{ ...line, lineNo: 7 }])).toMatchObject({
      fields: { 'lines.0.lineNo': 'unknown' },
    })
    const known = { ...line, lineNo: null, productId }
    expect(await counting([line, known])).toMatchObject({ fields: { 'lines.1.productId': 'unknown' } })
    const stranger = { ...line, lineNo: null, productId: company.productId('XG002') }
    expect(unmetOf(await counting([stranger]))).toEqual(['R19 lineNotCounted'])
    expect(await counting([line, stranger, stranger])).toMatchObject({
      fields: { 'lines.2.productId': 'duplicate' },
    })
  })

  it('R16 R20 asks for the codes by the product’s rule over what was counted, of any kind', async () => {
    const receipt = await opened('YS003', '2箱3瓶')
    expect(unmetOf(await count(company, receipt))).toEqual(['R16 codesMissing'])
    const codes = ['SECONDARY', 'CASE', 'BOTTLE', 'BOTTLE'].map((kind) => ({
      typed: newCode(),
      lineNo: 1,
      kind,
    }))
    const { keeper } = company.staff
    valueOf(await run(company, captureGoodsCodes, keeper, { ...keyOf(receipt), scans: codes }))
    expect(unmetOf(await count(company, receipt))).toEqual(['R16 codesMissing'])
    expect(unmetOf(await count(company, receipt, [{ lineNo: 1, good: '2箱1瓶' }]))).toEqual([
      'R16 codesSurplus',
    ])
    valueOf(await count(company, receipt, [{ lineNo: 1, good: '2箱2瓶' }]))
    const late = await run(company, captureGoodsCodes, keeper, { ...keyOf(receipt), scans: codes })
    expect(late.status).toBe('refused')
  })

  it('R16 a product that nobody ordered and that needs codes goes on a receipt of its own', async () => {
    const receipt = await opened()
    const stranger = { lineNo: null, productId: company.productId('YS003'), good: '1箱' }
    expect(unmetOf(await count(company, receipt, [stranger]))).toEqual(['R16 unexpectedWithCodes'])
    valueOf(await count(company, receipt, [{ ...stranger, good: '0', rejected: '1箱', reason: '未订货' }]))
  })

  it('R18 the keeper is neither preparer nor handler', async () => {
    const { keeper, otherKeeper } = company.staff
    const bought = await approvedOrder(company, supplierId, [
      { product: 'XG001', quantity: '1箱', unitPrice: '5' },
    ])
    const wish = { sourcePaperId: bought.paperId, handlerId: keeper.userId }
    const receipt = valueOf(await open(company, wish))
    expect(unmetOf(await count(company, receipt))).toEqual(['R18 keeperSignsElsewhere'])
    valueOf(await count(company, receipt, [], otherKeeper))
  })

  it('refuses a count finished twice, a second keeper, and a keeper of another warehouse', async () => {
    const receipt = await opened()
    const { keeper, otherKeeper } = company.staff
    const far = { ...keeper, warehouseIds: [company.books.westWarehouseId] }
    expect(refusalOf(await count(company, receipt, [], far))).toBe('notFound')
    valueOf(await count(company, receipt))
    expect(refusalOf(await count(company, receipt))).toBe('goods.alreadyCounted')
    expect(refusalOf(await count(company, receipt, [], otherKeeper))).toBe('goods.alreadyCounted')
    expect(await company.db.goodsCount.count({ where: keyOf(receipt) })).toBe(1)
  })

  it('two keepers who finish at once: one count stands, the other is refused', async () => {
    const receipt = await opened()
    const { keeper, otherKeeper } = company.staff
    const answers = await Promise.all([
      count(company, receipt, [{ lineNo: 1, good: '9箱' }], keeper),
      count(company, receipt, [{ lineNo: 1, good: '8箱' }], otherKeeper),
    ])
    expect(answers.map(refusalOf).toSorted()).toEqual(['done', 'goods.alreadyCounted'])
    expect(await company.db.goodsCount.count({ where: keyOf(receipt) })).toBe(1)
  })
})

describe('the second pair of eyes', () => {
  it('R21 is never the keeper’s, and says which line differs but not what the keeper found', async () => {
    const receipt = await opened()
    valueOf(await count(company, receipt, [{ lineNo: 1, good: '9箱' }]))
    const both = { ...company.staff.keeper, permissions: company.staff.clerk.permissions }
    expect(unmetOf(await verify(company, receipt, both))).toEqual(['R21 verifierIsKeeper'])
    const line = { lineNo: 1, isNameRight: true, counted: '10箱', damaged: '' }
    const other = await run(company, verifyGoods, company.staff.otherClerk, {
      ...keyOf(receipt),
      lines: [line],
    })
    expect(unmetOf(other)).toEqual(['R21 countDiffers'])
    expect(JSON.stringify(other)).not.toMatch(/9箱|108/)
    const wrong = { ...keyOf(receipt), lines: [{ ...line, isNameRight: false }] }
    expect(unmetOf(await run(company, verifyGoods, company.staff.otherClerk, wrong))).toEqual([
      'R21 otherGoods',
    ])
    valueOf(await verify(company, receipt))
    expect(refusalOf(await verify(company, receipt))).toBe('goods.wrongStep')
  })

  it('R17 R18 each signs their own slot once, the keeper first', async () => {
    const receipt = await opened()
    const { salesperson, salesManager, manager, otherClerk, keeper } = company.staff
    expect(refusalOf(await signGoodsAs(company, receipt, salesperson))).toBe('goods.signNotNow')
    valueOf(await count(company, receipt))
    expect(refusalOf(await signGoodsAs(company, receipt, otherClerk))).toBe('goods.noSlot')
    expect(refusalOf(await signGoodsAs(company, receipt, keeper))).toBe('goods.slotTaken')
    valueOf(await signGoodsAs(company, receipt, salesperson))
    valueOf(await signGoodsAs(company, receipt, manager))
    expect(refusalOf(await signGoodsAs(company, receipt, salesManager))).toBe('goods.slotTaken')
    const slots = await company.db.signature.findMany({ where: keyOf(receipt), orderBy: { signedAt: 'asc' } })
    expect(slots.map(({ slot }) => slot)).toEqual(['PREPARER', 'KEEPER', 'HANDLER', 'SUPERVISOR'])
  })
})

describe('the copies of a goods paper', () => {
  it('R11 B2 are handed over, photographed and printed as those of a note', async () => {
    const receipt = await opened()
    const { clerk, keeper, accountant } = company.staff
    const copies = [{ ...keyOf(receipt), kind: 'STUB' }]
    const offer = { copies, toPlace: 'WAREHOUSE', toId: keeper.userId, remark: '' }
    valueOf(await run(company, offerCopiesCommand, clerk, offer))
    valueOf(await run(company, acceptCopiesCommand, keeper, { of: { copies }, remark: '' }))
    const kept = await readKeptCopies(company.db, keeper, { kind: 'STUB', beforeKey: null })
    expect(kept.rows.find(({ paperId }) => paperId === receipt.paperId)).toMatchObject({
      isNote: false,
      noteStatus: null,
    })
    const picture = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]).toString('base64')
    const photograph = { of: keyOf(receipt), purpose: 'GOODS', picture }
    const { hash } = valueOf(await run(company, attachToGoods, keeper, photograph))
    const file = { accountSetId: receipt.accountSetId, hash }
    expect(await readKeptFile(company.db, accountant, file)).toMatchObject({ mediaType: 'image/jpeg' })
    expect(await readKeptFile(company.db, { ...accountant, accountSetIds: [] }, file)).toBeNull()
    const print = { ...keyOf(receipt), form: 'A4', medium: 'LASER', copies: ['STUB'] }
    expect(valueOf(await run(company, recordGoodsPrint, keeper, print)).counts).toEqual([
      { kind: 'STUB', count: 1 },
    ])
  })

  it('A22 the codes and counts that the keeper signed for are the ones that stand there', async () => {
    const receipt = await opened('YS003', '1箱')
    const [code] = await codedGoods(company, receipt)
    valueOf(await count(company, receipt))
    const held = await company.db.codeHolding.findFirstOrThrow({ where: { code: code ?? '' } })
    expect(held.warehouseId).toBe(company.books.eastWarehouseId)
  })
})
