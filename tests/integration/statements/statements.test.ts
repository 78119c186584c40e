import { afterAll, expect, test } from 'vitest'
import { batchOf, fillInOrder, settleLines } from '#components/receipts/settle-figures.ts'
import { allocateByHand } from '#lib/domain/receipts/commands/allocate.ts'
import { recordReceipt } from '#lib/domain/receipts/commands/record.ts'
import { settlementDesk } from '#lib/domain/receipts/queries-detail.ts'
import { customerMoney } from '#lib/domain/receipts/queries.ts'
import { makeStatement } from '#lib/domain/statements/commands/make.ts'
import { revokeStatementLink } from '#lib/domain/statements/commands/revoke-link.ts'
import { sendStatement } from '#lib/domain/statements/commands/send.ts'
import { linkToken, readLinkToken } from '#lib/domain/statements/link-token.ts'
import { listStatements, readStatement, statementWish } from '#lib/domain/statements/queries.ts'
import { customerOf, readLinkedPicture } from '#lib/domain/statements/queries-link.ts'
import { runCommand } from '#lib/command/run-command.ts'
import { answerStatement } from '#lib/domain/statements/commands/answer.ts'
import { addDays } from '#lib/kernel/business-date.ts'
import { systemClock, today } from '#lib/kernel/clock.ts'
import { newId } from '#lib/kernel/ids.ts'
import { attachPicture } from '#lib/papers/commands/attach-picture.ts'
import { answered, decide, linked, opened, owed, propose, statementOf } from '#tests/support/collecting.ts'
import { testCompany, valueOf } from '#tests/support/company.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { call } from '#tests/support/people.ts'
import { openOf } from '#tests/support/receipts.ts'
import { keyOf, refusalOf, run } from '#tests/support/road.ts'

const company = await testCompany({ connections: 8 })
const { db, desk, staff, books } = company
const DAY = today(desk.clock)
const note = await owed(company)
const second = await owed(company)
const foreign = await owed(company, 'K106')
afterAll(async () => {
  expect(desk.faults).toEqual([])
  await expectWhole(db)
  await company.drop()
})

const PICTURE = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII='
const make = (more: object = {}, actor = staff.accountant) =>
  run(company, makeStatement, actor, {
    ...{ accountSetId: books.mainSetId, customerId: company.customerId('K102'), from: DAY, to: DAY, ...more },
  })

test('R102 a statement says every mark with what was owed after it, from opening to closing, and is frozen', async () => {
  const picture = { of: keyOf(note), purpose: 'SIGNED_COPY', picture: PICTURE }
  valueOf(await run(company, attachPicture, staff.clerk, picture))
  valueOf(
    await run(company, recordReceipt, staff.accountant, {
      ...{ accountSetId: books.mainSetId, customerId: company.customerId('K102'), amount: '100' },
      ...{ method: 'CASH', receivedOn: DAY, remark: '' },
    }),
  )
  valueOf(
    await decide(
      company,
      valueOf(await propose(company, 'K102', [{ noteId: second.paperId, amount: '2.80' }])),
    ),
  )
  company.forgetStatements()
  const made = valueOf(await make())
  expect(company.statements.length).toBeLessThanOrEqual(8)
  expect(made.number).toMatch(/^DZ/)
  const found = await readStatement(db, staff.accountant, made, desk.clock.now())
  expect(found?.content.lines.map((line) => [line.what, line.deltaFen, line.balanceFen])).toEqual([
    ['NOTE', '8640', '8640'],
    ['NOTE', '8640', '17280'],
    ['RECEIPT', '-10000', '7280'],
    ['WRITE_OFF', '-280', '7000'],
  ])
  expect(found?.content).toMatchObject({ openingFen: '0', closingFen: '7000' })
  expect(found?.content.lines[0]?.pictures).toHaveLength(1)
  expect(found?.content.open.map((open) => open.openFen)).toEqual(['7000'])
  expect(found?.content.ageing.cells.map(Number).reduce((sum, cell) => sum + cell, 0)).toBe(7000)
  const balance = await db.customerBalance.findFirstOrThrow({
    where: { customerId: company.customerId('K102') },
  })
  expect(balance.receivableFen - balance.prepaidFen).toBe(7000n)
  await expect(db.$executeRaw`UPDATE statement SET closing_fen = 0`).rejects.toThrow()
})

