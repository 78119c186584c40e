import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reverseStockCount } from '#lib/domain/stock-counts/commands/reverse.ts'
import { readCountDesk, readCountNext } from '#lib/domain/stock-counts/queries.ts'
import { postReceipt } from '#lib/domain/goods-receipts/commands/post.ts'
import { takeInCodeList } from '#lib/domain/code-lists/commands/take-in.ts'
import { readPaperCodes } from '#lib/domain/tracing/paper-queries.ts'
import { traceCode } from '#lib/domain/tracing/queries.ts'
import { readLosses } from '#lib/codes/loss-store.ts'
import { today } from '#lib/kernel/clock.ts'
import { readGoodsPaper } from '#lib/papers/goods/load.ts'
import { readScanningPaper } from '#lib/papers/goods/code-queries.ts'
import { decideGoodsVoid } from '#lib/papers/goods/commands/decide-void.ts'
import { requestGoodsVoid } from '#lib/papers/goods/commands/request-void.ts'
import { supplierIn } from '#tests/support/buying.ts'
import { onNote, outcomesOf, pickedNote, scanned } from '#tests/support/coded-goods.ts'
import { testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { codedGoods, signGoodsAs, voidGoods } from '#tests/support/goods-steps.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { count, open, readied, verify } from '#tests/support/receiving.ts'
import { keyOf, newCode, type NoteRef, refusalOf, run, unmetOf } from '#tests/support/road.ts'
import { approve, countOf, finish, onHand, post, record } from '#tests/support/counting.ts'

let company: TestCompany
let supplierId: string

beforeAll(async () => {
  company = await testCompany({ connections: 8 })
  supplierId = await supplierIn(company, 'GC05')
})
afterAll(async () => {
  expect(company.desk.faults).toEqual([])
  await expectWhole(company.db)
  await company.drop()
})

/** Cases of six of a liquor that carries codes, received and posted. */
async function receivedCases(quantity = '3箱'): Promise<{ receipt: NoteRef; codes: string[] }> {
  const line = { productId: company.productId('YS003'), quantity, unitPrice: '600/箱' }
  const receipt = valueOf(await open(company, { supplierId, reason: '厂家送样', lines: [line] }))
  await readied(company, receipt)
  valueOf(await run(company, postReceipt, company.staff.salesManager, keyOf(receipt)))
  const held = await company.db.codeHolding.findMany({ where: keyOf(receipt), orderBy: { code: 'asc' } })
  return { receipt, codes: held.map(({ code }) => code) }
}

/** What everything that stands there by a code is called, so that each trial begins with a store without codes. */
async function emptied(): Promise<void> {
  const codes = await company.db.codeHolding.count({
    where: { warehouseId: company.books.eastWarehouseId, productId: company.productId('YS003') },
  })
  if (codes === 0) return
  const paper = await countOf(company, 'YS003')
  const there = (await onHand(company, 'YS003')) - 6 * codes
  await countedTwice(paper, there)
  valueOf(await finish(company, paper))
  await toBooks(paper)
}

async function countedTwice(paper: NoteRef, found: number): Promise<void> {
  valueOf(await record(company, paper, [{ counted: String(found) }]))
  valueOf(await record(company, paper, [{ counted: String(found), seenRound: 1 }]))
}

async function toBooks(paper: NoteRef): Promise<void> {
  valueOf(await approve(company, paper))
  valueOf(await signGoodsAs(company, paper, company.staff.salesManager))
  valueOf(await post(company, paper))
}

const placeOf = async (code: string) => {
  const held = await company.db.codeHolding.findFirst({ where: { code } })
  return held?.warehouseId === company.books.eastWarehouseId ? 'east' : (held?.warehouseId ?? 'nowhere')
}
const traceOf = async (code: string) => {
  const told = await traceCode(company.db, company.staff.manager, code)
  return told.found === 'codes' ? told.traces[0] : undefined
}
const numberOf = async (paper: NoteRef) =>
  (await company.db.paper.findFirstOrThrow({ where: { id: paper.paperId } })).number
const reversed = (paper: NoteRef) =>
  run(company, reverseStockCount, company.staff.manager, { ...keyOf(paper), reason: '数错' })

describe('a count of goods with codes', () => {
  it('R7 asks for the codes of what is there when something is missing, and says so without a figure', async () => {
    await emptied()
    const { codes } = await receivedCases()
    const paper = await countOf(company, 'YS003')
    const found = (await onHand(company, 'YS003')) - 6
    valueOf(await record(company, paper, [{ counted: String(found) }]))
    expect(unmetOf(await finish(company, paper))).toEqual(['R10 countAgain'])
    valueOf(await record(company, paper, [{ counted: String(found), seenRound: 1 }]))
    const refused = await finish(company, paper)
    expect(unmetOf(refused)).toEqual(['R7 codesNotScanned'])
    expect(JSON.stringify(refused)).not.toMatch(/"(6|18|12)(\.|")/)
    expect(await outcomesOf(scanned(company, paper, codes.slice(0, 2)))).toEqual(['kept', 'kept'])
    valueOf(await finish(company, paper))
    const view = await readGoodsPaper(company.db, company.staff.accountant, keyOf(paper), ['STOCK_COUNT'])
    const next =
      view && (await readCountNext(company.db, company.staff.accountant, view, today(company.desk.clock)))
    expect(next?.losing).toMatchObject([{ lineNo: 1, count: 1, codes: [codes[2]] }])
    await toBooks(paper)
    expect(await Promise.all(codes.map(placeOf))).toEqual(['east', 'east', 'nowhere'])
    expect(await readLosses(company.db, paper)).toMatchObject({
      count: 1,
      rows: [{ code: codes[2], foundOn: null }],
    })
  })

  it('R7 a missing code is nowhere to be sold, its way and its receipt say so, and a count finds it', async () => {
    await emptied()
    const { receipt, codes } = await receivedCases()
    const [there = '', alsoThere = '', missing = ''] = codes
    const paper = await countOf(company, 'YS003')
    await scanned(company, paper, [there, alsoThere])
    await countedTwice(paper, (await onHand(company, 'YS003')) - 6)
    valueOf(await finish(company, paper))
    await toBooks(paper)
    const number = await numberOf(paper)
    expect(await traceOf(missing)).toMatchObject({
      standing: { lost: { number, paperKind: 'STOCK_COUNT' }, warehouseName: null },
      steps: [{ kind: 'GOODS_RECEIPT', lost: { number, isTakenBack: false } }],
    })
    expect((await traceOf(there))?.standing).toMatchObject({ lost: null, warehouseName: '东仓' })
    const onPaper = await readPaperCodes(company.db, company.staff.manager, keyOf(receipt), 0)
    expect(onPaper?.codes.filter(({ lostOn }) => lostOn === number).map(({ code }) => code)).toEqual([
      missing,
    ])

    const note = await pickedNote(company)
    const answers = valueOf(await onNote(company, note, [missing])).answers
    expect(answers).toMatchObject([{ outcome: 'missing', number }])
    const line = { productId: company.productId('YS003'), quantity: '1箱', unitPrice: '600/箱' }
    const again = valueOf(await open(company, { supplierId, reason: '厂家送样', lines: [line] }))
    expect(await outcomesOf(scanned(company, again, [missing]))).toEqual(['missing'])
    const rows = [{ caseCode: missing, bottleCode: newCode(), barcode: '' }]
    const list = { ...keyOf(again), source: 'LIST', fileName: '', rows }
    expect(refusalOf(await run(company, takeInCodeList, company.staff.keeper, list))).toBe(
      'import.rowsRefused',
    )
    valueOf(await voidGoods(company, again))

    const search = await countOf(company, 'YS003')
    expect(await outcomesOf(scanned(company, search, [missing]))).toEqual(['kept'])
    expect(await placeOf(missing)).toBe('east')
    await run(company, requestGoodsVoid, company.staff.clerk, { ...keyOf(search), reason: '改天' })
    const decision = { ...keyOf(search), decision: 'APPROVED', remark: '' }
    valueOf(await run(company, decideGoodsVoid, company.staff.manager, decision))
    expect(await placeOf(missing)).toBe('nowhere')

    const second = await countOf(company, 'YS003')
    valueOf(await scanned(company, second, [missing]))
    await countedTwice(second, (await onHand(company, 'YS003')) + 6)
    valueOf(await finish(company, second))
    await toBooks(second)
    expect(await placeOf(missing)).toBe('east')
    expect((await readLosses(company.db, paper)).rows).toMatchObject([{ foundOn: await numberOf(second) }])
    expect(unmetOf(await reversed(paper))).toEqual(['R89 codeGone'])
  })

  it('R89 a reversed count puts back what it lost; a receipt is not reversed while its code is missing', async () => {
    await emptied()
    const { codes } = await receivedCases()
    const paper = await countOf(company, 'YS003')
    valueOf(await scanned(company, paper, codes.slice(0, 2)))
    await countedTwice(paper, (await onHand(company, 'YS003')) - 6)
    valueOf(await finish(company, paper))
    await toBooks(paper)
    expect(await placeOf(codes[2] ?? '')).toBe('nowhere')
    valueOf(await reversed(paper))
    expect(await Promise.all(codes.map(placeOf))).toEqual(['east', 'east', 'east'])
    expect((await traceOf(codes[2] ?? ''))?.steps[0]?.lost?.isTakenBack).toBe(true)
  })

  it('R7 loses a code that nobody can find once everything that is there was scanned, and never more than that', async () => {
    await emptied()
    const { codes } = await receivedCases('1箱')
    const uncoded = (await onHand(company, 'YS003')) - 6
    const paper = await countOf(company, 'YS003')
    await countedTwice(paper, uncoded + 6)
    valueOf(await finish(company, paper))
    await toBooks(paper)
    expect(await placeOf(codes[0] ?? '')).toBe('east')
    const over = await countOf(company, 'YS003')
    const [first = ''] = codes
    valueOf(await scanned(company, over, [first, newCode(), newCode(), newCode()]))
    await countedTwice(over, 6)
    expect(unmetOf(await finish(company, over))).toEqual(['R7 moreCodesThanFound'])
    valueOf(await voidGoods(company, over))
  })

  it('R7 what goes in or out between counting and posting is neither lost nor kept back', async () => {
    await emptied()
    const { codes } = await receivedCases()
    const [seen = '', sold = '', gone = ''] = codes
    const late = valueOf(
      await open(company, {
        ...{ supplierId, reason: '厂家送样' },
        lines: [{ productId: company.productId('YS003'), quantity: '1箱', unitPrice: '600/箱' }],
      }),
    )
    const [onTheWay = ''] = await codedGoods(company, late)
    const paper = await countOf(company, 'YS003')
    valueOf(await scanned(company, paper, [seen]))
    await countedTwice(paper, (await onHand(company, 'YS003')) - 12)
    valueOf(await finish(company, paper))
    const note = await pickedNote(company)
    expect(valueOf(await onNote(company, note, [sold])).answers).toMatchObject([{ outcome: 'kept' }])
    valueOf(await count(company, late))
    valueOf(await verify(company, late))
    for (const signer of [company.staff.salesperson, company.staff.salesManager])
      valueOf(await signGoodsAs(company, late, signer))
    valueOf(await run(company, postReceipt, company.staff.salesManager, keyOf(late)))
    await toBooks(paper)
    expect(await Promise.all([seen, sold, gone, onTheWay].map(placeOf))).toEqual([
      'east',
      'nowhere',
      'nowhere',
      'east',
    ])
    expect((await readLosses(company.db, paper)).rows.map(({ code }) => code)).toEqual([gone])
  })
})

