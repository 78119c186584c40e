import { afterAll, expect, test } from 'vitest'
import type { Person } from '#lib/auth/actor.ts'
import { act, defineCommand } from '#lib/command/define-command.ts'
import { runCommand } from '#lib/command/run-command.ts'
import { acceptReceipts } from '#lib/domain/receipts/commands/accept.ts'
import { recordPendingReceipt } from '#lib/domain/receipts/commands/record-pending.ts'
import { recordReceipt } from '#lib/domain/receipts/commands/record.ts'
import { releaseReceipt } from '#lib/domain/receipts/commands/release.ts'
import { reverseReceipt } from '#lib/domain/receipts/commands/reverse.ts'
import { listPending } from '#lib/domain/receipts/queries-detail.ts'
import { listTakers } from '#lib/domain/receipts/queries-takers.ts'
import { type PendingReceiptDraft, recordPendingReceipts } from '#lib/papers/receipts.ts'
import { addDays } from '#lib/kernel/business-date.ts'
import { today } from '#lib/kernel/clock.ts'
import { newId } from '#lib/kernel/ids.ts'
import { z } from 'zod'
import { issue, noteFor, testCompany, valueOf } from '#tests/support/company.ts'
import { withMonthClosed } from '#tests/support/goods-steps.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { noteAt } from '#tests/support/note-life.ts'
import { call } from '#tests/support/people.ts'
import { openOf, postedNote, postNote, standingOf } from '#tests/support/receipts.ts'

const company = await testCompany({ connections: 8 })
const { db, desk, staff, books } = company
const DAY = today(desk.clock)
const accountSetId = books.mainSetId
afterAll(async () => {
  expect(desk.faults).toEqual([])
  await expectWhole(db)
  await company.drop()
})

/** Stands for whatever records money that somebody took, such as a driver's reconciliation. */
const takePending = defineCommand({
  name: 'trial.takePending',
  permission: 'account.own',
  input: z.strictObject({ customers: z.array(z.string()), wish: z.unknown() }),
  queryBudget: 8,
  load: () => Promise.resolve({}),
  decide: () => act({}),
  save: async ({ tx, actor, now }, _plan, { customers, wish }) => {
    const drafts = customers.map((code) => ({ ...pendingOf(code), ...asWish(wish) }))
    const written = await recordPendingReceipts(tx, { recordedById: actor.userId, at: now }, drafts)
    return {
      value: written.map(({ paperId, number }) => ({ paperId, number })),
      events: written.map((each) => each.event),
    }
  },
})

function asWish(wish: unknown): Partial<PendingReceiptDraft> {
  return wish as Partial<PendingReceiptDraft>
}

function pendingOf(code: string): PendingReceiptDraft {
  return {
    ...{
      accountSetId,
      customerId: company.customerId(code),
      amountFen: 5000n,
      method: 'CASH',
      receivedOn: DAY,
    },
    ...{
      remark: '',
      payer: '王老板',
      takenById: staff.driver.userId,
      forPaperId: null,
      purpose: null,
      reconciliationId: null,
    },
  }
}

const take = async (customers: string[], wish: object = {}) =>
  valueOf(await runCommand(desk, takePending, call(staff.clerk, { customers, wish })))
const accept = (paperIds: string[], by: Person = staff.accountant) =>
  runCommand(desk, acceptReceipts, call(by, { accountSetId, paperIds }))
const undo = (paperId: string, by: Person = staff.manager, reason = '记错客户') =>
  runCommand(desk, reverseReceipt, call(by, { accountSetId, paperId, reason }))
const record = (code: string, wish: object = {}) =>
  runCommand(
    desk,
    recordReceipt,
    call(staff.accountant, {
      ...{
        accountSetId,
        customerId: company.customerId(code),
        amount: '100',
        method: 'TRANSFER',
        receivedOn: DAY,
        remark: '',
      },
      ...wish,
    }),
  )
const prepaidOf = async (code: string) =>
  (await db.customerBalance.findFirstOrThrow({ where: { customerId: company.customerId(code) } })).prepaidFen

test('R58 money others took is in no balance until the cashier accepts it, many in one press and constant statements', async () => {
  const note = await postedNote(company, 'K106')
  const few = await take(['K106', 'K105'])
  const codes = Array.from({ length: 30 }, (_one, index) => ['K106', 'K105', 'K102'][index % 3] ?? '')
  const many = await take(codes)
  expect(new Set(many.map(({ number }) => number)).size).toBe(30)
  expect([await prepaidOf('K106'), await openOf(company, note)]).toEqual([0n, 8640n])
  company.forgetStatements()
  const { accepted } = valueOf(await accept(few.map(({ paperId }) => paperId)))
  const forFew = company.statements.length
  expect(accepted.map((each) => each.allocatedFen)).toEqual(expect.arrayContaining(['5000']))
  company.forgetStatements()
  valueOf(await accept(many.map(({ paperId }) => paperId)))
  expect(company.statements.length).toBe(forFew)
  expect(forFew).toBeLessThanOrEqual(acceptReceipts.queryBudget)
  expect(await openOf(company, note)).toBe(0n)
  expect(await prepaidOf('K106')).toBe(55_000n - 8640n)
  await expectWhole(db)
})

