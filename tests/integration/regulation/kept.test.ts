import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rolesWith } from '#lib/auth/permissions.ts'
import { recordOrder } from '#lib/domain/sales-orders/commands/record.ts'
import { orderDetail } from '#lib/domain/sales-orders/queries.ts'
import { openDatabase } from '#lib/db/client.ts'
import { addDays } from '#lib/kernel/business-date.ts'
import { today } from '#lib/kernel/clock.ts'
import { issue, noteFor, testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { noteAt, PLAIN } from '#tests/support/note-life.ts'
import { keyOf, run, unmetOf } from '#tests/support/road.ts'

/* Rules that no gate keeps alone: the tables, the permissions and the records do. */

let company: TestCompany

beforeAll(async () => {
  company = await testCompany()
})
afterAll(async () => {
  await expectWhole(company.db)
  await company.drop()
})

const issuedNote = () => noteAt(company, 'ISSUED')

describe('orders and their notes', () => {
  async function order() {
    const note = await noteFor(company, 'K102', PLAIN)
    const { accountSetId, customerId, businessDate, expectedOn, intakeChannel } = note
    const input = {
      ...{ accountSetId, customerId, businessDate, expectedOn, intakeChannel },
      isUrgent: false,
      specialInstructions: '',
      seenGross: '',
      confirmedHow: 'PHONE',
      lines: note.lines.map(({ barcode: _, ...line }) => line),
    }
    return valueOf(await run(company, recordOrder, company.staff.clerk, input))
  }

  it('R61 refuses a note that differs from its order', async () => {
    const { orderId } = await order()
    const more = await noteFor(company, 'K102', [{ product: 'LZ001', quantity: '3箱' }], { orderId })
    expect(unmetOf(await issue(company, more))).toContain('R61 differsFromOrder')
  })

  it('R85 links each note to its order for good; R140 the order says what of each line is billed', async () => {
    const { orderId } = await order()
    const before = await orderDetail(company.db, company.staff.clerk, orderId)
    expect(before?.lines.map((line) => [line.billed, line.openQuantity])).toEqual([['0瓶', '2箱']])
    const note = valueOf(await issue(company, await noteFor(company, 'K102', PLAIN, { orderId })))
    const after = await orderDetail(company.db, company.staff.clerk, orderId)
    expect(after?.lines.map((line) => [line.billed, line.openQuantity])).toEqual([['2箱', '0瓶']])
    expect(after?.notes.map(({ number }) => number)).toEqual([note.number])
    const { orderId: another } = await order()
    await expect(
      company.db.deliveryNote.updateMany({ where: keyOf(note), data: { orderId: another } }),
    ).rejects.toThrow(/frozen columns/)
  })

  it('R138 keeps an order in its states, with who recorded and who confirmed it', async () => {
    const { orderId } = await order()
    const row = await company.db.salesOrder.findFirstOrThrow({ where: { paperId: orderId } })
    const { clerk } = company.staff
    expect([row.status, row.recordedById, row.confirmedById]).toEqual([
      'CONFIRMED',
      clerk.userId,
      clerk.userId,
    ])
    await expect(
      company.db.salesOrder.updateMany({ where: { paperId: orderId }, data: { status: 'DONE' } }),
    ).rejects.toThrow(/sales_order_status/)
  })
})

describe('what a note must say', () => {
  it('R122 the database refuses a note without customer or amount, whoever writes it', async () => {
    await issuedNote()
    const owner = openDatabase(company.database.ownerUrl, { connections: 1 })
    for (const change of ['{"customer_name": ""}', '{"line_count": 0}', '{"gross_fen": -1}'])
      await expect(
        owner.$executeRaw`INSERT INTO delivery_note SELECT (jsonb_populate_record(n, ${change}::jsonb)).* FROM delivery_note n LIMIT 1`,
      ).rejects.toThrow(/r4_fields|delivery_note_totals/)
    await owner.$disconnect()
  })

  it('R123 gives the official number at issue and at no other time', async () => {
    const counted = () => company.db.paperCounter.aggregate({ _sum: { last: true } })
    const papers = () => company.db.paper.count()
    const before = (await counted())._sum.last ?? 0
    await company.db.deliveryNoteDraft.create({
      data: { id: crypto.randomUUID(), ownerId: company.staff.clerk.userId, body: {} },
    })
    expect((await counted())._sum.last).toBe(before)
    await issuedNote()
    expect((await counted())._sum.last).toBe(before + 2)
    expect(await papers()).toBe(before + 2)
  })

  it('R136 has preparer and customer sign the same content', async () => {
    const note = await noteAt(company, 'DELIVERED')
    const signatures = await company.db.signature.findMany({
      where: { ...keyOf(note), slot: { in: ['PREPARER', 'CUSTOMER'] } },
    })
    expect(signatures).toHaveLength(2)
    const [one, other] = signatures.map((signature) => Buffer.from(signature.contentHash).toString('hex'))
    expect(one).toBe(other)
  })

  it('R118 points out a licence that has run out, and lets the note through', async () => {
    const where = { id: company.customerId('K105') }
    const past = addDays(today(company.desk.clock), -1)
    await company.db.customer.updateMany({
      where,
      data: { licenceValidUntil: new Date(`${past}T00:00:00Z`) },
    })
    const wrong = await issue(company, await noteFor(company, 'K105', PLAIN, { seenGross: '1.00' }))
    const items = wrong.status === 'refused' ? (wrong.refusal.checklist?.items ?? []) : []
    expect(items.find((item) => item.rule === 'R118')).toMatchObject({
      state: 'warn',
      code: 'licenceExpired',
    })
    valueOf(await issue(company, await noteFor(company, 'K105', PLAIN)))
    await company.db.customer.updateMany({ where, data: { licenceValidUntil: null } })
  })

  it('R47 bills sub-distributors under the same conditions as direct sales', async () => {
    const policies = await company.db.channelPolicy.findMany({
      where: { channel: { in: ['DIRECT', 'SUB_DISTRIBUTOR'] } },
    })
    const [one, other] = policies.map(({ channel: _, ...conditions }) => conditions)
    expect(policies).toHaveLength(2)
    expect(one).toEqual(other)
  })
})

describe('what is kept of it', () => {
  it('R127 F22 refuses to change or delete an event, for the application and for the owner', async () => {
    const note = await issuedNote()
    const owner = openDatabase(company.database.ownerUrl, { connections: 1 })
    for (const db of [company.db, owner]) {
      const change = db.paperEvent.updateMany({ where: keyOf(note), data: { command: 'other' } })
      await expect(change).rejects.toThrow(/permission denied|only added to/)
      const removal = db.paperEvent.deleteMany({ where: keyOf(note) })
      await expect(removal).rejects.toThrow(/permission denied|only added to/)
    }
    await owner.$disconnect()
  })

  it('R128 shows customers only to roles that work with them, and lets few export', () => {
    for (const role of ['KEEPER', 'DRIVER'] as const) expect(rolesWith('customer.read')).not.toContain(role)
    expect([...rolesWith('export.run')].sort()).toEqual(['ACCOUNTANT', 'MANAGER', 'SALES_MANAGER'])
  })
})
