import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeReconciliation } from '#lib/domain/driver-reconciliations/commands/close.ts'
import { countCash } from '#lib/domain/driver-reconciliations/commands/count.ts'
import { openReconciliation } from '#lib/domain/driver-reconciliations/commands/open.ts'
import { testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { noteAt } from '#tests/support/note-life.ts'
import {
  agree,
  blueCopiesHome,
  cashStop,
  counted,
  excused,
  opened,
  pageOf,
  piecesOf,
} from '#tests/support/reconciling.ts'
import { deliver, keyOf, refusalOf, run, unmetOf } from '#tests/support/road.ts'

let company: TestCompany

beforeAll(async () => {
  company = await testCompany({ connections: 8 })
})
afterAll(async () => {
  expect(company.desk.faults).toEqual([])
  await expectWhole(company.db)
  await company.drop()
})

const CASH = 8640

/** A session that only waits for being closed, by whom it is asked for with this sheet. */
async function readyToClose() {
  const { accountSetId } = await cashStop(company)
  const session = await opened(company, accountSetId)
  await excused(company, session, '随货存放')
  const { sheet } = await pageOf(company, session)
  valueOf(await counted(company, session, Number(sheet.expectedFen)))
  valueOf(await agree(company, session))
  const { sheetHash } = await pageOf(company, session)
  const { clerk, otherClerk } = company.staff
  const closing = { ...keyOf(session), sheetHash }
  const closeBy = (person: typeof clerk) =>
    run(company, closeReconciliation, person, closing, { pin: company.pin })
  return { session, closeBy, clerk, otherClerk }
}

describe('F13 a session raced', () => {
  it('R57 by a stop that is being sent: the stop is named, or waits for the next session, and is never orphaned', async () => {
    for (let round = 0; round < 6; round += 1) {
      const late = await noteAt(company, 'ON_THE_ROAD', { customer: 'K101' })
      const { session, closeBy, clerk } = await readyToClose()
      const [closed, delivered] = await Promise.all([closeBy(clerk), deliver(company, late)])
      valueOf(delivered)
      const row = await company.db.reconciliationNote.findFirstOrThrow({ where: keyOf(late) })
      expect(row.reconciliationId).toBeNull()
      if (closed.status === 'done') {
        expect((await pageOf(company, session)).sheet.notes.map(({ number }) => number)).not.toContain(
          late.number,
        )
      } else {
        expect(unmetOf(closed)).toContain('R9 lateStops')
        expect(JSON.stringify(closed)).toContain(late.number)
        await excused(company, session, '随货存放')
        const { sheet } = await pageOf(company, session)
        valueOf(await counted(company, session, Number(sheet.expectedFen)))
        valueOf(await agree(company, session))
        const { sheetHash } = await pageOf(company, session)
        const again = { ...keyOf(session), sheetHash }
        valueOf(await run(company, closeReconciliation, clerk, again, { pin: company.pin }))
      }
    }
  }, 60_000)

  it('R58 by two desks at once: opened once, closed once, each payment one receipt', async () => {
    const { session, closeBy, clerk, otherClerk } = await readyToClose()
    const answers = await Promise.all([closeBy(clerk), closeBy(otherClerk)])
    expect(answers.map(refusalOf).toSorted()).toEqual(['done', 'reconciliation.closed'])
    const { sheet } = await pageOf(company, session)
    const receipts = await company.db.receipt.findMany({ where: { reconciliationId: session.paperId } })
    expect(receipts.map(({ amountFen }) => String(amountFen)).toSorted()).toEqual(
      sheet.notes.map(({ cashFen }) => cashFen).toSorted(),
    )
    const { accountSetId } = await cashStop(company)
    const opening = { accountSetId, driverId: company.staff.driver.userId }
    const both = await Promise.all([
      run(company, openReconciliation, clerk, opening),
      run(company, openReconciliation, otherClerk, opening),
    ])
    expect(both.map(refusalOf).toSorted()).toEqual(['done', 'reconciliation.alreadyOpen'])
  })

  it('R58 by another count: closed over the count that was signed, or refused because it is another sheet', async () => {
    const open = await company.db.driverReconciliation.findFirstOrThrow({ where: { status: 'OPEN' } })
    const cash = await company.db.reconciliationNote.findMany({ where: { reconciliationId: null } })
    await blueCopiesHome(company, ...cash.map(({ accountSetId, paperId }) => ({ accountSetId, paperId })))
    const session = { accountSetId: open.accountSetId, paperId: open.paperId }
    valueOf(await counted(company, session, CASH))
    valueOf(await agree(company, session))
    const { sheetHash } = await pageOf(company, session)
    const { clerk, otherClerk } = company.staff
    const recount = { ...keyOf(session), pieces: piecesOf(CASH - 100), stated: '', reason: '再点少一元' }
    const [closed, recounted] = await Promise.all([
      run(company, closeReconciliation, clerk, { ...keyOf(session), sheetHash }, { pin: company.pin }),
      run(company, countCash, otherClerk, recount),
    ])
    const outcome = `${refusalOf(closed)} ${refusalOf(recounted)}`
    expect(['done reconciliation.closed', 'gate.reconcile done']).toContain(outcome)
    const row = await company.db.driverReconciliation.findFirstOrThrow({ where: keyOf(session) })
    expect(row.countedFen).toBe(closed.status === 'done' ? BigInt(CASH) : null)
  })
})
