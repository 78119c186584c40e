import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { postNotes } from '#lib/domain/delivery-notes/commands/post.ts'
import { recordReceipt } from '#lib/domain/receipts/commands/record.ts'
import { customerMoney, listDebtors, listReceipts, receiptWish } from '#lib/domain/receipts/queries.ts'
import { foresee } from '#components/receipts/foresee.ts'
import { addDays } from '#lib/kernel/business-date.ts'
import { today } from '#lib/kernel/clock.ts'
import { testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { noteAt } from '#tests/support/note-life.ts'
import { run } from '#tests/support/road.ts'

let company: TestCompany
let day: ReturnType<typeof today>

async function posted(customer: string): Promise<void> {
  const note = await noteAt(company, 'READY_TO_POST', {
    lines: [{ product: 'LZ001', quantity: '2箱' }],
    customer,
  })
  const input = { accountSetId: note.accountSetId, paperIds: [note.paperId], postingDate: '' }
  valueOf(await run(company, postNotes, company.staff.accountant, input))
}

async function record(customer: string, amount: string, receivedOn: string = day) {
  const input = {
    accountSetId: company.books.mainSetId,
    customerId: company.customerId(customer),
    ...{ amount, receivedOn, method: 'TRANSFER', remark: '' },
  }
  return valueOf(await run(company, recordReceipt, company.staff.accountant, input))
}

beforeAll(async () => {
  company = await testCompany({ connections: 10 })
  day = today(company.desk.clock)
  for (const customer of ['K102', 'K102', 'K106']) await posted(customer)
})
afterAll(async () => {
  await expectWhole(company.db)
  await company.drop()
})

function money(customer: string, scope = company.staff.accountant) {
  const key = { accountSetId: company.books.mainSetId, customerId: company.customerId(customer) }
  return customerMoney(company.db, scope, key, day)
}

describe('what is read of money', () => {
  it('lists who owes, the longest overdue first, one statement a page', async () => {
    company.forgetStatements()
    const wish = { accountSetId: null, after: null }
    const { rows, nextAfter } = await listDebtors(company.db, company.staff.accountant, wish, day)
    expect(company.statements).toHaveLength(1)
    // Cash is due the same day, monthly settlement later.
    expect(rows.map((row) => [row.code, row.openNotes, row.owed, row.overdue])).toEqual([
      ['K106', 1, '86.40', '0.00'],
      ['K102', 2, '172.80', '0.00'],
    ])
    expect(nextAfter).toBeNull()
    const later = await listDebtors(company.db, company.staff.accountant, wish, addDays(day, 1))
    expect(later.rows[0]).toMatchObject({ code: 'K106', overdue: '86.40', daysOver: 1 })
    const [first] = rows
    const after = `${first?.oldestDueOn}_${first?.customerId}`
    const rest = await listDebtors(company.db, company.staff.accountant, { accountSetId: null, after }, day)
    expect(rest.rows.map((row) => row.code)).toEqual(['K102'])
  })

  it('R91 pays exactly what the page foresaw', async () => {
    const before = await money('K102')
    if (!before) throw new Error('no such customer')
    const foreseen = foresee('100', before)
    expect(foreseen?.paid.map((each) => each.amount)).toEqual(['86.40', '13.60'])
    await record('K102', '100')
    const after = await money('K102')
    const left = new Map(after?.items.map((item) => [item.paperId, item.open]))
    const [oldest, next] = foreseen?.paid ?? []
    expect(left.has(oldest?.paperId ?? '')).toBe(false)
    expect(left.get(next?.paperId ?? '')).toBe('72.80')
    expect([after?.owed, after?.prepaid]).toEqual(['72.80', '0.00'])
  })

  it('R95 shows the day of the money and the time of its entry, and marks what was entered late', async () => {
    const { number } = await record('K106', '5', addDays(day, -3))
    const { rows } = await listReceipts(company.db, company.staff.accountant, receiptWish({}))
    const row = rows.find((each) => each.number === number)
    expect([row?.receivedOn, row?.isLate]).toEqual([addDays(day, -3), true])
    expect(rows.find((each) => each.number !== number)?.isLate).toBe(false)
  })

  it('filters by day and method and pages by key, one statement a page', async () => {
    const { accountant } = company.staff
    const ofDay = await listReceipts(company.db, accountant, receiptWish({ on: day, method: 'TRANSFER' }))
    expect(ofDay.rows.every((row) => row.receivedOn === day)).toBe(true)
    expect((await listReceipts(company.db, accountant, receiptWish({ method: 'CASH' }))).rows).toEqual([])
    const all = (await listReceipts(company.db, accountant, receiptWish({}))).rows
    company.forgetStatements()
    const wish = receiptWish({ before: all[0]?.paperId ?? '' })
    const older = (await listReceipts(company.db, accountant, wish)).rows
    expect(company.statements).toHaveLength(1)
    expect(older.map((row) => row.number)).toEqual(all.slice(1).map((row) => row.number))
  })

  it('A05 A10 knows nothing outside the account set, and takes odd words as none', async () => {
    const outsider = { ...company.staff.accountant, accountSetIds: [company.books.supermarketSetId] }
    expect(await money('K102', outsider)).toBeNull()
    const key = { accountSetId: company.books.mainSetId, customerId: "' or 1=1--" }
    expect(await customerMoney(company.db, company.staff.accountant, key, day)).toBeNull()
    expect((await listReceipts(company.db, outsider, receiptWish({}))).rows).toEqual([])
    const stolen = { accountSetId: company.books.mainSetId, after: "2026-01-01_' or 1=1" }
    expect((await listDebtors(company.db, outsider, stolen, day)).rows).toEqual([])
    expect(receiptWish({ set: 'x', on: '2026-02-31', method: '__proto__', before: '1' })).toEqual({
      accountSetId: null,
      on: null,
      status: null,
      method: null,
      before: null,
    })
  })
})