test('R58 nobody accepts money they recorded or took, nobody but a cashier accepts, and once', async () => {
  const [taken] = await take(['K102'])
  const byCashier = await take(['K102'], { takenById: staff.accountant.userId })
  const paperId = taken?.paperId ?? ''
  expect(await accept([byCashier[0]?.paperId ?? ''])).toMatchObject({
    refusal: { code: 'receipt.cashierIsOther' },
  })
  for (const by of [staff.clerk, staff.driver, staff.manager])
    expect(await accept([paperId], by)).toMatchObject({ refusal: { code: 'permission.missing' } })
  expect(await accept([paperId], { ...staff.accountant, accountSetIds: [] })).toMatchObject({
    refusal: { code: 'notFound' },
  })
  const both = await Promise.all([accept([paperId]), accept([paperId])])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['done', 'refused'])
  expect(await accept([paperId])).toMatchObject({ refusal: { code: 'receipt.notPending' } })
  await expect(
    db.$executeRaw`UPDATE receipt SET status = 'RECORDED', accepted_by_id = recorded_by_id, accepted_at = now()
      WHERE paper_id = ${byCashier[0]?.paperId ?? ''}::uuid`,
  ).rejects.toThrow(/r58_cashier/)
})

test('R91 money meant for a note pays that note first, and waits for it until it is posted', async () => {
  const older = await postedNote(company, 'K104')
  const newer = await postedNote(company, 'K104')
  const [meant] = await take(['K104'], { forPaperId: newer.paperId, amountFen: 8700n })
  valueOf(await accept([meant?.paperId ?? '']))
  expect([await openOf(company, older), await openOf(company, newer)]).toEqual([8580n, 0n])
  const coming = await noteAt(company, 'READY_TO_POST', {
    lines: [{ product: 'LZ001', quantity: '2箱' }],
    customer: 'K104',
  })
  valueOf(await record('K104', { amount: '86.40', forPaperId: coming.paperId }))
  expect(await openOf(company, older)).toBe(8580n)
  valueOf(await record('K104', { amount: '10' }))
  expect(await openOf(company, older)).toBe(7580n)
  await postNote(company, coming)
  expect([await openOf(company, older), await openOf(company, coming)]).toEqual([7580n, 0n])
  expect(await record('K104', { forPaperId: staff.clerk.userId })).toMatchObject({
    fields: { forPaperId: 'unknownNote' },
  })
  await expectWhole(db)
})

test('a deposit pays nothing until it is released, and then the oldest', async () => {
  const note = await postedNote(company, 'K103')
  const before = await openOf(company, note)
  const deposit = valueOf(await record('K103', { amount: '500', purpose: 'DEPOSIT' }))
  valueOf(await record('K103', { amount: '0.01' }))
  expect(await openOf(company, note)).toBe(before - 1n)
  const release = () =>
    runCommand(
      desk,
      releaseReceipt,
      call(staff.accountant, { accountSetId, paperId: deposit.paperId, reason: '合同到期' }),
    )
  expect(valueOf(await release()).allocatedFen).toBe(`${before - 1n}`)
  expect((await release()).status).toBe('stale')
  expect(await openOf(company, note)).toBe(0n)
})

test('R48 a deposit is no money for goods: a note that must be paid before is not issued on it', async () => {
  valueOf(await record('K108', { amount: '1000', purpose: 'DEPOSIT' }))
  const note = await noteFor(company, 'K108', [{ product: 'LZ001', quantity: '2箱' }])
  const answer = await issue(company, note)
  expect(answer).toMatchObject({ status: 'refused' })
  if (answer.status !== 'refused') return
  const unmet = answer.refusal.checklist?.items
    .filter(({ state }) => state === 'unmet')
    .map(({ rule }) => rule)
  expect(unmet).toEqual(['R48'])
  valueOf(await record('K108', { amount: '86.40' }))
  valueOf(await issue(company, note))
})

test('R96 a receipt is undone once, by another person, with all that its money paid, as mirrors', async () => {
  const notes = [await postedNote(company, 'K102'), await postedNote(company, 'K102')]
  const spare = await prepaidOf('K102')
  const paid = valueOf(await record('K102', { amount: '172.80' }))
  const opened = () => Promise.all(notes.map((note) => openOf(company, note)))
  expect((await opened()).reduce((sum, fen) => sum + fen, 0n)).toBe(0n)
  expect(await undo(paid.paperId, staff.accountant)).toMatchObject({
    refusal: { code: 'receipt.secondPerson' },
  })
  expect(await undo(paid.paperId, staff.clerk)).toMatchObject({ refusal: { code: 'permission.missing' } })
  expect(await undo(paid.paperId, staff.manager, ' ')).toMatchObject({ status: 'invalid' })
  company.forgetStatements()
  const both = await Promise.all([undo(paid.paperId), undo(paid.paperId)])
  expect(company.statements.length).toBeLessThanOrEqual(2 * reverseReceipt.queryBudget)
  expect(both.map(({ status }) => status).toSorted()).toEqual(['done', 'refused'])
  const owed = (await opened()).reduce((sum, fen) => sum + fen, 0n)
  expect(owed - (await prepaidOf('K102'))).toBe(17_280n - spare)
  expect(await standingOf(company, paid.paperId)).toBe('REVERSED')
  const vouchers = await db.journalVoucher.findMany({ where: { paperId: paid.paperId } })
  expect(vouchers.filter(({ reversesId }) => reversesId !== null)).toHaveLength(1)
  await expectWhole(db)
})

