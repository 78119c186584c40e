import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { assignDriver } from '#lib/domain/delivery-notes/commands/assign-driver.ts'
import { dispatchNote } from '#lib/domain/delivery-notes/commands/dispatch.ts'
import { reportDamagedCode } from '#lib/domain/delivery-notes/commands/report-damaged-code.ts'
import { acceptCopiesCommand } from '#lib/papers/commands/accept-copies.ts'
import { offerCopiesCommand } from '#lib/papers/commands/offer-copies.ts'
import { onConnection } from '#lib/ops/roles.ts'
import { testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { CODED, noteAt } from '#tests/support/note-life.ts'
import {
  coded,
  dispatch,
  keyOf,
  prepared,
  refusalOf,
  run,
  signedBy,
  unmetOf,
  verified,
} from '#tests/support/road.ts'

let company: TestCompany

beforeAll(async () => {
  company = await testCompany({ connections: 10 })
})
afterAll(async () => {
  expect(company.desk.faults).toEqual([])
  await expectWhole(company.db)
  await company.drop()
})
beforeEach(() => company.desk.faults.splice(0))

const stockOf = (product: string) =>
  company.db.stockBalance.findFirstOrThrow({
    where: {
      accountSetId: company.books.mainSetId,
      warehouseId: company.books.eastWarehouseId,
      productId: company.productId(product),
    },
  })

/** Changes what the application never may, as the owner could. */
const asOwner = (sql: string, values: unknown[]) =>
  onConnection(company.database.ownerUrl, (client) => client.query(sql, values))

describe('dispatching', () => {
  it('R7 R8 R9 R10 R124 lets the goods go: stock and reservation down, copies offered to their next keepers', async () => {
    const before = await stockOf('YS003')
    const note = await noteAt(company, 'READY_TO_LEAVE', { lines: CODED })
    const { driver, keeper, clerk } = company.staff
    valueOf(await dispatch(company, note))
    const after = await stockOf('YS003')
    expect(before.onHandE3 - after.onHandE3).toBe(15_000n)
    expect(after.reservedE3).toBe(before.reservedE3)
    const [entry] = await company.db.stockEntry.findMany({ where: keyOf(note) })
    expect(entry).toMatchObject({ fromPlace: 'WAREHOUSE', toPlace: 'CUSTOMER', qtyE3: 15_000n, lineNo: 1 })
    expect(entry?.valueFen).toBe((before.valueFen * 15_000n) / before.onHandE3)
    const copies = await company.db.documentCopy.findMany({ where: keyOf(note), orderBy: { kind: 'asc' } })
    expect(copies.map((copy) => [copy.kind, copy.keeperId, copy.offeredPlace, copy.offeredToId])).toEqual([
      ['ACCOUNTING', keeper.userId, 'ACCOUNTING', null],
      ['CUSTOMER', keeper.userId, 'DRIVER', driver.userId],
      ['DRIVER', keeper.userId, 'DRIVER', driver.userId],
      ['STUB', keeper.userId, 'DESK', clerk.userId],
    ])
    const event = await company.db.paperEvent.findFirstOrThrow({
      where: { ...keyOf(note), command: 'note.dispatch' },
    })
    expect(event.payload).toMatchObject({ driver: 'driver', notice: 'PHONE' })
    expect(refusalOf(await dispatch(company, note))).toBe('note.wrongStep')
  })

  it('A47 goes out only from VERIFIED, R10 with the second person’s word', async () => {
    const note = await noteAt(company, 'PICKING', { lines: CODED })
    expect(refusalOf(await dispatch(company, note))).toBe('note.wrongStep')
    await coded(company, note)
    await prepared(company, note)
    expect(refusalOf(await dispatch(company, note))).toBe('note.wrongStep')
  })

  it('R7 stops a note whose codes are not all on the stub, R8 R124 one that is not signed, R113 one without a driver', async () => {
    const note = await noteAt(company, 'PICKING', { lines: CODED })
    await prepared(company, note)
    await verified(company, note)
    expect(unmetOf(await dispatch(company, note))).toEqual([
      'R7 codesMissing',
      'R8 signatureMissing',
      'R113 driverMissing',
      'R124 handlerUnsigned',
    ])
    await coded(company, note)
    await signedBy(company, note, company.staff.keeper)
    expect(unmetOf(await dispatch(company, note))).toEqual([
      'R8 signatureMissing',
      'R113 driverMissing',
      'R124 handlerUnsigned',
    ])
  })

  it('R6 waits for the second person’s word on a damaged code', async () => {
    const note = await noteAt(company, 'PICKING', { lines: CODED })
    await prepared(company, note)
    await verified(company, note)
    const damaged = { lineNo: 1, kind: 'CASE', code: '', reason: '标签撕破' }
    valueOf(await run(company, reportDamagedCode, company.staff.keeper, { ...keyOf(note), ...damaged }))
    expect(unmetOf(await dispatch(company, note))).toContain('R6 damagedWaiting')
  })

  it('a product without a code policy leaves without codes', async () => {
    const note = await noteAt(company, 'READY_TO_LEAVE', { lines: [{ product: 'LZ001', quantity: '3箱' }] })
    valueOf(await dispatch(company, note))
  })

  it('R9 A22 stops a note whose signature is another person’s or names other content', async () => {
    const strange = await noteAt(company, 'READY_TO_LEAVE', { lines: CODED })
    await asOwner('ALTER TABLE signature DISABLE TRIGGER append_only', [])
    await asOwner(`UPDATE signature SET signer_id = $2 WHERE paper_id = $1 AND slot = 'HANDLER'`, [
      strange.paperId,
      company.staff.otherClerk.userId,
    ])
    expect(unmetOf(await dispatch(company, strange))).toEqual(['R9 signedByAnother'])
    await asOwner(`UPDATE signature SET signer_id = $2 WHERE paper_id = $1 AND slot = 'HANDLER'`, [
      strange.paperId,
      company.staff.salesperson.userId,
    ])
    const moved = await noteAt(company, 'READY_TO_LEAVE', { lines: CODED })
    await asOwner(`UPDATE signature SET content_hash = sha256('x') WHERE paper_id = $1 AND slot = 'KEEPER'`, [
      moved.paperId,
    ])
    expect(unmetOf(await dispatch(company, moved))).toEqual(['R9 signatureBroken'])
    await asOwner(
      `UPDATE signature s SET content_hash = p.content_hash FROM paper p WHERE p.id = s.paper_id AND s.paper_id = $1`,
      [moved.paperId],
    )
    await asOwner('ALTER TABLE signature ENABLE TRIGGER append_only', [])
    valueOf(await dispatch(company, moved))
  })

  it('R3 is done by the keeper who holds the four copies', async () => {
    const note = await noteAt(company, 'READY_TO_LEAVE', { lines: CODED })
    expect(unmetOf(await dispatch(company, note, company.staff.otherKeeper))).toEqual(['R3 copyNotHere'])
    const copies = [{ ...keyOf(note), kind: 'STUB' }]
    const { keeper, clerk } = company.staff
    const offer = { copies, toPlace: 'DESK', toId: clerk.userId, remark: '' }
    valueOf(await run(company, offerCopiesCommand, keeper, offer))
    expect(unmetOf(await dispatch(company, note))).toEqual(['R3 copyOffered'])
    valueOf(await run(company, acceptCopiesCommand, clerk, { of: { copies }, remark: '' }))
    expect(unmetOf(await dispatch(company, note))).toEqual(['R3 copyNotHere'])
  })

  it('A04 A05 is a keeper’s, in the keeper’s own warehouse and account sets', async () => {
    const note = await noteAt(company, 'READY_TO_LEAVE', { lines: CODED })
    for (const person of [company.staff.clerk, company.staff.manager, company.staff.administrator])
      expect(refusalOf(await dispatch(company, note, person))).toBe('permission.missing')
    const elsewhere = { ...company.staff.keeper, warehouseIds: [] }
    expect(refusalOf(await dispatch(company, note, elsewhere))).toBe('notFound')
    const otherSet = { ...company.staff.keeper, accountSetIds: [company.books.supermarketSetId] }
    expect(refusalOf(await dispatch(company, note, otherSet))).toBe('notFound')
  })
})

describe('dispatching at the same moment', () => {
  it('F05 F06 ten presses at once let the goods go once', async () => {
    const before = await stockOf('YS003')
    const note = await noteAt(company, 'READY_TO_LEAVE', { lines: CODED })
    const answers = await Promise.all(Array.from({ length: 10 }, () => dispatch(company, note)))
    expect(answers.filter((answer) => answer.status === 'done')).toHaveLength(1)
    expect(before.onHandE3 - (await stockOf('YS003')).onHandE3).toBe(15_000n)
  })

  it('F08 F09 notes with the same goods leaving together take each their own, and nothing goes below zero', async () => {
    const before = await stockOf('YS004')
    const lines = [
      { product: 'YS004', quantity: '1箱' },
      { product: 'LZ002', quantity: '1箱' },
    ]
    const notes = []
    for (let index = 0; index < 6; index += 1)
      notes.push(
        await noteAt(company, 'READY_TO_LEAVE', {
          lines: index % 2 ? lines : lines.toReversed(),
          customer: 'K105',
        }),
      )
    const answers = await Promise.all(notes.map((note) => dispatch(company, note)))
    expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 6 }, () => 'done'))
    const after = await stockOf('YS004')
    expect(before.onHandE3 - after.onHandE3).toBe(36_000n)
    expect(after.reservedE3).toBe(before.reservedE3)
    await expect(
      onConnection(company.database.url, (client) =>
        client.query('UPDATE stock_balance SET on_hand_e3 = -1, reserved_e3 = 0 WHERE product_id = $1', [
          company.productId('YS004'),
        ]),
      ),
    ).rejects.toThrow(/stock_never/)
  })

  it('R120 stops when the month is closed', async () => {
    const note = await noteAt(company, 'READY_TO_LEAVE', { lines: CODED })
    const { mainSetId: accountSetId } = company.books
    await company.db.accountingPeriod.updateMany({ where: { accountSetId }, data: { status: 'CLOSED' } })
    expect(unmetOf(await dispatch(company, note))).toEqual(['R120 periodClosed'])
    await company.db.accountingPeriod.updateMany({ where: { accountSetId }, data: { status: 'OPEN' } })
  })

  it('costs the same statements with one line and with twenty', async () => {
    const lines = Array.from({ length: 20 }, () => ({ product: 'LZ001', quantity: '1箱' }))
    const counts = []
    for (const wish of [lines.slice(0, 1), lines]) {
      const note = await noteAt(company, 'READY_TO_LEAVE', { lines: wish })
      company.forgetStatements()
      valueOf(await dispatch(company, note))
      counts.push(company.statements.length)
    }
    expect(counts[0]).toBe(counts[1])
    expect(counts[0]).toBeLessThanOrEqual(dispatchNote.queryBudget)
  })
})

