import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openCustomerReturn } from '#lib/domain/customer-returns/commands/open.ts'
import { reverseNote } from '#lib/domain/delivery-notes/commands/reverse.ts'
import { testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { companionOf, voidGoods } from '#tests/support/goods-steps.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { noteAt } from '#tests/support/note-life.ts'
import { openReturn, returnInput, soldNote, spokenFor } from '#tests/support/returning.ts'
import { keyOf, refusalOf, run, unmetOf } from '#tests/support/road.ts'

let company: TestCompany

beforeAll(async () => {
  company = await testCompany({ connections: 8 })
})
afterAll(async () => {
  expect(company.desk.faults).toEqual([])
  await expectWhole(company.db)
  await company.drop()
})

const NOBODY = '01900000-0000-7000-8000-000000000000'
const east = () => company.books.eastWarehouseId

describe('opening a return', () => {
  it('R85 takes lines of several posted notes of one customer at the notes’ own prices, and the preparer signs', async () => {
    const [one, two] = [await soldNote(company), await soldNote(company)]
    const paper = valueOf(
      await openReturn(company, [
        { note: one, quantity: '1箱' },
        { note: two, quantity: '3瓶', disposition: 'DAMAGED' },
      ]),
    )
    expect(paper.number).toMatch(/^XT/)
    const where = keyOf(paper)
    const lines = await company.db.goodsPaperLine.findMany({ where, orderBy: { lineNo: 'asc' } })
    // 48 bottles at 1.80 with 13 % inside: 76.46 and 9.94.
    expect(lines.map((line) => [line.unitPriceE4, line.netFen, line.taxFen, line.disposition])).toEqual([
      [18_000n, 3823n, 497n, 'STOCK'],
      [18_000n, 478n, 62n, 'DAMAGED'],
    ])
    expect([await spokenFor(company, one), await spokenFor(company, two)]).toEqual([24_000n, 3_000n])
    const signatures = await company.db.signature.findMany({ where })
    expect(signatures.map(({ slot }) => slot)).toEqual(['PREPARER'])
    valueOf(await voidGoods(company, paper))
    expect([await spokenFor(company, one), await spokenFor(company, two)]).toEqual([0n, 0n])
  })

  it('credits a part of a line at what was paid for it, not a fen more by rounding net and tax apart', async () => {
    const note = await soldNote(company)
    const paper = valueOf(await openReturn(company, [{ note, quantity: '12瓶' }]))
    const line = await company.db.goodsPaperLine.findFirstOrThrow({ where: keyOf(paper) })
    // A quarter of 76.46 and of 9.94 ends in half a fen both times; twelve bottles at 1.80 were paid with 21.60.
    expect([line.netFen + line.taxFen, line.amountFen]).toEqual([2160n, 2160n])
    valueOf(await voidGoods(company, paper))
  })

  it('A26 R133 refuses more than was taken, over all returns and all lines of this one', async () => {
    const note = await soldNote(company, { taken: [{ lineNo: 1, accepted: '1箱', reason: '少要一箱' }] })
    expect(unmetOf(await openReturn(company, [{ note, quantity: '25瓶' }]))).toEqual(['R133 overReturned'])
    const twice = [
      { note, quantity: '12瓶' },
      { note, quantity: '13瓶' },
    ]
    expect(unmetOf(await openReturn(company, twice))).toEqual(['R133 overReturned'])
    const first = valueOf(await openReturn(company, [{ note, quantity: '20瓶' }]))
    expect(unmetOf(await openReturn(company, [{ note, quantity: '5瓶' }]))).toEqual(['R133 overReturned'])
    valueOf(await voidGoods(company, first))
    valueOf(await voidGoods(company, valueOf(await openReturn(company, [{ note, quantity: '24瓶' }]))))
  })

  it('A26 R85 refuses a note that is not posted, is void or reversed, or of another customer', async () => {
    const issued = await noteAt(company, 'ISSUED')
    expect(unmetOf(await openReturn(company, [{ note: issued, quantity: '1瓶' }]))).toContain(
      'R85 noteNotPosted',
    )
    const gone = await soldNote(company)
    const reversal = { ...keyOf(gone), reason: '开错' }
    valueOf(await run(company, reverseNote, company.staff.manager, reversal))
    expect(unmetOf(await openReturn(company, [{ note: gone, quantity: '1瓶' }]))).toEqual([
      'R85 noteNotPosted',
    ])
    const foreign = await soldNote(company, { customer: 'K105' })
    expect(unmetOf(await openReturn(company, [{ note: foreign, quantity: '1瓶' }]))).toEqual([
      'R85 otherCustomer',
    ])
  })

  it('R8 R85 wants a reason, a store and a handler who is not the preparer', async () => {
    const note = await soldNote(company)
    const one = [{ note, quantity: '1瓶' }]
    const { clerk, accountant } = company.staff
    expect(unmetOf(await openReturn(company, one, { reason: ' ' }))).toEqual(['R85 reasonMissing'])
    const warehouseId = await companionOf(company, east(), 'DAMAGED')
    expect(unmetOf(await openReturn(company, one, { warehouseId }))).toEqual(['R85 warehouseUnknown'])
    expect(unmetOf(await openReturn(company, one, { handlerId: clerk.userId }))).toEqual(['R8 handlerRole'])
    expect(unmetOf(await openReturn(company, one, { handlerId: accountant.userId }))).toEqual([
      'R8 handlerRole',
    ])
  })

  it('refuses the wrong role, another account set, forged ids, an unreadable quantity and a missing proof', async () => {
    const note = await soldNote(company)
    const one = [{ note, quantity: '1瓶' }]
    const { clerk, keeper, salesperson } = company.staff
    expect(refusalOf(await openReturn(company, one, {}, salesperson))).toBe('permission.missing')
    expect(refusalOf(await openReturn(company, one, {}, keeper))).toBe('permission.missing')
    const elsewhere = { ...clerk, accountSetIds: [company.books.supermarketSetId] }
    expect(refusalOf(await openReturn(company, one, {}, elsewhere))).toBe('notFound')
    expect(refusalOf(await openReturn(company, one, { customerId: NOBODY }))).toBe('notFound')
    const input = await returnInput(company, one)
    const forged = { ...input, lines: [{ ...input.lines[0], sourcePaperId: NOBODY }] }
    expect(await run(company, openCustomerReturn, clerk, forged, { pin: company.pin })).toMatchObject({
      fields: { 'lines.0.productId': 'unknown' },
    })
    const other = { ...input, lines: [{ ...input.lines[0], productId: company.productId('YS003') }] }
    expect(await run(company, openCustomerReturn, clerk, other, { pin: company.pin })).toMatchObject({
      status: 'invalid',
    })
    expect(await openReturn(company, [{ note, quantity: '0' }])).toMatchObject({
      fields: { 'lines.0.quantity': 'zero' },
    })
    expect(refusalOf(await run(company, openCustomerReturn, clerk, input))).toBe('signing.noProof')
  })

  it('A26 two returns at once cannot both take the rest', async () => {
    const note = await soldNote(company)
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => openReturn(company, [{ note, quantity: '30瓶' }])),
    )
    expect(answers.filter(({ status }) => status === 'done')).toHaveLength(1)
    expect(await spokenFor(company, note)).toBe(30_000n)
  })

  it('sends the same number of statements for one line and for twenty', async () => {
    const note = await soldNote(company)
    const budgets = []
    for (const count of [1, 20]) {
      company.forgetStatements()
      const lines = Array.from({ length: count }, () => ({ note, quantity: '1瓶' }))
      const input = await returnInput(company, lines)
      company.forgetStatements()
      valueOf(await run(company, openCustomerReturn, company.staff.clerk, input, { pin: company.pin }))
      budgets.push(company.statements.length)
    }
    expect(budgets[1]).toBe(budgets[0])
    expect(budgets[0]).toBeLessThanOrEqual(openCustomerReturn.queryBudget)
  })
})
