import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { agreeToSheet } from '#lib/domain/driver-reconciliations/commands/agree.ts'
import { closeReconciliation } from '#lib/domain/driver-reconciliations/commands/close.ts'
import { countCash } from '#lib/domain/driver-reconciliations/commands/count.ts'
import { disputeSession } from '#lib/domain/driver-reconciliations/commands/dispute.ts'
import { excuseThing } from '#lib/domain/driver-reconciliations/commands/excuse.ts'
import { openReconciliation } from '#lib/domain/driver-reconciliations/commands/open.ts'
import { ruleDispute } from '#lib/domain/driver-reconciliations/commands/rule-dispute.ts'
import { readDriversDay } from '#lib/domain/driver-reconciliations/day-queries.ts'
import { listSessions, readSessionPage } from '#lib/domain/driver-reconciliations/queries.ts'
import { addDays } from '#lib/kernel/business-date.ts'
import { systemClock, today } from '#lib/kernel/clock.ts'
import { testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { noteAt } from '#tests/support/note-life.ts'
import { createPerson } from '#tests/support/people.ts'
import {
  agree,
  blueCopiesHome,
  cashStop,
  close,
  counted,
  opened,
  pageOf,
  piecesOf,
  settled,
} from '#tests/support/reconciling.ts'
import { deliver, keyOf, moveCopies, refusalOf, run, unmetOf } from '#tests/support/road.ts'

let company: TestCompany
let set: number

beforeAll(async () => {
  company = await testCompany()
  set = company.books.mainSetId
})
afterAll(async () => {
  expect(company.desk.faults).toEqual([])
  await expectWhole(company.db)
  await company.drop()
})
beforeEach(() => company.desk.faults.splice(0))

const CASH = 8640

/** What the account of drivers' differences stands at, in fen. */
async function driverAccount(): Promise<number> {
  const rows = await company.db.$queryRaw<{ open: number }[]>`
    SELECT coalesce(sum(CASE WHEN e.debit_account = u.code THEN e.amount_fen ELSE -e.amount_fen END), 0)::int AS open
    FROM account_use u JOIN journal_entry e ON e.account_set_id = u.account_set_id AND u.code IN (e.debit_account, e.credit_account)
    WHERE u.account_set_id = ${set} AND u.use = 'DRIVER_DIFFERENCE'`
  return rows[0]?.open ?? 0
}

const receiptsFrom = ({ paperId }: { paperId: string }) =>
  company.db.receipt.findMany({ where: { reconciliationId: paperId } })

describe('a session with a driver', () => {
  it('R57 lists every delivered note and, apart, what is still on the road; and closes when all is back, counted and signed by both', async () => {
    const [cash, monthly] = [await cashStop(company), await noteAt(company, 'DELIVERED')]
    const road = await noteAt(company, 'ON_THE_ROAD')
    const session = await opened(company, set)
    const page = await pageOf(company, session)
    expect(page.sheet.notes.map(({ number }) => number)).toEqual([cash.number, monthly.number])
    expect(page.others.map(({ number, kind, status }) => [number, kind, status])).toEqual([
      [road.number, 'CUSTOMER', 'DISPATCHED'],
      [road.number, 'DRIVER', 'DISPATCHED'],
    ])
    expect(page.sheet.expectedFen).toBe(String(CASH))
    expect(unmetOf(await agree(company, session))).toEqual([
      'R57 blueCopyOut',
      'R46 signedCopyOut',
      'R58 notCounted',
    ])
    await blueCopiesHome(company, cash, monthly)
    const way = { from: company.staff.driver, to: company.staff.clerk, place: 'DESK' } as const
    await moveCopies(company, monthly, ['CUSTOMER'], way)
    valueOf(await counted(company, session, CASH))
    expect(unmetOf(await close(company, session))).toEqual(['R9 driverUnsigned'])
    valueOf(await agree(company, session))
    valueOf(await close(company, session))
    const row = await company.db.driverReconciliation.findFirstOrThrow({ where: keyOf(session) })
    expect([row.status, row.expectedFen, row.countedFen, row.differenceFen]).toEqual([
      'CLOSED',
      8640n,
      8640n,
      0n,
    ])
    const signed = await company.db.signature.findMany({ where: keyOf(session), orderBy: { slot: 'asc' } })
    const { clerk, driver } = company.staff
    expect(signed.map(({ slot, signerId }) => [slot, signerId])).toEqual([
      ['CASHIER', clerk.userId],
      ['DRIVER', driver.userId],
    ])
    const [receipt, ...others] = await receiptsFrom(session)
    expect(others).toEqual([])
    expect(receipt).toMatchObject({
      status: 'PENDING',
      amountFen: 8640n,
      takenById: driver.userId,
      forPaperId: cash.paperId,
    })
    expect(
      refusalOf(
        await run(company, openReconciliation, clerk, { accountSetId: set, driverId: driver.userId }),
      ),
    ).toBe('reconciliation.nothingWaits')
    valueOf(await deliver(company, road))
    await blueCopiesHome(company, road)
    await moveCopies(company, road, ['CUSTOMER'], way)
    const next = await pageOf(company, await settled(company, set, 0))
    expect(next.sheet.notes.map(({ number }) => number)).toEqual([road.number])
  })

  it('R58 refuses text, fractions, less than nothing, too many, and a stated total that does not add up', async () => {
    const cash = await cashStop(company)
    const session = await opened(company, set)
    const typed = (pieces: string[], stated = '') => ({ ...keyOf(session), pieces, stated, reason: '' })
    const wrong: [string[], string, Record<string, string>][] = [
      [['一', '', '', '', '', '', '', ''], '', { 'pieces.0': 'notACount' }],
      [['', '0.5', '', '', '', '', '', ''], '', { 'pieces.1': 'wholeNumber' }],
      [['', '', '-1', '', '', '', '', ''], '', { 'pieces.2': 'negative' }],
      [['', '', '', '', '', '', '', '9999999'], '', { 'pieces.7': 'tooMany' }],
      [piecesOf(CASH), '86.41', { stated: 'doesNotAddUp' }],
      [['1'], '', { pieces: 'pieces' }],
    ]
    const { clerk, driver } = company.staff
    for (const [pieces, stated, fields] of wrong)
      expect(await run(company, countCash, clerk, typed(pieces, stated))).toMatchObject({
        status: 'invalid',
        fields,
      })
    expect(refusalOf(await run(company, countCash, driver, typed(piecesOf(CASH))))).toBe('permission.missing')
    await blueCopiesHome(company, cash)
    valueOf(await run(company, countCash, clerk, typed(piecesOf(CASH), '86.40')))
    valueOf(await agree(company, session))
    valueOf(await close(company, session))
  })

  it('R58 a difference needs a reason, stands on the driver’s account, and a disputed one is let off once by a manager', async () => {
    const before = await driverAccount()
    const cash = await cashStop(company)
    await blueCopiesHome(company, cash)
    const session = await opened(company, set)
    valueOf(await counted(company, session, CASH - 640))
    expect(unmetOf(await agree(company, session))).toEqual(['R58 shortUnexplained'])
    valueOf(await counted(company, session, CASH - 640, '路上找零丢失'))
    const { driver, manager, clerk } = company.staff
    const dispute = { ...keyOf(session), notePaperId: cash.paperId, statement: '客户只给了 80 元' }
    const { sequence } = valueOf(await run(company, disputeSession, driver, dispute))
    valueOf(await agree(company, session))
    const ruling = { ...keyOf(session), sequence, outcome: 'HOUSE_BEARS', ruling: '客户确认少付' }
    expect(refusalOf(await run(company, ruleDispute, manager, ruling))).toBe('reconciliation.ruleAfterClose')
    valueOf(await close(company, session))
    expect(await driverAccount()).toBe(before + 640)
    const disputed = await listSessions(company.db, manager, { only: 'DISPUTED', before: null })
    expect(disputed.rows.map(({ paperId, openDisputes }) => [paperId, openDisputes])).toEqual([
      [session.paperId, 1],
    ])
    expect(refusalOf(await run(company, ruleDispute, clerk, ruling))).toBe('permission.missing')
    valueOf(await run(company, ruleDispute, manager, ruling))
    expect(refusalOf(await run(company, ruleDispute, manager, ruling))).toBe('reconciliation.alreadyRuled')
    expect(await driverAccount()).toBe(before)
    expect((await receiptsFrom(session)).map(({ amountFen }) => amountFen)).toEqual([8640n])
    const over = await cashStop(company)
    await blueCopiesHome(company, over)
    await settled(company, set, CASH + 100, '客户多给')
    expect(await driverAccount()).toBe(before - 100)
  })
})

describe('what a session is closed over', () => {
  it('R57 a stop delivered after the driver signed is named, bound when the driver signs again, and never orphaned', async () => {
    const first = await cashStop(company)
    const late = await noteAt(company, 'ON_THE_ROAD', { customer: 'K101' })
    await blueCopiesHome(company, first)
    const session = await opened(company, set)
    valueOf(await counted(company, session, CASH))
    const seen = (await pageOf(company, session)).sheetHash
    valueOf(await agree(company, session))
    valueOf(await deliver(company, late))
    const refused = await close(company, session, seen)
    expect(unmetOf(refused)).toEqual(['R57 blueCopyOut', 'R58 shortUnexplained', 'R9 lateStops'])
    expect(JSON.stringify(refused)).toContain(late.number)
    expect(refusalOf(await agree(company, session, seen))).toBe('reconciliation.sheetChanged')
    await blueCopiesHome(company, late)
    valueOf(await counted(company, session, 2 * CASH))
    valueOf(await agree(company, session))
    valueOf(await close(company, session))
    const bound = await company.db.reconciliationNote.findMany({
      where: { reconciliationId: session.paperId },
    })
    expect(bound.map(({ paperId }) => paperId).toSorted()).toEqual([first.paperId, late.paperId].toSorted())
  })

  it('R46 R51 R52 a missing copy, consignment note or freight is excused with a reason on the sheet, by the desk alone, and only what is missing', async () => {
    const monthly = await noteAt(company, 'DELIVERED')
    const session = await opened(company, set)
    const { clerk, driver, otherClerk } = company.staff
    const excuse = {
      ...keyOf(session),
      notePaperId: monthly.paperId,
      thing: 'CUSTOMER_COPY',
      reason: '客户明日送来',
    }
    expect(refusalOf(await run(company, excuseThing, driver, excuse))).toBe('permission.missing')
    const notDue = { ...excuse, thing: 'CONSIGNMENT_NOTE' }
    expect(refusalOf(await run(company, excuseThing, clerk, notDue))).toBe('reconciliation.notMissing')
    const foreign = { ...excuse, notePaperId: session.paperId }
    expect(refusalOf(await run(company, excuseThing, clerk, foreign))).toBe('reconciliation.otherNote')
    expect(await run(company, excuseThing, clerk, { ...excuse, reason: ' ' })).toMatchObject({
      status: 'invalid',
    })
    valueOf(await run(company, excuseThing, otherClerk, excuse))
    expect(refusalOf(await run(company, excuseThing, clerk, excuse))).toBe('reconciliation.notMissing')
    await blueCopiesHome(company, monthly)
    valueOf(await agree(company, session))
    valueOf(await close(company, session))
    const { sheet } = await pageOf(company, session)
    expect(sheet.notes[0]).toMatchObject({
      customerCopy: 'EXCUSED',
      excuses: [{ thing: 'CUSTOMER_COPY', reason: '客户明日送来' }],
    })
  })

  it('A05 R9 is nobody else’s: another driver sees no session and signs none, nobody signs for the driver, and a replay closes once', async () => {
    const cash = await cashStop(company)
    await blueCopiesHome(company, cash)
    const session = await opened(company, set)
    valueOf(await counted(company, session, CASH))
    const accountSetIds = [set]
    const hired = await createPerson(company.db, {
      roles: ['DRIVER'],
      accountSetIds,
      warehouseIds: [],
      displayName: 'otherDriver',
    })
    const { clerk, driver } = company.staff
    const { sheetHash } = await pageOf(company, session)
    const signing = { ...keyOf(session), sheetHash }
    const pin = { pin: company.pin }
    expect(await readSessionPage(company.db, hired.person, keyOf(session), today(systemClock))).toBeNull()
    expect(refusalOf(await run(company, agreeToSheet, hired.person, signing, pin))).toBe('notFound')
    expect(refusalOf(await run(company, agreeToSheet, clerk, signing, pin))).toBe('permission.missing')
    expect(refusalOf(await run(company, agreeToSheet, driver, signing, { pin: '000000' }))).toBe(
      'signing.wrongPin',
    )
    const elsewhere = { ...clerk, accountSetIds: [company.books.supermarketSetId] }
    expect(refusalOf(await run(company, closeReconciliation, elsewhere, signing, pin))).toBe('notFound')
    const twice = { accountSetId: set, driverId: driver.userId }
    expect(refusalOf(await run(company, openReconciliation, clerk, twice))).toBe('reconciliation.alreadyOpen')
    valueOf(await agree(company, session))
    const key = 'close-once-0001'
    valueOf(await run(company, closeReconciliation, clerk, signing, { ...pin, key }))
    valueOf(await run(company, closeReconciliation, clerk, signing, { ...pin, key }))
    expect(refusalOf(await run(company, closeReconciliation, clerk, signing, pin))).toBe(
      'reconciliation.closed',
    )
    expect(await receiptsFrom(session)).toHaveLength(1)
  })

  it('R58 is closed by constant statements, whatever the number of stops', async () => {
    const counts: number[] = []
    for (const stops of [1, 3]) {
      const notes = []
      for (let each = 0; each < stops; each += 1) notes.push(await cashStop(company))
      await blueCopiesHome(company, ...notes)
      const session = await opened(company, set)
      valueOf(await counted(company, session, stops * CASH))
      valueOf(await agree(company, session))
      company.forgetStatements()
      const { sheetHash } = await pageOf(company, session)
      expect(company.statements.length).toBe(4)
      company.forgetStatements()
      valueOf(
        await run(
          company,
          closeReconciliation,
          company.staff.clerk,
          { ...keyOf(session), sheetHash },
          { pin: company.pin },
        ),
      )
      counts.push(company.statements.length)
    }
    expect(counts[1]).toBe(counts[0])
    expect(counts[0]).toBeLessThanOrEqual(closeReconciliation.queryBudget)
  })
})

describe('the manager’s page of the day', () => {
  it('R60 shows signed customer copies kept past the next day, stops not accounted for, differences and disputes', async () => {
    const { driver, clerk } = company.staff
    const monthly = await noteAt(company, 'DELIVERED')
    const on = today(systemClock)
    const [tomorrow, later] = [addDays(on, 1), addDays(on, 2)]
    expect((await readDriversDay(company.db, [set], on)).waitingSince).toEqual([])
    expect((await readDriversDay(company.db, [set], tomorrow)).waitingSince).toEqual([
      { driverName: driver.displayName, notes: 1, since: on },
    ])
    await moveCopies(company, monthly, ['DRIVER', 'CUSTOMER'], { from: driver, to: clerk, place: 'DESK' })
    await settled(company, set, 100, '多出一元')
    const day = await readDriversDay(company.db, [set], on)
    expect(day.lateCopies).toEqual([])
    expect(day.differences.map(({ amount }) => amount)).toContain('1.00')
    expect((await readDriversDay(company.db, [set], tomorrow)).lateCopies).toEqual([])
    const late = await readDriversDay(company.db, [set], later)
    expect(late.lateCopies.map(({ keeperName, since }) => [keeperName, since])).toEqual([
      [clerk.displayName, on],
    ])
    expect([late.waitingSince, late.differences]).toEqual([[], []])
    expect((await readDriversDay(company.db, [company.books.supermarketSetId], later)).lateCopies).toEqual([])
  })
})
