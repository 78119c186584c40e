import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Person } from '#lib/auth/actor.ts'
import type { IssuedNote } from '#lib/domain/delivery-notes/commands/issue.ts'
import { postNotes } from '#lib/domain/delivery-notes/commands/post.ts'
import { reverseNote } from '#lib/domain/delivery-notes/commands/reverse.ts'
import { recordReceipt } from '#lib/domain/receipts/commands/record.ts'
import { today } from '#lib/kernel/clock.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'
import { testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { CODED, noteAt, type NoteWish } from '#tests/support/note-life.ts'
import { keyOf, refusalOf, run } from '#tests/support/road.ts'
import { untilWaiting } from '#tests/support/waiting.ts'

let company: TestCompany

beforeAll(async () => {
  company = await testCompany({ connections: 10 })
})
afterAll(() => company.drop())
beforeEach(() => company.desk.faults.splice(0))

async function posted(wish: NoteWish = {}): Promise<IssuedNote> {
  const note = await noteAt(company, 'READY_TO_POST', { lines: CODED, ...wish })
  const input = { accountSetId: note.accountSetId, paperIds: [note.paperId], postingDate: '' }
  valueOf(await run(company, postNotes, company.staff.accountant, input))
  return note
}

function reverse(note: IssuedNote, by: Person = company.staff.manager, reason = '客户退单') {
  return run(company, reverseNote, by, { ...keyOf(note), reason })
}

async function stockOf(product: string) {
  return company.db.stockBalance.findFirstOrThrow({
    where: {
      accountSetId: company.books.mainSetId,
      warehouseId: company.books.eastWarehouseId,
      productId: company.productId(product),
    },
  })
}

describe('reversing a posted note', () => {
  it('A24 mirrors stock, money and books once, frees the codes and keeps number, copies and lines', async () => {
    const customer = { customerId: company.customerId('K102') }
    const [stock, owed] = [
      await stockOf('YS003'),
      await company.db.customerBalance.findFirstOrThrow({ where: customer }),
    ]
    const note = await posted()
    company.forgetStatements()
    valueOf(await reverse(note))
    expect(company.statements.length).toBeLessThanOrEqual(reverseNote.queryBudget)
    expect(await stockOf('YS003')).toEqual(stock)
    expect(await company.db.customerBalance.findFirstOrThrow({ where: customer })).toEqual(owed)
    const vouchers = await company.db.journalVoucher.findMany({
      where: keyOf(note),
      include: { entries: true },
    })
    expect(vouchers.map((voucher) => voucher.reversesId !== null).sort()).toEqual([false, true])
    const [one, other] = vouchers.map((voucher) =>
      voucher.entries.map(({ debitAccount, creditAccount, amountFen }) => ({
        debitAccount,
        creditAccount,
        amountFen,
      })),
    )
    expect(other).toEqual(
      one?.map(({ debitAccount, creditAccount, amountFen }) => {
        return { debitAccount: creditAccount, creditAccount: debitAccount, amountFen }
      }),
    )
    expect(await company.db.codeHolding.count({ where: keyOf(note) })).toBe(0)
    expect(await company.db.codeRelease.count({ where: { ...keyOf(note), cause: 'REVERSED' } })).toBe(5)
    expect(await company.db.documentCopy.count({ where: keyOf(note) })).toBe(4)
    expect(refusalOf(await reverse(note))).toBe('reverse.alreadyReversed')
    expect(company.desk.faults).toEqual([])
    await expectWhole(company.db)
  })

  it('A24 opens the order again for what the note had billed', async () => {
    const note = await posted()
    const { orderId } = await company.db.deliveryNote.findFirstOrThrow({ where: keyOf(note) })
    valueOf(await reverse(note))
    const order = await company.db.salesOrder.findFirstOrThrow({
      where: { accountSetId: note.accountSetId, paperId: orderId },
      include: { lines: true },
    })
    expect([order.status, ...order.lines.map((line) => line.billedE3)]).toEqual(['CONFIRMED', 0n])
    await expectWhole(company.db)
  })

  it('mirrors a note of which a part came back, so that all goods are in the warehouse again', async () => {
    const before = await stockOf('LZ001')
    const note = await posted({
      lines: [{ product: 'LZ001', quantity: '3箱' }],
      taken: [{ lineNo: 1, accepted: '1箱', reason: '少要' }],
    })
    valueOf(await reverse(note))
    expect(await stockOf('LZ001')).toEqual(before)
    await expectWhole(company.db)
  })

  it('R13 leaves undoing before the books to the void', async () => {
    const note = await noteAt(company, 'DELIVERED', { lines: CODED })
    expect(refusalOf(await reverse(note))).toBe('reverse.notPosted')
  })

  it('A24 refuses who posted it, and everyone without the permission', async () => {
    const note = await posted()
    const { accountant, clerk, keeper, salesManager } = company.staff
    expect(refusalOf(await reverse(note, accountant))).toBe('reverse.secondPerson')
    for (const by of [clerk, keeper, salesManager])
      expect(refusalOf(await reverse(note, by))).toBe('permission.missing')
    const outsider = { ...company.staff.manager, accountSetIds: [company.books.supermarketSetId] }
    expect(refusalOf(await reverse(note, outsider))).toBe('notFound')
    expect(await reverse(note, company.staff.manager, '  ')).toEqual({
      status: 'invalid',
      fields: { reason: 'empty' },
    })
    await expectWhole(company.db)
  })

  it('I3 money that comes while the note is being reversed pays it, and the reversal is stale', async () => {
    const note = await posted({ customer: 'K106' })
    const { accountSetId, paperId } = note
    const customerId = company.customerId('K106')
    const { openFen } = await company.db.receivableItem.findFirstOrThrow({ where: keyOf(note) })
    const money = { amount: formatFenPlain(openFen), method: 'CASH', receivedOn: today(company.desk.clock) }
    const paying = { accountSetId, customerId, ...money, remark: '', forPaperId: paperId }
    const answers = await company.db.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT FROM customer_balance WHERE customer_id = ${customerId}::uuid FOR UPDATE`
      const paid = run(company, recordReceipt, company.staff.accountant, paying)
      await untilWaiting(company.db, 1)
      const reversed = reverse(note)
      await untilWaiting(company.db, 2)
      return { paid, reversed }
    })
    valueOf(await answers.paid)
    expect(refusalOf(await answers.reversed)).toBe('stale')
    expect(refusalOf(await reverse(note))).toBe('reverse.moneyAllocated')
    await expectWhole(company.db)
  })

  it('refuses a note that money was allocated to', async () => {
    const note = await posted()
    const input = {
      accountSetId: note.accountSetId,
      customerId: company.customerId('K102'),
      amount: '1',
      method: 'CASH',
      receivedOn: today(company.desk.clock),
      remark: '',
    }
    const open = await company.db.receivableItem.findMany({
      where: { customerId: company.customerId('K102'), openFen: { gt: 0 } },
      orderBy: [{ businessDate: 'asc' }, { paperId: 'asc' }],
    })
    valueOf(await run(company, recordReceipt, company.staff.accountant, input))
    const oldest = open[0]
    expect(oldest).toBeDefined()
    const answer = await run(company, reverseNote, company.staff.manager, {
      accountSetId: note.accountSetId,
      paperId: oldest?.paperId,
      reason: '试',
    })
    expect(refusalOf(answer)).toBe('reverse.moneyAllocated')
    await expectWhole(company.db)
  })

  it('A24 F18 refuses in a closed period', async () => {
    const note = await posted()
    const day = today(company.desk.clock)
    const where = { accountSetId: note.accountSetId, period: `${day.slice(0, 4)}${day.slice(5, 7)}` }
    await company.db.accountingPeriod.updateMany({ where, data: { status: 'CLOSED' } })
    expect(refusalOf(await reverse(note))).toBe('reverse.periodClosed')
    await company.db.accountingPeriod.updateMany({ where, data: { status: 'OPEN' } })
    await expectWhole(company.db)
  })

  it('A24 two people who reverse at once undo it once', async () => {
    const note = await posted()
    const answers = await Promise.all([reverse(note), reverse(note, { ...company.staff.manager })])
    expect(answers.map(refusalOf).sort()).toEqual(['done', 'reverse.alreadyReversed'])
    expect(await company.db.journalVoucher.count({ where: keyOf(note) })).toBe(2)
    expect(company.desk.faults).toEqual([])
    await expectWhole(company.db)
  })
})