describe('a count that finds more kinds than it lists', () => {
  it('R7 goods found beside the lines are scanned on their own line', async () => {
    await emptied()
    const { codes } = await receivedCases('2箱')
    const paper = await countOf(company, 'MB001')
    const mb = await onHand(company, 'MB001')
    const ys = await onHand(company, 'YS003')
    valueOf(
      await record(company, paper, [{ counted: String(mb) }, { product: 'YS003', counted: String(ys - 6) }]),
    )
    valueOf(await record(company, paper, [{ product: 'YS003', counted: String(ys - 6), seenRound: 1 }]))
    expect(unmetOf(await finish(company, paper))).toEqual(['R7 codesNotScanned'])
    const panel = await readScanningPaper(company.db, company.staff.keeper, keyOf(paper))
    expect(panel?.lines.map(({ productName }) => productName !== '')).toEqual([true, true])
    valueOf(await scanned(company, paper, codes.slice(0, 1)))
    const view = await readGoodsPaper(company.db, company.staff.keeper, keyOf(paper), ['STOCK_COUNT'])
    const desk = view && (await readCountDesk(company.db, company.staff.keeper, view))
    expect(desk?.finish.isOpen).toBe(true)
    valueOf(await finish(company, paper))
    await toBooks(paper)
    expect(await Promise.all(codes.map(placeOf))).toEqual(['east', 'nowhere'])
  })
})
