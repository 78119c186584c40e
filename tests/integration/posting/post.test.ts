import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { postNotes } from '#lib/domain/delivery-notes/commands/post.ts'
import type { IssuedNote } from '#lib/domain/delivery-notes/commands/issue.ts'
import { recordReceipt } from '#lib/domain/receipts/commands/record.ts'
import type { Person } from '#lib/auth/actor.ts'
import { addDays } from '#lib/kernel/business-date.ts'
import { today } from '#lib/kernel/clock.ts'
import { createPerson } from '#tests/support/people.ts'
import { testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { noteAt } from '#tests/support/note-life.ts'
import {
  acceptCopies,
  customerCopyToAccounting,
  keyOf,
  refusalOf,
  run,
  unmetOf,
} from '#tests/support/road.ts'

let company: TestCompany

beforeAll(async () => {
  company = await testCompany({ connections: 10 })
})
afterAll(() => company.drop())
beforeEach(() => company.desk.faults.splice(0))

function post(notes: readonly IssuedNote[], options: { by?: Person; on?: string; key?: string } = {}) {
  const input = {
    accountSetId: notes[0]?.accountSetId ?? 0,
    paperIds: notes.map((note) => note.paperId),
    postingDate: options.on ?? '',
  }
  const key = options.key === undefined ? {} : { key: options.key }
  return run(company, postNotes, options.by ?? company.staff.accountant, input, key)
}

/** What the books say about a note: `debit credit amount`, in the words of the chart's uses. */
async function booked(note: IssuedNote): Promise<Record<string, bigint>> {
  const uses = await company.db.accountUse.findMany({ where: { accountSetId: note.accountSetId } })
  const useOf = (code: string): string => uses.find((each) => each.code === code)?.use ?? code
  const vouchers = await company.db.journalVoucher.findMany({
    where: keyOf(note),
    include: { entries: true },
    orderBy: { recordedAt: 'asc' },
  })
  return Object.fromEntries(
    vouchers.flatMap((voucher) =>
      voucher.entries.map((entry) => [
        `${voucher.kind} ${useOf(entry.debitAccount)}<${useOf(entry.creditAccount)}`,
        entry.amountFen,
      ]),
    ),
  )
}

async function balanceOf(customer: string) {
  return company.db.customerBalance.findFirstOrThrow({ where: { customerId: company.customerId(customer) } })
}

describe('posting a note', () => {
  it('R64 enters receivable, revenue, output tax and the cost the goods left at, and they balance', async () => {
    const before = await balanceOf('K102')
    const note = await noteAt(company, 'READY_TO_POST')
    const answer = valueOf(await post([note]))
    expect(answer).toEqual({
      posted: [{ paperId: note.paperId, number: note.number, grossFen: '8640' }],
      refused: [],
    })
    // 48 bottles at 1.80 with 13 % inside: 86.40 = 76.46 + 9.94; cost 48 at 0.95.
    expect(await booked(note)).toEqual({
      'SALE RECEIVABLE<REVENUE': 7646n,
      'SALE RECEIVABLE<OUTPUT_TAX': 994n,
      'SALE COGS<INVENTORY': 4560n,
    })
    const after = await balanceOf('K102')
    expect(after.receivableFen - before.receivableFen).toBe(8640n)
    expect(after.committedFen).toBe(before.committedFen)
    const item = await company.db.receivableItem.findFirstOrThrow({ where: keyOf(note) })
    expect([item.amountFen, item.openFen]).toEqual([8640n, 8640n])
    expect(company.desk.faults).toEqual([])
    await expectWhole(company.db)
  })

  it('charges only what the customer took, and its share of the cost', async () => {
    const note = await noteAt(company, 'READY_TO_POST', {
      taken: [{ lineNo: 1, accepted: '1箱', reason: '少要一箱' }],
    })
    expect(valueOf(await post([note])).posted[0]?.grossFen).toBe('4320')
    expect(await booked(note)).toEqual({
      'SALE RECEIVABLE<REVENUE': 3823n,
      'SALE RECEIVABLE<OUTPUT_TAX': 497n,
      'SALE COGS<INVENTORY': 2280n,
    })
    await expectWhole(company.db)
  })

  it('posts a note that was wholly refused with nothing in the books, and frees the commitment', async () => {
    const before = await balanceOf('K102')
    const note = await noteAt(company, 'DELIVERED', {
      taken: [{ lineNo: 1, accepted: '0', reason: '不要了' }],
      isSigned: false,
    })
    await acceptCopies(company, note, company.staff.accountant, ['ACCOUNTING'])
    expect(valueOf(await post([note])).posted[0]?.grossFen).toBe('0')
    expect(await booked(note)).toEqual({})
    expect(await balanceOf('K102')).toEqual(before)
    await expectWhole(company.db)
  })

  it('R48 settles a prefecture note with the money that came before it', async () => {
    const customerId = company.customerId('K107')
    valueOf(
      await run(company, recordReceipt, company.staff.accountant, {
        accountSetId: company.books.mainSetId,
        customerId,
        amount: '100.00',
        method: 'TRANSFER',
        receivedOn: today(company.desk.clock),
        remark: '',
      }),
    )
    const note = await noteAt(company, 'READY_TO_POST', { customer: 'K107' })
    valueOf(await post([note]))
    const { receivableFen, prepaidFen, committedFen } = await balanceOf('K107')
    expect([receivableFen, prepaidFen, committedFen]).toEqual([0n, 1360n, 0n])
    expect((await booked(note))['ALLOCATION PREPAID<RECEIVABLE']).toBe(8640n)
    const item = await company.db.receivableItem.findFirstOrThrow({ where: keyOf(note) })
    expect(item.openFen).toBe(0n)
    await expectWhole(company.db)
  })

  it('R44 R48 settles a note by remittance with the money that came before it, in every channel', async () => {
    const customerId = company.customerId('K105')
    await company.db.customer.updateMany({
      where: { id: customerId },
      data: { settlementMethod: 'REMITTANCE' },
    })
    const money = { amount: '100.00', method: 'TRANSFER', receivedOn: today(company.desk.clock), remark: '' }
    const { mainSetId: accountSetId } = company.books
    const receipt = { accountSetId, customerId, ...money }
    valueOf(await run(company, recordReceipt, company.staff.accountant, receipt))
    const note = await noteAt(company, 'READY_TO_POST', { customer: 'K105' })
    valueOf(await post([note]))
    const { receivableFen, prepaidFen } = await balanceOf('K105')
    expect([receivableFen, prepaidFen]).toEqual([0n, 1360n])
    await expectWhole(company.db)
  })

  it('costs the same statements for one line and for forty, and for twenty notes at once', async () => {
    const one = await noteAt(company, 'READY_TO_POST')
    const forty = await noteAt(company, 'READY_TO_POST', {
      lines: Array.from({ length: 40 }, () => ({ product: 'LZ001', quantity: '1瓶' })),
    })
    const twenty: IssuedNote[] = []
    for (let count = 0; count < 20; count += 1) twenty.push(await noteAt(company, 'READY_TO_POST'))
    const counts: number[] = []
    for (const notes of [[one], [forty], twenty]) {
      company.forgetStatements()
      expect(valueOf(await post(notes)).posted).toHaveLength(notes.length)
      counts.push(company.statements.length)
    }
    expect(new Set(counts).size).toBe(1)
    expect(counts[0]).toBeLessThanOrEqual(postNotes.queryBudget)
    await expectWhole(company.db)
  }, 120_000)

  it('posts those whose gate is open and answers the others with their checklist', async () => {
    const [open, shut] = [await noteAt(company, 'READY_TO_POST'), await noteAt(company, 'DISPATCHED')]
    const answer = valueOf(await post([open, shut]))
    expect(answer.posted.map((each) => each.number)).toEqual([open.number])
    expect(answer.refused.map((each) => each.number)).toEqual([shut.number])
    const unmet = answer.refused[0]?.checklist.items.filter((item) => item.state === 'unmet')
    expect(unmet?.map((item) => item.rule)).toEqual(['R64', 'R65', 'R46'])
    await expectWhole(company.db)
  })

  it('R64 R65 names every note with its own reasons when none of them can be posted', async () => {
    const [waiting, delivered] = [await noteAt(company, 'DISPATCHED'), await noteAt(company, 'DELIVERED')]
    const answer = await post([waiting, delivered])
    if (answer.status !== 'refused') throw new Error(answer.status)
    const told = answer.refusal.papers?.map(({ number, checklist }) => {
      return [number, checklist.items.filter(({ state }) => state === 'unmet').map(({ rule }) => rule)]
    })
    expect(new Map(told?.map(([number, rules]) => [number, rules]))).toEqual(
      new Map<unknown, unknown>([
        [waiting.number, ['R64', 'R65', 'R46']],
        [delivered.number, ['R65', 'R46']],
      ]),
    )
  })
})

describe('the post gate', () => {
  it('A47 R64 refuses what is not delivered, and the database refuses the step as well', async () => {
    const note = await noteAt(company, 'DISPATCHED')
    expect(unmetOf(await post([note]))).toContain('R64 notDelivered')
    await expect(
      company.db.deliveryNote.updateMany({ where: keyOf(note), data: { status: 'POSTED' } }),
    ).rejects.toThrow(/cannot go from DISPATCHED to POSTED/)
    await expectWhole(company.db)
  })

  it('R65 refuses while the accounting copy never reached accounting', async () => {
    const note = await noteAt(company, 'DELIVERED')
    await customerCopyToAccounting(company, note)
    expect(unmetOf(await post([note]))).toEqual(['R65 accountingCopyMissing'])
    await acceptCopies(company, note, company.staff.accountant, ['ACCOUNTING'])
    valueOf(await post([note]))
    await expectWhole(company.db)
  })

  it('R46 refuses a note that is not cash while the signed customer copy is not with the accountant', async () => {
    const note = await noteAt(company, 'DELIVERED')
    await acceptCopies(company, note, company.staff.accountant, ['ACCOUNTING'])
    expect(unmetOf(await post([note]))).toEqual(['R46 customerCopyMissing'])
    await customerCopyToAccounting(company, note)
    valueOf(await post([note]))
    await expectWhole(company.db)
  })

  it('R46 asks nothing of a note paid in cash', async () => {
    const note = await noteAt(company, 'DELIVERED', { customer: 'K106' })
    await acceptCopies(company, note, company.staff.accountant, ['ACCOUNTING'])
    valueOf(await post([note]))
    await expectWhole(company.db)
  })

  it('R119 refuses the preparer as poster, whatever other role they have', async () => {
    const note = await noteAt(company, 'READY_TO_POST')
    const { clerk, accountant } = company.staff
    const both: Person = { ...clerk, permissions: new Set([...clerk.permissions, ...accountant.permissions]) }
    expect(unmetOf(await post([note], { by: both }))).toEqual(['R119 posterIsPreparer'])
    await expectWhole(company.db)
  })

  it('F18 refuses a closed month, a day to come and a day before the note; another open day is taken', async () => {
    const note = await noteAt(company, 'READY_TO_POST')
    const day = today(company.desk.clock)
    expect(unmetOf(await post([note], { on: addDays(day, 1) }))).toEqual(['R120 dateInFuture'])
    expect(unmetOf(await post([note], { on: addDays(day, -1) }))).toEqual(['R120 postedBeforeNote'])
    expect(unmetOf(await post([note], { on: '2026-02-31' }))).toContain('R120 postedBeforeNote')
    const month = { accountSetId: note.accountSetId, period: `${day.slice(0, 4)}${day.slice(5, 7)}` }
    const setPeriod = (status: string) =>
      company.db.accountingPeriod.updateMany({ where: month, data: { status } })
    await setPeriod('CLOSED')
    expect(unmetOf(await post([note]))).toEqual(['R120 periodClosed'])
    await setPeriod('OPEN')
    valueOf(await post([note], { on: day }))
    await expectWhole(company.db)
  })
})

describe('posting by several hands', () => {
  it('A04 refuses everyone but an accountant, A05 knows nothing of another account set', async () => {
    const note = await noteAt(company, 'READY_TO_POST')
    const { clerk, manager, administrator, accountant } = company.staff
    for (const by of [clerk, manager, administrator])
      expect(refusalOf(await post([note], { by }))).toBe('permission.missing')
    const outsider = { ...accountant, accountSetIds: [company.books.supermarketSetId] }
    expect(refusalOf(await post([note], { by: outsider }))).toBe('notFound')
    const stranger = { ...note, paperId: '0190a000-0000-7000-8000-000000000000' }
    expect(refusalOf(await post([note, stranger]))).toBe('notFound')
    valueOf(await post([note]))
    await expectWhole(company.db)
  })

  it('F05 the same submission twice posts once and answers the same', async () => {
    const note = await noteAt(company, 'READY_TO_POST')
    const answers = await Promise.all([1, 2, 3].map(() => post([note], { key: `post-${note.paperId}` })))
    const [first, ...others] = answers.map(valueOf)
    for (const other of others) expect(other).toEqual(first)
    expect(await company.db.journalVoucher.count({ where: keyOf(note) })).toBe(1)
    expect(unmetOf(await post([note]))).toEqual(['R64 alreadyPosted'])
    await expectWhole(company.db)
  })

  it('two accountants who post the same notes at once enter each once', async () => {
    const notes = [await noteAt(company, 'READY_TO_POST'), await noteAt(company, 'READY_TO_POST')]
    const { person: other } = await createPerson(company.db, {
      roles: ['ACCOUNTANT'],
      accountSetIds: company.staff.accountant.accountSetIds,
    })
    const answers = await Promise.all([post(notes), post([...notes].reverse(), { by: other })])
    expect(answers.map((answer) => answer.status).sort()).toEqual(['done', 'refused'])
    for (const note of notes) expect(await company.db.receivableItem.count({ where: keyOf(note) })).toBe(1)
    expect(company.desk.faults).toEqual([])
    await expectWhole(company.db)
  })
})