test('pending money is undone without touching any book, and money of a closed month is booked today', async () => {
  const [wrong, late] = await take(['K102', 'K102'], { receivedOn: addDays(DAY, -60) })
  const before = await prepaidOf('K102')
  valueOf(await undo(wrong?.paperId ?? ''))
  expect(await accept([wrong?.paperId ?? ''])).toMatchObject({ refusal: { code: 'receipt.notPending' } })
  valueOf(await accept([late?.paperId ?? '']))
  expect((await prepaidOf('K102')) - before).toBe(5000n)
  const entry = await db.receivableEntry.findFirstOrThrow({ where: { paperId: late?.paperId ?? '' } })
  expect(entry.businessDate.toISOString().slice(0, 10)).toBe(DAY)
})

test('F18 nothing is accepted, undone or released in a closed month, and closing races with none of them', async () => {
  const [pending] = await take(['K102'])
  const paid = valueOf(await record('K102'))
  const openAgain = await withMonthClosed(company)
  expect(await accept([pending?.paperId ?? ''])).toMatchObject({ refusal: { code: 'receipt.periodClosed' } })
  expect(await undo(paid.paperId)).toMatchObject({ refusal: { code: 'receipt.periodClosed' } })
  await openAgain()
  const closing = withMonthClosed(company)
  const answers = await Promise.all([accept([pending?.paperId ?? '']), undo(paid.paperId)])
  await (
    await closing
  )()
  for (const answer of answers)
    expect(answer.status === 'done' || answer.status === 'refused', JSON.stringify(answer)).toBe(true)
})

test('R94 R58 a clerk records money that a driver took; it waits, names who took it, and only another accepts it', async () => {
  const note = await postedNote(company, 'K102')
  const input = {
    ...{ accountSetId, customerId: company.customerId('K102'), amount: '86.40', method: 'CASH' },
    ...{ receivedOn: DAY, remark: '', forPaperId: note.paperId, takenById: staff.driver.userId },
  }
  const record = (by: Person, change: object = {}, key?: string) =>
    runCommand(
      desk,
      recordPendingReceipt,
      call(by, { ...input, ...change }, key === undefined ? {} : { key }),
    )
  company.forgetStatements()
  const key = newId(desk.clock.now())
  const taken = valueOf(await record(staff.clerk, {}, key))
  expect(company.statements.length).toBeLessThanOrEqual(recordPendingReceipt.queryBudget)
  expect(valueOf(await record(staff.clerk, {}, key))).toEqual(taken)
  expect(await openOf(company, note)).toBe(8640n)
  expect(await standingOf(company, taken.paperId)).toBe('PENDING')
  const row = (await listPending(db, staff.accountant, accountSetId)).rows.find(
    ({ paperId }) => paperId === taken.paperId,
  )
  expect(row).toMatchObject({ takenBy: 'driver', recordedBy: 'clerk', noteNumber: note.number, isOwn: false })
  const both = { ...staff.clerk, permissions: staff.accountant.permissions }
  expect(await accept([taken.paperId], both)).toMatchObject({ refusal: { code: 'receipt.cashierIsOther' } })
  valueOf(await accept([taken.paperId]))
  expect(await openOf(company, note)).toBe(0n)
  const own = valueOf(await record(staff.clerk, { forPaperId: '', takenById: '' }))
  const { takenById } = await db.receipt.findFirstOrThrow({ where: { paperId: own.paperId } })
  expect(takenById).toBe(staff.clerk.userId)
  for (const [change, fields] of [
    [{ amount: '0' }, { amount: 'zero' }],
    [{ amount: '-1' }, { amount: 'negative' }],
    [{ receivedOn: addDays(DAY, 1) }, { receivedOn: 'dateInFuture' }],
    [{ takenById: note.paperId }, { takenById: 'unknownTaker' }],
  ] as const)
    expect(await record(staff.clerk, change)).toEqual({ status: 'invalid', fields })
  expect(await record(staff.driver)).toMatchObject({ refusal: { code: 'permission.missing' } })
  expect(await record({ ...staff.clerk, accountSetIds: [books.supermarketSetId] })).toMatchObject({
    refusal: { code: 'notFound' },
  })
  expect((await listTakers(db, staff.clerk, accountSetId)).map(({ name }) => name)).toContain('driver')
})
