import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Person } from '#lib/auth/actor.ts'
import { runCommand } from '#lib/command/run-command.ts'
import { decideVoid } from '#lib/domain/delivery-notes/commands/decide-void.ts'
import type { IssuedNote } from '#lib/domain/delivery-notes/commands/issue.ts'
import { requestVoid } from '#lib/domain/delivery-notes/commands/request-void.ts'
import { today } from '#lib/kernel/clock.ts'
import { openDatabase } from '#lib/db/client.ts'
import { offerCopiesCommand } from '#lib/papers/commands/offer-copies.ts'
import { ruleIncident } from '#lib/papers/commands/rule-incident.ts'
import { writeIncident } from '#lib/papers/commands/write-incident.ts'
import { COPY_KINDS, type CopyKind } from '#lib/papers/copy-kinds.ts'
import { issue, noteFor, testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { noteAt } from '#tests/support/note-life.ts'
import { call } from '#tests/support/people.ts'
import { acceptCopies, moveCopies, refusalOf, sign } from '#tests/support/road.ts'

let company: TestCompany

beforeAll(async () => {
  company = await testCompany()
})
afterAll(() => company.drop())
beforeEach(() => company.desk.faults.splice(0))

const keyOf = ({ accountSetId, paperId }: IssuedNote) => ({ accountSetId, paperId })

const ask = (note: IssuedNote, actor: Person = company.staff.clerk) =>
  runCommand(company.desk, requestVoid, call(actor, { ...keyOf(note), reason: '客户名称写错' }))

const decide = (note: IssuedNote, options: { actor?: Person; decision?: string; remark?: string } = {}) => {
  const { actor = company.staff.salesManager, decision = 'APPROVED', remark = '' } = options
  return runCommand(company.desk, decideVoid, call(actor, { ...keyOf(note), decision, remark }))
}

function unmetOf(result: Awaited<ReturnType<typeof decide>>): string[] {
  const items = result.status === 'refused' ? (result.refusal.checklist?.items ?? []) : []
  return items.filter((item) => item.state === 'unmet').map((item) => `${item.rule} ${item.code}`)
}

const bring = (note: IssuedNote, kinds: readonly CopyKind[], from: Person) =>
  moveCopies(company, note, kinds, { from, to: company.staff.clerk, place: 'DESK' })

async function explain(note: IssuedNote, copy: CopyKind): Promise<string> {
  const input = { ...keyOf(note), copy, kind: 'LOST', statement: '送货途中遗失' }
  return valueOf(await runCommand(company.desk, writeIncident, call(company.staff.keeper, input))).incidentId
}

const rule = (note: IssuedNote, incidentId: string, actor: Person, ruling: 'ACCEPTED' | 'REJECTED') =>
  runCommand(
    company.desk,
    ruleIncident,
    call(actor, { accountSetId: note.accountSetId, incidentId, ruling, remark: '已核实' }),
  )

const balances = async () => {
  const stock = await company.db.stockBalance.findMany({
    orderBy: [{ accountSetId: 'asc' }, { warehouseId: 'asc' }, { productId: 'asc' }],
  })
  const money = await company.db.customerBalance.findMany({ orderBy: { customerId: 'asc' } })
  return {
    stock: stock.map((row) => [row.productId, row.onHandE3, row.reservedE3, row.valueFen]),
    money: money.map((row) => [row.customerId, row.committedFen]),
  }
}

describe('voiding a note', () => {
  it('R13 keeps number and page, stamps all four copies and gives everything back', async () => {
    const before = await balances()
    const input = await noteFor(company, 'K102', [
      { product: 'LZ001', quantity: '2箱' },
      { product: 'LZ001', quantity: '1瓶', isGift: true },
      { product: 'LZ002', quantity: '3瓶' },
    ])
    const note = valueOf(await issue(company, input))
    valueOf(await ask(note))
    company.forgetStatements()
    valueOf(await decide(note))
    expect(company.statements.length).toBeLessThanOrEqual(decideVoid.queryBudget)
    expect(await balances()).toEqual(before)
    const kept = await company.db.deliveryNote.findFirstOrThrow({
      where: keyOf(note),
      include: { lines: true, paper: { include: { copies: true, voidRecord: true } } },
    })
    expect([kept.status, kept.lines.length, kept.paper.number]).toEqual(['VOIDED', 3, note.number])
    expect(kept.paper.voidedAt).not.toBeNull()
    expect(kept.paper.copies.map((copy) => copy.stampedAt !== null)).toEqual([true, true, true, true])
    expect(kept.paper.voidRecord).toMatchObject({ decision: 'APPROVED', reason: '客户名称写错' })
    const stamps = await company.db.custodyEvent.count({ where: { ...keyOf(note), act: 'STAMPED' } })
    expect(stamps).toBe(4)
    const order = await company.db.salesOrder.findFirstOrThrow({
      where: { paperId: kept.orderId },
      include: { lines: true },
    })
    expect([order.status, ...order.lines.map((line) => line.billedE3)]).toEqual(['CONFIRMED', 0n, 0n, 0n])
    expect(company.desk.faults).toEqual([])
  })

  it.each([
    ['picking', 'PICKING'],
    ['prepared', 'PREPARED'],
    ['verified', 'VERIFIED'],
  ] as const)('R14 from %s refuses a void while a copy is missing, naming each', async (_name, step) => {
    const { keeper } = company.staff
    const before = await balances()
    const note = await noteAt(company, step)
    valueOf(await ask(note))
    expect(unmetOf(await decide(note))).toEqual(Array.from({ length: 4 }, () => 'R14 copyAway'))
    await bring(note, ['DRIVER', 'CUSTOMER', 'ACCOUNTING'], keeper)
    const result = await decide(note)
    expect(unmetOf(result)).toEqual(['R14 copyAway'])
    const item =
      result.status === 'refused' && result.refusal.checklist?.items.find((each) => each.state === 'unmet')
    expect(item).toMatchObject({ rule: 'R14', params: { copy: 'STUB', place: 'WAREHOUSE', name: 'keeper' } })
    await bring(note, ['STUB'], keeper)
    valueOf(await decide(note))
    expect(await balances()).toEqual(before)
  })

  it('R14 a copy handed over and not yet accepted is not in hand', async () => {
    const { clerk, driver } = company.staff
    const note = await noteAt(company, 'ISSUED')
    const offer = {
      copies: [{ ...keyOf(note), kind: 'DRIVER' }],
      toPlace: 'DRIVER',
      toId: driver.userId,
      remark: '',
    }
    valueOf(await runCommand(company.desk, offerCopiesCommand, call(clerk, offer)))
    valueOf(await ask(note))
    expect(unmetOf(await decide(note))).toEqual(['R14 copyOffered'])
  })

  it('R12 a missing copy counts as explained only when a manager has accepted the statement', async () => {
    const { keeper, manager, salesManager } = company.staff
    const note = await noteAt(company, 'PREPARED')
    valueOf(await sign(company, note, keeper))
    await bring(note, ['STUB', 'CUSTOMER', 'ACCOUNTING'], keeper)
    valueOf(await ask(note))
    const first = await explain(note, 'DRIVER')
    expect(unmetOf(await decide(note))).toEqual(['R14 statementWaiting'])
    const author: Person = { ...keeper, permissions: manager.permissions }
    expect(refusalOf(await rule(note, first, author, 'ACCEPTED'))).toBe('incident.secondPerson')
    expect(refusalOf(await rule(note, first, keeper, 'ACCEPTED'))).toBe('permission.missing')
    valueOf(await rule(note, first, salesManager, 'REJECTED'))
    expect(refusalOf(await rule(note, first, manager, 'ACCEPTED'))).toBe('incident.alreadyRuled')
    expect(unmetOf(await decide(note))).toEqual(['R14 copyAway'])
    valueOf(await rule(note, await explain(note, 'DRIVER'), manager, 'ACCEPTED'))
    valueOf(await decide(note))
    const copies = await company.db.documentCopy.findMany({ where: keyOf(note) })
    expect(copies.every((copy) => copy.stampedAt !== null)).toBe(true)
  })

  it('A24 is decided by another person: neither who asked nor who prepared the note', async () => {
    const { clerk, salesManager, manager } = company.staff
    const note = await noteAt(company, 'ISSUED')
    valueOf(await ask(note, salesManager))
    expect(unmetOf(await decide(note))).toEqual(['R12 voidSecondPerson'])
    expect(refusalOf(await decide(note, { decision: 'REFUSED', remark: '不同意' }))).toBe('void.secondPerson')
    const preparer: Person = { ...clerk, permissions: manager.permissions }
    expect(unmetOf(await decide(note, { actor: preparer }))).toEqual(['R12 voidSecondPerson'])
    expect(refusalOf(await decide(note, { actor: clerk }))).toBe('permission.missing')
    valueOf(await decide(note, { actor: manager }))
  })

  it('A24 PostgreSQL refuses a decision by the one who asked', async () => {
    const note = await noteAt(company, 'ISSUED')
    valueOf(await ask(note))
    const forced = company.db.voidRecord.updateMany({
      where: keyOf(note),
      data: { decision: 'APPROVED', decidedById: company.staff.clerk.userId },
    })
    await expect(forced).rejects.toThrow(/r14_void_second_person/)
  })

  it('A24 voids once: asked twice, decided twice, and at the same moment', async () => {
    const before = await balances()
    const note = await noteAt(company, 'ISSUED')
    expect(unmetOf(await decide(note))).toEqual(['R12 voidNotRequested'])
    valueOf(await ask(note))
    expect(refusalOf(await ask(note))).toBe('void.alreadyRequested')
    const both = await Promise.all([decide(note), decide(note, { actor: company.staff.manager })])
    expect(both.map((result) => result.status).toSorted()).toEqual(['done', 'refused'])
    expect(unmetOf(await decide(note))).toEqual(['R13 alreadyVoid'])
    expect(refusalOf(await ask(note))).toBe('void.alreadyVoid')
    expect(await balances()).toEqual(before)
    expect(await company.db.custodyEvent.count({ where: { ...keyOf(note), act: 'STAMPED' } })).toBe(4)
  })
})

describe('voiding a note whose goods have left', () => {
  it.each([
    ['dispatched', 'ON_THE_ROAD', []],
    ['delivered', 'DELIVERED', []],
    ['delivered in part', 'DELIVERED', [{ lineNo: 1, accepted: '1箱', reason: '破损' }]],
    ['refused by the customer', 'DELIVERED', [{ lineNo: 1, accepted: '0', reason: '破损' }]],
  ] as const)('R13 brings the goods of a %s note back by mirror entries', async (_name, step, taken) => {
    const { driver, accountant } = company.staff
    const before = await balances()
    const note = await noteAt(company, step, { taken })
    valueOf(await ask(note))
    expect(unmetOf(await decide(note))).toEqual(['R14 copyAway', 'R14 copyAway', 'R14 copyAway'])
    await bring(note, ['DRIVER', 'CUSTOMER'], driver)
    await acceptCopies(company, note, accountant, ['ACCOUNTING'])
    await bring(note, ['ACCOUNTING'], accountant)
    company.forgetStatements()
    valueOf(await decide(note))
    expect(company.statements.length).toBeLessThanOrEqual(decideVoid.queryBudget)
    expect(await balances()).toEqual(before)
    const entries = await company.db.stockEntry.findMany({ where: keyOf(note), orderBy: { id: 'asc' } })
    const mirrored = entries.filter((entry) => entry.reversesId !== null).map((entry) => entry.reversesId)
    expect(mirrored.length).toBe(entries.length / 2)
    expect(company.desk.faults).toEqual([])
  })

  it('A24 refuses it while the period of today is closed, and lets a note go that never left', async () => {
    const { driver, accountant, salesManager } = company.staff
    const gone = await noteAt(company, 'ON_THE_ROAD')
    const stays = await noteAt(company, 'ISSUED')
    await bring(gone, ['DRIVER', 'CUSTOMER'], driver)
    await acceptCopies(company, gone, accountant, ['ACCOUNTING'])
    await bring(gone, ['ACCOUNTING'], accountant)
    valueOf(await ask(gone))
    valueOf(await ask(stays))
    const period = today(company.desk.clock).slice(0, 7).replace('-', '')
    const closed = { where: { accountSetId: gone.accountSetId, period }, data: { status: 'CLOSED' } }
    await company.db.accountingPeriod.updateMany(closed)
    expect(unmetOf(await decide(gone, { actor: salesManager }))).toEqual(['R120 periodClosed'])
    valueOf(await decide(stays))
    await company.db.accountingPeriod.updateMany({ ...closed, data: { status: 'OPEN' } })
    valueOf(await decide(gone))
  })
})

describe('around a void', () => {
  it('can be refused with a remark and asked for again', async () => {
    const note = await noteAt(company, 'ISSUED')
    valueOf(await ask(note))
    expect(await decide(note, { decision: 'REFUSED' })).toEqual({
      status: 'invalid',
      fields: { remark: 'empty' },
    })
    valueOf(await decide(note, { decision: 'REFUSED', remark: '单据无误' }))
    expect(unmetOf(await decide(note))).toEqual(['R12 voidNotRequested'])
    valueOf(await ask(note))
    valueOf(await decide(note))
  })

  it('opens only its own part of an order that several notes bill', async () => {
    const first = await noteAt(company, 'ISSUED')
    const { orderId } = await company.db.deliveryNote.findFirstOrThrow({ where: keyOf(first) })
    valueOf(await ask(first))
    valueOf(await decide(first))
    const line = { product: 'LZ001', quantity: '1箱' }
    const one = valueOf(await issue(company, await noteFor(company, 'K102', [line], { orderId })))
    const two = valueOf(await issue(company, await noteFor(company, 'K102', [line], { orderId })))
    valueOf(await ask(two))
    valueOf(await decide(two))
    const order = await company.db.salesOrder.findFirstOrThrow({
      where: { paperId: orderId },
      include: { lines: true },
    })
    expect([order.status, order.lines[0]?.billedE3]).toEqual(['PARTLY_BILLED', 24_000n])
    expect(one.paperId).not.toBe(two.paperId)
  })

  it('R13 links the note that replaces it both ways', async () => {
    const note = await noteAt(company, 'ISSUED')
    valueOf(await ask(note))
    valueOf(await decide(note))
    const again = await noteAt(company, 'ISSUED', { changes: { replacesId: note.paperId } })
    const paper = await company.db.paper.findFirstOrThrow({ where: { id: again.paperId } })
    expect(paper.replacesId).toBe(note.paperId)
  })

  it('A25 nothing of a void note can be deleted or changed, even by the owner', async () => {
    const note = await noteAt(company, 'ISSUED')
    valueOf(await ask(note))
    valueOf(await decide(note))
    const owner = openDatabase(company.database.ownerUrl, { connections: 1 })
    const { paperId } = note
    await expect(
      owner.$executeRaw`DELETE FROM document_copy WHERE paper_id = ${paperId}::uuid`,
    ).rejects.toThrow(/never deleted/)
    await expect(
      owner.$executeRaw`DELETE FROM delivery_note WHERE paper_id = ${paperId}::uuid`,
    ).rejects.toThrow(/never deleted/)
    await expect(
      owner.$executeRaw`UPDATE delivery_note SET status = 'ISSUED' WHERE paper_id = ${paperId}::uuid`,
    ).rejects.toThrow(/cannot go from VOIDED to ISSUED/)
    await owner.$disconnect()
    expect(await company.db.documentCopy.count({ where: { paperId } })).toBe(COPY_KINDS.length)
  })

  it('A05 answers notFound outside the account sets', async () => {
    const note = await noteAt(company, 'ISSUED')
    const outside = { accountSetIds: [company.books.supermarketSetId] }
    expect(refusalOf(await ask(note, { ...company.staff.clerk, ...outside }))).toBe('notFound')
    valueOf(await ask(note))
    const stranger = { ...company.staff.salesManager, ...outside }
    expect(refusalOf(await decide(note, { actor: stranger }))).toBe('notFound')
  })
})
