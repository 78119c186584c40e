import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Person } from '#lib/auth/actor.ts'
import { goodsSheetWords } from '#lib/papers/goods/sheet-words.ts'
import type { AskedParams } from '#lib/kernel/address.ts'
import { systemClock } from '#lib/kernel/clock.ts'
import { recordGoodsPrint } from '#lib/papers/commands/record-print.ts'
import { readOpenChoices, searchFormProducts } from '#lib/papers/goods/choice-queries.ts'
import { readGoodsPage } from '#lib/papers/goods/detail-queries.ts'
import { goodsFilterOf } from '#lib/papers/goods/list-filter.ts'
import { type GoodsListPage, listGoodsPapers } from '#lib/papers/goods/list-queries.ts'
import { readGoodsPrint } from '#lib/papers/goods/print-queries.ts'
import { listWaitingGoods } from '#lib/papers/goods/waiting-queries.ts'
import { approvedOrder, supplierIn } from '#tests/support/buying.ts'
import { testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { count, type GoodsRef, open } from '#tests/support/receiving.ts'
import { keyOf, run } from '#tests/support/road.ts'

let company: TestCompany
let supplierId: string
let receipts: (GoodsRef & { number: string })[]

beforeAll(async () => {
  company = await testCompany()
  supplierId = await supplierIn(company, 'GYSP')
  receipts = []
  for (const quantity of ['10箱', '2箱', '3箱']) {
    const lines = [{ product: 'XG001', quantity, unitPrice: '60/箱' }]
    const bought = await approvedOrder(company, supplierId, lines)
    receipts.push(valueOf(await open(company, { sourcePaperId: bought.paperId })))
  }
})
afterAll(() => company.drop())

const at = (index: number): GoodsRef & { number: string } => {
  const receipt = receipts[index]
  if (!receipt) throw new Error('three receipts stand open')
  return receipt
}

function list(params: AskedParams = {}, person: Person = company.staff.clerk): Promise<GoodsListPage> {
  return listGoodsPapers(company.db, person, 'GOODS_RECEIPT', goodsFilterOf('GOODS_RECEIPT', params))
}
const numbers = ({ rows }: GoodsListPage) => rows.map(({ number }) => number)

describe('the list of goods papers', () => {
  it('shows the newest first, in one statement, with prices only for whoever may see them', async () => {
    company.forgetStatements()
    const shown = await list()
    expect(company.statements.length).toBe(1)
    expect(numbers(shown)).toEqual([at(2).number, at(1).number, at(0).number])
    expect(shown.rows[2]?.gross).toBe('600.00')
    const blind = await list({}, company.staff.keeper)
    expect(blind.rows.map(({ gross }) => gross)).toEqual([null, null, null])
  })

  it('R19 shows a keeper what waits for their count, oldest first, in one statement and without a quantity', async () => {
    const { keeper } = company.staff
    company.forgetStatements()
    const waiting = await listWaitingGoods(company.db, keeper)
    expect(company.statements.length).toBe(1)
    expect(waiting.map(({ number }) => number)).toEqual([at(0).number, at(1).number, at(2).number])
    expect(JSON.stringify(waiting)).not.toMatch(/qty|quantity/i)
    expect(await listWaitingGoods(company.db, { ...keeper, warehouseIds: [] })).toEqual([])
  })

  it('goes on from a key to older papers and back to newer ones', async () => {
    const [newest, middle] = (await list()).rows
    const older = await list({ before: `${newest?.openedAt ?? ''}~${newest?.paperId ?? ''}` })
    expect(numbers(older)).toEqual([at(1).number, at(0).number])
    expect(older.newerKey).not.toBeNull()
    const newer = await list({ after: `${middle?.openedAt ?? ''}~${middle?.paperId ?? ''}` })
    expect(numbers(newer)).toEqual([at(2).number])
  })

  it('finds by number, by its last figures, by supplier and by product', async () => {
    expect(numbers(await list({ q: at(0).number.toLowerCase() }))).toEqual([at(0).number])
    expect(numbers(await list({ q: '2' }))).toContain(at(1).number)
    const supplier = await company.db.supplier.findFirstOrThrow({ where: { id: supplierId } })
    expect(numbers(await list({ q: supplier.initials })).length).toBe(3)
    expect(numbers(await list({ q: 'XG001' })).length).toBe(3)
    expect(numbers(await list({ q: 'YS001' }))).toEqual([])
    expect(numbers(await list({ q: "%'; --" }))).toEqual([])
  })

  it('narrows by status, supplier and day', async () => {
    expect(numbers(await list({ status: 'OPEN', supplier: supplierId })).length).toBe(3)
    expect(numbers(await list({ status: 'POSTED' }))).toEqual([])
    expect(numbers(await list({ to: '2001-01-01' }))).toEqual([])
  })
})

describe('the page of a goods paper', () => {
  const pageOf = async (receipt: GoodsRef, person: Person) => {
    const view = await readGoodsPage(company.db, person, keyOf(receipt), ['GOODS_RECEIPT'], {
      now: systemClock.now(),
    })
    if (!view) throw new Error('the receipt is within scope')
    return view.page
  }

  it('R17 R18 checks content and every signature again, in two statements and one for who takes a copy', async () => {
    valueOf(await count(company, at(1), [{ lineNo: 1, good: '1箱', damaged: '1箱', reason: '淋雨' }]))
    company.forgetStatements()
    const page = await pageOf(at(1), company.staff.clerk)
    expect(company.statements.length).toBe(3)
    company.forgetStatements()
    await pageOf(at(1), company.staff.manager)
    expect(company.statements.length).toBe(2)
    expect(page.isContentWhole).toBe(true)
    expect(page.signatures.map(({ slot, finding }) => [slot, finding])).toEqual([
      ['PREPARER', 'WHOLE'],
      ['KEEPER', 'WHOLE'],
    ])
    expect(page.lines[0]?.found?.damaged?.text).toBe('1箱')
    expect(page.source?.kind).toBe('PURCHASE_ORDER')
    expect(page.gates.verify?.step).toBe('verifyGoods')
  })

  it('R21 offers the second count to another person and never to the keeper', async () => {
    expect((await pageOf(at(1), company.staff.salesManager)).may.verify).toBe(true)
    expect((await pageOf(at(1), company.staff.keeper)).may.verify).toBe(false)
  })

  it('R19 leads the clerk to the order it answers; a keeper only reads its number', async () => {
    const sources = await Promise.all(
      [company.staff.clerk, company.staff.keeper].map(async (person) => (await pageOf(at(2), person)).source),
    )
    expect(sources.map((source) => source?.mayOpen)).toEqual([true, false])
    expect(sources[1]?.number).toBe(sources[0]?.number)
  })

  it('A05 is not there for a keeper of another warehouse', async () => {
    const stranger = { ...company.staff.keeper, warehouseIds: [] }
    const key = keyOf(at(1))
    const view = await readGoodsPage(company.db, stranger, key, ['GOODS_RECEIPT'], {
      now: systemClock.now(),
    })
    expect(view).toBeNull()
  })
})

describe('the sheet of a goods paper', () => {
  const ask = { form: 'A4', mode: 'LASER', medium: 'LASER', copies: ['STUB'] } as const
  const printed = (person: Person, wanted: typeof ask | null) =>
    readGoodsPrint(
      company.db,
      person,
      keyOf(at(0)),
      { now: systemClock.now(), origin: 'https://desk.example.com', words: goodsSheetWords('zh-CN') },
      wanted,
    )

  it('F29 is shown once its print is counted, with 补打 from the second on', async () => {
    const { clerk } = company.staff
    expect((await printed(clerk, ask))?.sheet).toBeNull()
    const input = { ...keyOf(at(0)), form: 'A4', medium: 'LASER', copies: ['STUB'] }
    valueOf(await run(company, recordGoodsPrint, clerk, input))
    valueOf(await run(company, recordGoodsPrint, clerk, input))
    const sheet = (await printed(clerk, ask))?.sheet
    expect(sheet?.copies.map(({ title, printCount }) => [title, printCount])).toEqual([['仓库联', 2]])
    expect(sheet?.copies[0]?.showsPrices).toBe(true)
    expect(sheet?.totals.cases).toBe('10')
  })

  it('R19 prints no quantity and no price for a keeper who still has to count', async () => {
    const { keeper } = company.staff
    const input = { ...keyOf(at(0)), form: 'A4', medium: 'LASER', copies: ['STUB'] }
    valueOf(await run(company, recordGoodsPrint, keeper, input))
    const sheet = (await printed(keeper, ask))?.sheet
    expect(sheet?.lines.map(({ quantityText, baseQuantity }) => [quantityText, baseQuantity])).toEqual([
      ['', ''],
    ])
    expect(sheet?.copies.map(({ showsPrices }) => showsPrices)).toEqual([false])
    expect(JSON.stringify(sheet)).not.toMatch(/600|10箱/)
  })
})

describe('what a goods paper is opened with', () => {
  it('offers stores and people who could carry it out, never the one who writes', async () => {
    const { clerk, salesperson } = company.staff
    const choices = await readOpenChoices(company.db, clerk)
    const stores = await company.db.warehouse.count({ where: { kind: 'STORE', isActive: true } })
    expect(choices.warehouses.length).toBe(stores)
    expect(choices.handlers.map(({ id }) => id)).toContain(salesperson.userId)
    expect(choices.handlers.map(({ id }) => id)).not.toContain(clerk.userId)
  })

  it('R133 finds a product by code and by the barcode of its case, with what can be taken', async () => {
    const place = { accountSetId: at(0).accountSetId, warehouseId: null }
    const scope = { ...place, today: '2026-11-23', person: company.staff.clerk }
    const [byCode] = await searchFormProducts(company.db, scope, 'xg001')
    expect(byCode?.product.code).toBe('XG001')
    expect(byCode?.scannedUnit).toBeNull()
    const boxed = await company.db.productUnit.findFirst({ where: { gtin: { not: null }, unit: '箱' } })
    if (!boxed?.gtin) throw new Error('a case of the demo company has a barcode')
    const [scanned] = await searchFormProducts(company.db, scope, boxed.gtin)
    expect([scanned?.product.productId, scanned?.scannedUnit]).toEqual([boxed.productId, '箱'])
  })
})
