import { afterAll, expect, test } from 'vitest'
import { readEdges } from '#lib/domain/collections/buckets.ts'
import { endDispute } from '#lib/domain/collections/commands/close-dispute.ts'
import { escalate } from '#lib/domain/collections/commands/escalate.ts'
import { openDispute } from '#lib/domain/collections/commands/open-dispute.ts'
import { recordContact } from '#lib/domain/collections/commands/record-contact.ts'
import { ageingWish } from '#lib/domain/collections/buckets.ts'
import { listWork, workWish } from '#lib/domain/collections/queries.ts'
import { readAgeing } from '#lib/domain/collections/queries-ageing.ts'
import { readCase } from '#lib/domain/collections/queries-customer.ts'
import { recordReceipt } from '#lib/domain/receipts/commands/record.ts'
import { addDays } from '#lib/kernel/business-date.ts'
import { today } from '#lib/kernel/clock.ts'
import { contactOf, owed } from '#tests/support/collecting.ts'
import { testCompany, valueOf } from '#tests/support/company.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { keyOf, refusalOf, run } from '#tests/support/road.ts'

const company = await testCompany({ connections: 8 })
const { db, desk, staff, books } = company
const DAY = today(desk.clock)
const K102 = { accountSetId: books.mainSetId, customerId: company.customerId('K102') }
// K106 pays cash, due the same day; K102 by the month, due later.
const [cash, monthly, other] = [await owed(company, 'K106'), await owed(company), await owed(company)]
afterAll(async () => {
  expect(desk.faults).toEqual([])
  await expectWhole(db)
  await company.drop()
})

const ageing = (params: Record<string, string>, on = DAY, scope = staff.accountant) =>
  readAgeing(db, scope, ageingWish(params), on)
const pay = (amount: string, receivedOn: string = DAY) =>
  run(company, recordReceipt, staff.accountant, {
    ...{ ...K102, amount, receivedOn, method: 'TRANSFER', remark: '' },
  })
const contact = (customer: string, more: object = {}, actor = staff.accountant) =>
  run(company, recordContact, actor, contactOf(company, customer, more))

test('R108 ages what is open by any edges, by due day or by the note, in one statement', async () => {
  company.forgetStatements()
  const now = await ageing({})
  expect(company.statements).toHaveLength(1)
  expect(now.buckets).toEqual([
    { from: null, to: 0 },
    { from: 1, to: 30 },
    { from: 31, to: 60 },
    { from: 61, to: 90 },
    { from: 91, to: null },
  ])
  expect(now.total).toMatchObject({ open: '259.20', notes: 3 })
  const later = await ageing({ edges: '5, 1', basis: 'business' }, addDays(DAY, 3))
  expect(later.buckets.map(({ from, to }) => [from, to])).toEqual([
    [0, 1],
    [2, 5],
    [6, null],
  ])
  expect(later.total.cells.map((cell) => cell.open)).toEqual(['0.00', '259.20', '0.00'])
  const due = await ageing({ edges: '2' }, addDays(DAY, 2))
  expect(due.rows.map((row) => [row.code, row.cells.map((cell) => cell.open)])).toEqual([
    ['K102', ['172.80', '0.00', '0.00']],
    ['K106', ['0.00', '86.40', '0.00']],
  ])
})

test('R108 edges that are none leave the usual ones standing and say so', () => {
  expect(readEdges('90、30 60')).toEqual([30, 60, 90])
  for (const typed of ['', '0', '-1', '1e3', '4000', 'a', '1,2,3,4,5,6,7,8,9'])
    expect(readEdges(typed)).toBeNull()
  expect(ageingWish({ edges: 'x' })).toMatchObject({ edges: [30, 60, 90], areEdgesRight: false })
  expect(ageingWish({ after: "1_' or 1=1", salesperson: '1', channel: "'", by: '__proto__' })).toMatchObject({
    ...{ after: null, salespersonId: null, channel: null, by: 'customer' },
  })
})

test('R46 R60 what has no signed copy at accounting stands apart, and the lines add up by customer, salesperson and channel', async () => {
  // The road to posting brings the signed customer copy to accounting where it is due; cash notes have none there.
  const all = await ageing({})
  for (const by of ['salesperson', 'channel']) {
    const grouped = await ageing({ by })
    expect(grouped.total).toEqual(all.total)
  }
  const [withProof, without] = [await ageing({ proof: 'with' }), await ageing({ proof: 'without' })]
  expect(without.total.open).toBe(all.total.unproven)
  expect(withProof.total.unproven).toBe('0.00')
  expect(Number(withProof.total.open) + Number(without.total.open)).toBeCloseTo(259.2)
  const home = await db.documentCopy.findMany({
    where: { kind: 'CUSTOMER', place: 'ACCOUNTING', signedAt: { not: null } },
  })
  const open = [cash, monthly, other].filter(({ paperId }) => home.some((copy) => copy.paperId === paperId))
  expect(withProof.total.notes).toBe(open.length)
})

test('R108 pages by amount and key, and shows nobody else’s books', async () => {
  const whole = await ageing({})
  const [first, second] = whole.rows
  const after = `${first?.open.replace('.', '')}_${first?.key}`
  expect((await ageing({ after })).rows.map((row) => row.key)).toEqual([second?.key])
  const outside = { ...staff.accountant, accountSetIds: [books.supermarketSetId] }
  expect(await ageing({ set: String(books.mainSetId) }, DAY, outside)).toMatchObject({
    rows: [],
    total: { open: '0.00' },
  })
  expect((await listWork(db, outside, workWish({}), DAY)).rows).toEqual([])
  expect(await readCase(db, outside, K102, DAY)).toBeNull()
  expect(await readCase(db, staff.accountant, { ...K102, customerId: "' or 1=1" }, DAY)).toBeNull()
})

