import { afterAll, expect, test } from 'vitest'
import type { Person } from '#lib/auth/actor.ts'
import { recordReceipt } from '#lib/domain/receipts/commands/record.ts'
import { listWriteOffs, readWriteOff, writeOffWish } from '#lib/domain/write-offs/queries.ts'
import { reverseWriteOffCommand } from '#lib/domain/write-offs/commands/reverse.ts'
import { today } from '#lib/kernel/clock.ts'
import { newId } from '#lib/kernel/ids.ts'
import { decide, owed, propose } from '#tests/support/collecting.ts'
import { testCompany, valueOf } from '#tests/support/company.ts'
import { bookedBy, withMonthClosed } from '#tests/support/goods-steps.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { keyOf, refusalOf, run } from '#tests/support/road.ts'

const company = await testCompany({ connections: 10 })
const { db, desk, staff, books } = company
afterAll(async () => {
  expect(desk.faults).toEqual([])
  await expectWhole(db)
  await company.drop()
})

const openOf = async (paperId: string) =>
  (await db.receivableItem.findFirstOrThrow({ where: { paperId } })).openFen
const owes = async (customer: string) =>
  (await db.customerBalance.findFirstOrThrow({ where: { customerId: company.customerId(customer) } }))
    .receivableFen
const reverse = (of: { accountSetId: number; paperId: string }, actor: Person = staff.accountant) =>
  run(company, reverseWriteOffCommand, actor, { ...keyOf(of), reason: '钱到了' })
const pay = (customer: string, amount: string) =>
  run(company, recordReceipt, staff.accountant, {
    ...{ accountSetId: books.mainSetId, customerId: company.customerId(customer), amount },
    ...{ method: 'TRANSFER', receivedOn: today(desk.clock), remark: '' },
  })

test('R108 a write-off is proposed, agreed to by a manager, and only then in the account and the books', async () => {
  const note = await owed(company)
  const before = await owes('K102')
  const proposed = valueOf(await propose(company, 'K102', [{ noteId: note.paperId, amount: '86.40' }]))
  expect(proposed.number).toMatch(/^HX/)
  expect([await openOf(note.paperId), await owes('K102')]).toEqual([8640n, before])
  company.forgetStatements()
  valueOf(await decide(company, proposed))
  expect(company.statements.length).toBeLessThanOrEqual(12)
  expect([await openOf(note.paperId), await owes('K102')]).toEqual([0n, before - 8640n])
  expect(await bookedBy(company, proposed)).toEqual(['BAD_DEBT<RECEIVABLE 8640'])
  const detail = await readWriteOff(db, staff.manager, proposed)
  expect(detail).toMatchObject({
    status: 'ENTERED',
    amount: '86.40',
    decidedBy: 'manager',
    reason: '店已关门',
  })
})

test('R108 the proposer never agrees to it, a clerk neither proposes nor agrees, and a refusal says why', async () => {
  const note = await owed(company)
  const lines = [{ noteId: note.paperId, amount: '10' }]
  expect(refusalOf(await propose(company, 'K102', lines, { actor: staff.clerk }))).toBe('permission.missing')
  const proposed = valueOf(await propose(company, 'K102', lines))
  expect(refusalOf(await decide(company, proposed, 'APPROVED', staff.accountant))).toBe('permission.missing')
  const both: Person = { ...staff.accountant, permissions: staff.manager.permissions }
  expect(refusalOf(await decide(company, proposed, 'APPROVED', both))).toBe('writeOff.secondPerson')
  await expect(
    db.$executeRaw`UPDATE write_off SET status = 'ENTERED', decided_by_id = proposed_by_id, decided_at = now(), entered_on = now()
      WHERE paper_id = ${proposed.paperId}::uuid`,
  ).rejects.toThrow(/second_person/)
  valueOf(await decide(company, proposed, 'REFUSED'))
  expect(refusalOf(await decide(company, proposed))).toBe('writeOff.alreadyDecided')
  expect(refusalOf(await reverse(proposed))).toBe('writeOff.notEntered')
  expect(await openOf(note.paperId)).toBe(8640n)
})