test('R102 what came before its days is its opening balance, whatever the range', async () => {
  const past = valueOf(await make({ from: addDays(DAY, -30), to: addDays(DAY, -1) }))
  const found = await readStatement(db, staff.accountant, past, desk.clock.now())
  expect(found?.content).toMatchObject({ openingFen: '0', closingFen: '0', lines: [], open: [] })
  expect(await make({ to: addDays(DAY, 1) })).toMatchObject({ fields: { to: 'dateInFuture' } })
  expect(await make({ from: DAY, to: addDays(DAY, -1) })).toMatchObject({ fields: { from: 'daysTurned' } })
  expect(await make({ from: '2026-02-30' })).toMatchObject({ status: 'invalid' })
})

test('A05 A06 no other account set, role or forged customer makes, reads or lists a statement', async () => {
  const outside = { ...staff.accountant, accountSetIds: [books.supermarketSetId] }
  expect(refusalOf(await make({}, outside))).toBe('notFound')
  expect(refusalOf(await make({ customerId: newId(systemClock.now()) }))).toBe('notFound')
  expect(refusalOf(await make({}, staff.clerk))).toBe('permission.missing')
  const made = await statementOf(company, 'K102')
  expect(await readStatement(db, outside, made, desk.clock.now())).toBeNull()
  expect((await listStatements(db, outside, statementWish({}))).rows).toEqual([])
  const sent = { ...keyOf(made), way: 'MESSAGE', sentTo: '王会计' }
  expect(refusalOf(await run(company, sendStatement, outside, sent))).toBe('notFound')
  valueOf(await run(company, sendStatement, staff.accountant, sent))
  const { rows } = await listStatements(db, staff.accountant, statementWish({ standing: 'SENT' }))
  expect(rows.map((row) => row.number)).toEqual([made.number])
})

test('A41 A44 a link opens its one statement; altered, foreign, expired and revoked links open nothing', async () => {
  const made = await statementOf(company, 'K102')
  const other = await statementOf(company, 'K106')
  const { token, linkId } = await linked(company, made)
  const found = await opened(company, token)
  expect(found?.content.number).toBe(made.number)
  const letters = [...token]
  for (const at of [0, 10, 24, 40, 66]) {
    const changed = letters.with(at, letters[at] === 'A' ? 'B' : 'A').join('')
    expect(await opened(company, changed), String(at)).toBeNull()
  }
  expect(readLinkToken('another secret of this length or more', token)).toBeNull()
  for (const wrong of ['', token.slice(1), `${token}A`, 'x'.repeat(67), "' or 1=1--", made.paperId])
    expect(await opened(company, wrong, '192.0.2.8')).toBeNull()
  const unmade = linkToken(desk.pinKey, { accountSetId: made.accountSetId, linkId: newId(systemClock.now()) })
  expect(await opened(company, unmade)).toBeNull()
  const elsewhere = linkToken(desk.pinKey, { accountSetId: books.supermarketSetId, linkId })
  expect(await opened(company, elsewhere)).toBeNull()
  expect(found && (await readLinkedPicture(db, found, 'ab'.repeat(32)))).toBeNull()
  const hash = found?.content.lines.flatMap(({ pictures }) => pictures)[0] ?? ''
  expect(found && (await readLinkedPicture(db, found, hash))?.mediaType).toBe('image/png')
  const foreignLink = await opened(company, (await linked(company, other)).token)
  expect(foreignLink && (await readLinkedPicture(db, foreignLink, hash))).toBeNull()
  valueOf(
    await run(company, revokeStatementLink, staff.accountant, { accountSetId: made.accountSetId, linkId }),
  )
  expect(await opened(company, token)).toBeNull()
  const again = await run(company, revokeStatementLink, staff.accountant, {
    accountSetId: made.accountSetId,
    linkId,
  })
  expect(refusalOf(again)).toBe('statement.linkEnded')
  const short = await linked(company, made, '1')
  const later = { ...desk, clock: { now: () => new Date(systemClock.now().getTime() + 2 * 86_400_000) } }
  const stillOpen = await opened(company, short.token)
  if (!stillOpen) throw new Error('the link is new')
  expect(await opened({ ...company, desk: later }, short.token)).toBeNull()
  const actor = customerOf(stillOpen, { address: null, userAgent: null })
  const input = { answer: 'CONFIRMED', answeredBy: '王', note: '', disputed: [] }
  expect(refusalOf(await runCommand(later, answerStatement, call(actor, input)))).toBe('notFound')
})

