import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Person } from '#lib/auth/actor.ts'
import { findReturnableSales, readReturnsOf } from '#lib/domain/customer-returns/queries.ts'
import { findReturnableReceipts } from '#lib/domain/supplier-returns/queries.ts'
import { today } from '#lib/kernel/clock.ts'
import { approvedOrder, supplierIn } from '#tests/support/buying.ts'
import { testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { CODED } from '#tests/support/note-life.ts'
import { posted } from '#tests/support/receiving.ts'
import { codesOf, openReturn, soldNote } from '#tests/support/returning.ts'
import { keyOf } from '#tests/support/road.ts'

let company: TestCompany

beforeAll(async () => {
  company = await testCompany()
})
afterAll(() => company.drop())

function find(text: string, more: { customer?: string; by?: Person } = {}) {
  const { customer, by = company.staff.clerk } = more
  return findReturnableSales(company.db, by, {
    accountSetId: company.books.mainSetId,
    customerId: customer === undefined ? null : company.customerId(customer),
    text,
    today: today(company.desk.clock),
  })
}
const lines = (found: Awaited<ReturnType<typeof find>>) =>
  found.map(({ line, scannedUnit }) => [line.note, line.quantity, scannedUnit])

describe('finding what can come back', () => {
  it('a code that went out names its note and line, one more case or bottle of it', async () => {
    const note = await soldNote(company, { lines: CODED })
    const codes = await codesOf(company, note)
    const said = `${note.number} · 2箱3瓶`
    expect(lines(await find(codes[0]?.typed ?? ''))).toEqual([[said, '2箱3瓶', '箱']])
    expect(lines(await find(codes.at(-1)?.typed ?? ''))).toEqual([[said, '2箱3瓶', '瓶']])
    expect(await find('T000000000000')).toEqual([])
    expect(await find(codes[0]?.typed ?? '', { customer: 'K105' })).toEqual([])
  })

  it('a number, the address of its page and the customer name notes with what is left of them', async () => {
    const note = await soldNote(company)
    valueOf(await openReturn(company, [{ note, quantity: '1箱' }]))
    const left = [[`${note.number} · 1箱`, '1箱', null]]
    expect(lines(await find(note.number.toLowerCase()))).toEqual(left)
    expect(lines(await find(`http://desk/notes/1/${note.paperId}`))).toEqual(left)
    expect(lines(await find('', { customer: 'K102' }))[0]).toEqual(left[0])
    expect(lines(await find('例子矿泉水', { customer: 'K102' }))).toEqual(left)
    expect(await find('')).toEqual([])
    expect((await readReturnsOf(company.db, keyOf(note))).map(({ status }) => status)).toEqual(['OPEN'])
  })

  it('shows nothing of another account set, nor of a line that is wholly spoken for', async () => {
    const note = await soldNote(company)
    const elsewhere = { ...company.staff.clerk, accountSetIds: [company.books.supermarketSetId] }
    expect(await find(note.number, { by: elsewhere })).toEqual([])
    company.forgetStatements()
    expect(await find(note.number)).toHaveLength(1)
    expect(company.statements.length).toBe(3)
    valueOf(await openReturn(company, [{ note, quantity: '2箱' }]))
    expect(await find(note.number)).toEqual([])
  })

  it('a receipt is found by its codes, its number and its supplier', async () => {
    const supplierId = await supplierIn(company, 'GC01')
    const wish = [{ product: 'YS003', quantity: '1箱', unitPrice: '600/箱' }]
    const order = await approvedOrder(company, supplierId, wish)
    const receipt = await posted(company, order.paperId)
    const { code } = await company.db.codeCapture.findFirstOrThrow({ where: keyOf(receipt) })
    const look = (text: string, supplier: string | null = null) =>
      findReturnableReceipts(company.db, company.staff.clerk, {
        ...{ accountSetId: company.books.mainSetId, supplierId: supplier, text },
        today: today(company.desk.clock),
      })
    expect(lines(await look(code))).toEqual([[`${receipt.number} · 1箱`, '1箱', '箱']])
    expect(lines(await look(receipt.number))).toEqual([[`${receipt.number} · 1箱`, '1箱', null]])
    expect(await look('', supplierId)).toHaveLength(1)
    expect(await look('')).toEqual([])
  })
})
