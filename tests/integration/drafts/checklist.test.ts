import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkNote } from '#lib/domain/delivery-notes/issue-check.ts'
import { noteDesk, noteProducts, pastPrices } from '#lib/domain/delivery-notes/issue-queries.ts'
import { today } from '#lib/kernel/clock.ts'
import { issue, noteFor, testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'

let company: TestCompany

beforeAll(async () => {
  company = await testCompany()
})
afterAll(() => company.drop())

const day = () => today(company.desk.clock)
const check = (typed: unknown, actor = company.staff.clerk) => checkNote(company.db, actor, typed, day())

async function typed(lines: readonly { product: string | null; quantity: string; unitPrice?: string }[]) {
  const note = await noteFor(company, 'K102', [])
  return {
    ...note,
    lines: lines.map(({ product, ...line }) => ({
      productId: product === null ? null : company.productId(product),
      unitPrice: '',
      discount: '',
      isGift: false,
      remark: '',
      barcode: '',
      ...line,
    })),
  }
}

describe('the checklist of a half-written note', () => {
  it('leaves out what cannot be read yet and keeps the rows’ numbers', async () => {
    const found = await check(
      await typed([
        { product: 'YS003', quantity: '1箱' },
        { product: null, quantity: '' },
        { product: 'YS001', quantity: '一箱' },
        { product: 'LZ006', quantity: '99999箱' },
      ]),
    )
    const stock = found?.checklist.items.find((item) => item.rule === 'R133')
    expect(stock).toMatchObject({ state: 'unmet', code: 'stockShort', params: { line: 4 } })
    expect(found?.checklist.items.find((item) => item.rule === 'R4')?.state).toBe('met')
  })

  it('is the gate that the command evaluates: the same rules, the same answers', async () => {
    const half = await typed([{ product: 'YS003', quantity: '1箱', unitPrice: '1.00' }])
    const found = await check(half)
    const refused = await issue(
      company,
      await noteFor(company, 'K102', [{ product: 'YS003', quantity: '1箱', unitPrice: '1.00' }]),
    )
    if (refused.status !== 'refused') throw new Error('it was issued')
    expect(found?.checklist).toEqual(refused.refusal.checklist)
    expect(found?.reasons).toEqual(['UNDER_FLOOR', 'OFF_LIST'])
  })

  it('says what is there while nothing but the customer is known', async () => {
    const found = await check({ ...(await typed([])), addressId: '', handlerId: '', warehouseId: '' })
    const unmet = found?.checklist.items.filter((item) => item.state === 'unmet').map((item) => item.rule)
    expect(unmet).toEqual(expect.arrayContaining(['R4', 'R8', 'R133']))
  })

  it('A05 A12 answers nothing outside the person’s books, and nothing to what is no note', async () => {
    const note = await typed([{ product: 'YS003', quantity: '1箱' }])
    const outsider = { ...company.staff.clerk, accountSetIds: [company.books.supermarketSetId] }
    expect(await check(note, outsider)).toBeNull()
    for (const other of [
      null,
      'x',
      {},
      { ...note, customerId: { contains: '' } },
      { ...note, businessDate: 'x' },
    ])
      expect(await check(other)).toBeNull()
  })

  it('costs the same few statements whatever the number of lines', async () => {
    const lines = Array.from({ length: 60 }, () => ({ product: 'YS003', quantity: '1瓶' }))
    const note = await typed(lines)
    company.forgetStatements()
    await check(note)
    expect(company.statements.length).toBeLessThanOrEqual(3)
  })
})

describe('what the writing page reads', () => {
  it('offers own account sets, active warehouses and those who can answer for a sale, in one statement', async () => {
    company.forgetStatements()
    const desk = await noteDesk(company.db, company.staff.clerk)
    expect(company.statements.length).toBe(1)
    expect(desk.accountSets).toHaveLength(2)
    expect(desk.warehouses.map(({ name }) => name)).toEqual(expect.arrayContaining(['东仓', '西仓']))
    const handlers = desk.handlers.map(({ handlerId }) => handlerId)
    expect(handlers).toContain(company.staff.salesperson.userId)
    expect(handlers).not.toContain(company.staff.keeper.userId)
    expect(handlers).not.toContain(company.staff.clerk.userId)
  })

  it('knows what a customer last paid, and every rung of the ladder', async () => {
    const customerId = company.customerId('K105')
    const productId = company.productId('YL001')
    const scope = {
      accountSetId: company.books.mainSetId,
      customerId,
      warehouseId: company.books.eastWarehouseId,
      businessDate: day(),
      person: company.staff.clerk,
    }
    valueOf(await issue(company, await noteFor(company, 'K105', [{ product: 'YL001', quantity: '1箱2瓶' }])))
    const [product] = await noteProducts(company.db, scope, [productId])
    expect(product).toMatchObject({ code: 'YL001', baseUnit: '瓶', isActive: true })
    const [sale] = await pastPrices(company.db, { ...scope, productId })
    expect(sale).toMatchObject({ quantity: '1箱2瓶', unitPrice: product?.lastPrice })
  })
})