test('A39 an address that tries many wrong links finds the right one shut as well, and another address does not', async () => {
  const { token } = await linked(company, await statementOf(company, 'K102'))
  for (let tries = 0; tries < 25; tries += 1) await opened(company, 'x'.repeat(67), '198.51.100.9')
  expect(await opened(company, token, '198.51.100.9')).toBeNull()
  for (let tries = 0; tries < 25; tries += 1)
    expect(await opened(company, token, '198.51.100.10')).not.toBeNull()
})

test('R102 the customer answers once, from somewhere, and nobody of the desk can answer for them', async () => {
  const made = await statementOf(company, 'K102')
  const { token } = await linked(company, made)
  const both = await Promise.all([answered(company, token), answered(company, token)])
  expect(both.map(refusalOf).toSorted()).toEqual(['done', 'statement.alreadyAnswered'])
  const { token: another } = await linked(company, made)
  expect(refusalOf(await answered(company, another, { answer: 'DISPUTED', note: '不对' }))).toBe(
    'statement.alreadyAnswered',
  )
  const found = await readStatement(db, staff.accountant, made, desk.clock.now())
  expect(found?.answer).toMatchObject({
    answer: 'CONFIRMED',
    answeredBy: '王会计',
    address: '192.0.2.7',
    userAgent: 'phone',
  })
  for (const person of Object.values(staff)) {
    const input = { answer: 'CONFIRMED', answeredBy: '王', note: '', disputed: [] }
    expect(refusalOf(await run(company, answerStatement, person, input))).toBe('permission.missing')
  }
})

test('R102 a disputed line is a disputed note from then on; only notes of this statement can be', async () => {
  const made = await statementOf(company, 'K102')
  const { token } = await linked(company, made)
  const say = (more: object) => answered(company, token, { answer: 'DISPUTED', note: '少收一箱', ...more })
  expect(await say({ note: '' })).toMatchObject({ fields: { note: 'empty' } })
  expect(await say({ disputed: [foreign.paperId] })).toMatchObject({ fields: { disputed: 'unknown' } })
  expect(await answered(company, token, { disputed: [note.paperId] })).toMatchObject({ status: 'invalid' })
  valueOf(await say({ disputed: [note.paperId, note.paperId] }))
  const dispute = await db.paperDispute.findFirstOrThrow({ where: { paperId: note.paperId, closedAt: null } })
  expect(dispute).toMatchObject({ reason: '少收一箱', statementId: made.paperId, openedById: null })
  const next = await statementOf(company, 'K102')
  const found = await readStatement(db, staff.accountant, next, desk.clock.now())
  expect(found?.content.lines.find((line) => line.paperId === note.paperId)?.isDisputed).toBe(true)
  const before = await readStatement(db, staff.accountant, made, desk.clock.now())
  expect(before?.content.lines.every((line) => !line.isDisputed)).toBe(true)
})

test('R91 the notes of a statement are settled together, oldest first, and no other note of the customer', async () => {
  const customer = { accountSetId: books.mainSetId, customerId: company.customerId('K105') }
  const older = [await owed(company, 'K105'), await owed(company, 'K105')]
  const said = await readStatement(db, staff.accountant, await statementOf(company, 'K105'), desk.clock.now())
  const later = await owed(company, 'K105')
  const money = { amount: '150', method: 'TRANSFER', receivedOn: DAY, remark: '', purpose: 'PREPAYMENT' }
  valueOf(await run(company, recordReceipt, staff.accountant, { ...customer, ...money }))
  const named = new Set(said?.content.open.map(({ paperId }) => paperId))
  expect([...named].toSorted()).toEqual(older.map(({ paperId }) => paperId).toSorted())
  const owing = await customerMoney(db, staff.accountant, customer, DAY)
  const free = (await settlementDesk(db, staff.accountant, customer))?.free ?? ''
  const items = owing?.items ?? []
  const lines = settleLines(items, fillInOrder(batchOf(items, named), new Map(), free))
  expect(lines.map(({ amount }) => amount)).toEqual(['86.40', '63.60'])
  valueOf(
    await run(company, allocateByHand, staff.accountant, { ...customer, moneyId: '', lines, reason: '' }),
  )
  expect(await Promise.all([...older, later].map((each) => openOf(company, each)))).toEqual([
    0n,
    2280n,
    8640n,
  ])
})