describe('held notes at dispatch', () => {
  const oneBottle = [{ product: 'YS003', quantity: '1瓶' }]

  it('R117 压单 lets the next note go with the oldest to collect on that visit, and stops the one after', async () => {
    const first = await noteAt(company, 'ON_THE_ROAD', { lines: oneBottle, customer: 'K103' })
    const second = await noteAt(company, 'READY_TO_LEAVE', {
      lines: [{ product: 'YS003', quantity: '2瓶' }],
      customer: 'K103',
    })
    const third = await noteAt(company, 'READY_TO_LEAVE', {
      lines: [{ product: 'YS003', quantity: '3瓶' }],
      customer: 'K103',
    })
    valueOf(await dispatch(company, second))
    const event = await company.db.paperEvent.findFirstOrThrow({
      where: { ...keyOf(second), command: 'note.dispatch' },
    })
    expect(event.payload).toMatchObject({ collect: { notes: [{ number: first.number, openFen: '46800' }] } })
    expect(unmetOf(await dispatch(company, third))).toEqual(['R117 tooManyOpenNotes'])
  })

  it('R117 A28 压单 four notes leaving at once do not slip past the limit together', async () => {
    const terms = { settlementMethod: 'HELD_NOTE', maxOpenNotes: 1, creditLimitFen: 10_000_000n }
    await company.db.customer.updateMany({ where: { code: 'K106' }, data: terms })
    const notes = []
    for (const product of ['YS003', 'YS004', 'YL001', 'YL002'])
      notes.push(
        await noteAt(company, 'READY_TO_LEAVE', { lines: [{ product, quantity: '1瓶' }], customer: 'K106' }),
      )
    const answers = await Promise.all(notes.map((note) => dispatch(company, note)))
    const stopped = answers.filter((answer) => answer.status !== 'done')
    expect(stopped.map(unmetOf)).toEqual([['R117 tooManyOpenNotes'], ['R117 tooManyOpenNotes']])
  })

  it('R117 滚单 names the amount that brings the balance under its ceiling, and stops a note above it', async () => {
    await company.db.customer.updateMany({ where: { code: 'K104' }, data: { rollingCeilingFen: 100_000n } })
    valueOf(
      await dispatch(
        company,
        await noteAt(company, 'READY_TO_LEAVE', { lines: oneBottle, customer: 'K104' }),
      ),
    )
    const second = await noteAt(company, 'READY_TO_LEAVE', {
      lines: [{ product: 'YS003', quantity: '2瓶' }],
      customer: 'K104',
    })
    valueOf(await dispatch(company, second))
    const event = await company.db.paperEvent.findFirstOrThrow({
      where: { ...keyOf(second), command: 'note.dispatch' },
    })
    expect(event.payload).toMatchObject({ collect: { amountFen: '40400' } })
    const third = await noteAt(company, 'READY_TO_LEAVE', { lines: oneBottle, customer: 'K104' })
    expect(unmetOf(await dispatch(company, third))).toEqual(['R117 overCeiling'])
    const large = await noteAt(company, 'READY_TO_LEAVE', {
      lines: [{ product: 'YS003', quantity: '3瓶' }],
      customer: 'K104',
    })
    expect(unmetOf(await dispatch(company, large))).toEqual(['R117 overCeiling'])
  })

  it('an unknown driver cannot be sent', async () => {
    const note = await noteAt(company, 'PICKING', { lines: CODED })
    const answer = run(company, assignDriver, company.staff.keeper, {
      ...keyOf(note),
      driverId: '00000000-0000-7000-8000-000000000000',
    })
    expect(refusalOf(await answer)).toBe('note.notADriver')
  })
})