test('R108 slips of the pen: nothing, less than nothing, a fen too much, twice, and what is proposed already', async () => {
  const note = await owed(company)
  const noteId = note.paperId
  for (const [amount, code] of [
    ['', 'empty'],
    ['0', 'zero'],
    ['-1', 'negative'],
    ['八', 'notANumber'],
    ['1.001', 'tooManyDecimals'],
  ] as const)
    expect(await propose(company, 'K102', [{ noteId, amount }]), amount).toMatchObject({
      fields: { 'lines.0.amount': code },
    })
  const over = await propose(company, 'K102', [{ noteId, amount: '86.41' }])
  expect(over).toMatchObject({ refusal: { code: 'writeOff.overOpen', params: { left: '86.40' } } })
  const twice = [
    { noteId, amount: '1' },
    { noteId, amount: '1' },
  ]
  expect(await propose(company, 'K102', twice)).toMatchObject({ fields: { 'lines.1.noteId': 'twice' } })
  expect(await propose(company, 'K102', [])).toMatchObject({ status: 'invalid' })
  expect(await propose(company, 'K102', [{ noteId, amount: '1' }], { reason: ' ' })).toMatchObject({
    status: 'invalid',
  })
  valueOf(await propose(company, 'K102', [{ noteId, amount: '80' }]))
  expect(await propose(company, 'K102', [{ noteId, amount: '6.41' }])).toMatchObject({
    refusal: { params: { left: '6.40' } },
  })
})

test('A05 A06 another customer, another account set and a forged note are not found; the same key answers the same', async () => {
  const note = await owed(company)
  const lines = [{ noteId: note.paperId, amount: '1' }]
  expect(refusalOf(await propose(company, 'K106', lines))).toBe('notFound')
  const forged = [{ noteId: newId(desk.clock.now()), amount: '1' }]
  expect(refusalOf(await propose(company, 'K102', forged))).toBe('notFound')
  const outside = { ...staff.accountant, accountSetIds: [books.supermarketSetId] }
  expect(refusalOf(await propose(company, 'K102', lines, { actor: outside }))).toBe('notFound')
  const first = valueOf(await propose(company, 'K102', lines, { key: 'write-off-once' }))
  const again = await propose(company, 'K102', lines, { key: 'write-off-once' })
  expect(again).toMatchObject({ isReplay: true, value: first })
  const far = { ...staff.manager, accountSetIds: [books.supermarketSetId] }
  expect(refusalOf(await decide(company, first, 'APPROVED', far))).toBe('notFound')
  expect(await readWriteOff(db, far, first)).toBeNull()
  expect((await listWriteOffs(db, far, writeOffWish({}))).rows).toEqual([])
})

test('R108 money that pays the note meanwhile and its write-off never both end it', async () => {
  const notes = [await owed(company, 'K106'), await owed(company, 'K106'), await owed(company, 'K106')]
  const proposals = []
  for (const { paperId } of notes)
    proposals.push(valueOf(await propose(company, 'K106', [{ noteId: paperId, amount: '86.40' }])))
  const [paid, ...decided] = await Promise.all([
    pay('K106', '172.80'),
    ...proposals.map((each) => decide(company, each)),
  ])
  expect(paid?.status).toBe('done')
  for (const each of decided) expect(['done', 'writeOff.paidMeanwhile']).toContain(refusalOf(each))
  expect(desk.faults).toEqual([])
})

test('R64 a closed month takes neither the write-off nor its mirror, whichever comes first', async () => {
  const note = await owed(company)
  const entered = valueOf(await propose(company, 'K102', [{ noteId: note.paperId, amount: '6.40' }]))
  const waiting = valueOf(await propose(company, 'K102', [{ noteId: note.paperId, amount: '80' }]))
  valueOf(await decide(company, entered))
  const openAgain = await withMonthClosed(company)
  expect(refusalOf(await decide(company, waiting))).toBe('writeOff.periodClosed')
  expect(refusalOf(await reverse(entered))).toBe('writeOff.periodClosed')
  await openAgain()
  valueOf(await decide(company, waiting, 'REFUSED'))
})

test('R108 when the money comes after all a mirror opens the note again, once, and the money pays it', async () => {
  const note = await owed(company, 'K103')
  const proposed = valueOf(await propose(company, 'K103', [{ noteId: note.paperId, amount: '86.40' }]))
  valueOf(await decide(company, proposed))
  valueOf(await pay('K103', '50'))
  expect(await openOf(note.paperId)).toBe(0n)
  expect(refusalOf(await reverse(proposed, staff.clerk))).toBe('permission.missing')
  const both = await Promise.all([reverse(proposed), reverse(proposed)])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['done', 'refused'])
  expect(await openOf(note.paperId)).toBe(3640n)
  expect((await bookedBy(company, proposed)).toSorted()).toEqual([
    'BAD_DEBT<RECEIVABLE 8640',
    'RECEIVABLE<BAD_DEBT 8640',
  ])
  expect(refusalOf(await reverse(proposed))).toBe('writeOff.alreadyReversed')
})