test('R102 what was said is kept for good, and half a promise or one for a day gone is refused', async () => {
  for (const [more, wrong] of [
    [{ contactedOn: addDays(DAY, 1) }, { contactedOn: 'dateInFuture' }],
    [{ said: ' ' }, { said: 'empty' }],
    [{ promisedAmount: '50' }, { promisedOn: 'empty' }],
    [{ promisedOn: DAY }, { promisedAmount: 'empty' }],
    [{ promisedAmount: '0', promisedOn: DAY }, { promisedAmount: 'zero' }],
    [{ promisedAmount: '-0.01', promisedOn: DAY }, { promisedAmount: 'negative' }],
    [{ promisedAmount: '1', promisedOn: addDays(DAY, -1) }, { promisedOn: 'datePassed' }],
  ] as const)
    expect(await contact('K102', more)).toMatchObject({ status: 'invalid', fields: wrong })
  expect(refusalOf(await contact('K102', {}, staff.keeper))).toBe('permission.missing')
  expect(refusalOf(await contact('K102', { accountSetId: books.supermarketSetId }))).toBe('notFound')
  valueOf(await contact('K102'))
  await expect(db.$executeRaw`UPDATE collection_contact SET said = ''`).rejects.toThrow()
})

test('R108 a promise is kept, kept in part or broken by the money that comes by its day, and nothing is rewritten', async () => {
  valueOf(await contact('K102', { promisedAmount: '50', promisedOn: DAY }))
  valueOf(await contact('K102', { promisedAmount: '60', promisedOn: addDays(DAY, 5) }))
  const outcomes = async (on: typeof DAY) => {
    const found = await readCase(db, staff.accountant, K102, on)
    const promises = found?.steps.flatMap((step) => (step.kind === 'contact' ? (step.promise ?? []) : []))
    return promises?.map((promise) => `${promise.amount} ${promise.paid} ${promise.outcome}`)
  }
  expect(await outcomes(DAY)).toEqual(['60.00 0.00 OPEN', '50.00 0.00 OPEN'])
  valueOf(await pay('80'))
  expect(await outcomes(DAY)).toEqual(['60.00 30.00 OPEN', '50.00 50.00 KEPT'])
  expect(await outcomes(addDays(DAY, 6))).toEqual(['60.00 30.00 PARTLY', '50.00 50.00 KEPT'])
  company.forgetStatements()
  const { rows } = await listWork(db, staff.accountant, workWish({ filter: 'promised' }), addDays(DAY, 6))
  expect(company.statements).toHaveLength(1)
  expect(rows.map((row) => [row.code, row.promise?.outcome])).toEqual([['K102', 'PARTLY']])
  expect((await listWork(db, staff.accountant, workWish({ filter: 'promised' }), DAY)).rows).toEqual([])
})

test('R108 arrears are told to another person of that level, who then finds them among their own', async () => {
  const told = (more: object) =>
    run(company, escalate, staff.accountant, {
      ...{ ...K102, level: '2', toUserId: staff.salesManager.userId, reason: '三次未付', ...more },
    })
  expect(refusalOf(await told({ toUserId: staff.accountant.userId }))).toBe('collection.toOneself')
  expect(refusalOf(await told({ toUserId: staff.keeper.userId }))).toBe('collection.otherLevel')
  expect(await told({ level: '4' })).toMatchObject({ fields: { level: 'level' } })
  expect(await told({ toUserId: K102.customerId })).toMatchObject({ fields: { toUserId: 'unknown' } })
  valueOf(await told({}))
  const mine = await listWork(db, staff.salesManager, workWish({ filter: 'mine' }), DAY)
  expect(mine.rows.map((row) => [row.code, row.escalation?.level])).toEqual([['K102', 2]])
  expect((await listWork(db, staff.manager, workWish({ filter: 'mine' }), DAY)).rows).toEqual([])
})

test('R108 a disputed note shows so in ageing and on the worklist until it is ended, once at a time', async () => {
  const say = (act: typeof openDispute, reason = '少收一箱') =>
    run(company, act, staff.accountant, { ...keyOf(other), reason })
  const { pressed } = await db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM paper WHERE id = ${other.paperId}::uuid FOR UPDATE`
    const waiting = Promise.all([say(openDispute), say(openDispute)])
    await expect.poll(waitingForLocks, { interval: 10, timeout: 5000 }).toBe(2)
    return { pressed: waiting }
  })
  expect((await pressed).map(refusalOf).toSorted()).toEqual(['dispute.alreadyOpen', 'done'])
  expect(await db.paperEvent.count({ where: { ...keyOf(other), command: 'dispute.open' } })).toBe(1)
  expect((await ageing({})).rows.find((row) => row.code === 'K102')?.disputed).not.toBe('0.00')
  const { rows } = await listWork(db, staff.accountant, workWish({ filter: 'disputed' }), DAY)
  expect(rows.map((row) => row.code)).toEqual(['K102'])
  const found = await readCase(db, staff.accountant, K102, DAY)
  expect(found?.notes.find((note) => note.dispute !== null)?.dispute).toMatchObject({ reason: '少收一箱' })
  const end = { ...keyOf(other), outcome: '补送一箱' }
  valueOf(await run(company, endDispute, staff.accountant, end))
  expect(refusalOf(await run(company, endDispute, staff.accountant, end))).toBe('dispute.notOpen')
  await expect(db.$executeRaw`UPDATE paper_dispute SET outcome = 'x'`).rejects.toThrow()
  expect((await ageing({})).total.disputed).toBe('0.00')
})

async function waitingForLocks(): Promise<number> {
  const rows = await db.$queryRaw<{ waiting: number }[]>`
    SELECT count(*)::int AS waiting FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`
  return rows[0]?.waiting ?? 0
}
