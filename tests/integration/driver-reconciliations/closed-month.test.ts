import { afterAll, expect, test } from 'vitest'
import { openAmendment } from '#lib/domain/delivery-notes/commands/open-amendment.ts'
import { agreeAmendment } from '#lib/domain/delivery-notes/commands/agree-amendment.ts'
import { receiveSurplus } from '#lib/domain/delivery-notes/commands/receive-surplus.ts'
import { closeReconciliation } from '#lib/domain/driver-reconciliations/commands/close.ts'
import { countCash } from '#lib/domain/driver-reconciliations/commands/count.ts'
import { disputeSession } from '#lib/domain/driver-reconciliations/commands/dispute.ts'
import { ruleDispute } from '#lib/domain/driver-reconciliations/commands/rule-dispute.ts'
import { testCompany, valueOf } from '#tests/support/company.ts'
import { withMonthClosed } from '#tests/support/goods-steps.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import {
  agree,
  blueCopiesHome,
  cashStop,
  close,
  counted,
  opened,
  pageOf,
} from '#tests/support/reconciling.ts'
import { keyOf, type NoteRef, refusalOf, run, unmetOf } from '#tests/support/road.ts'

const company = await testCompany({ connections: 8 })
const { db, staff, books } = company
const set = books.mainSetId
const CASH = 8640
const pin = { pin: company.pin }
afterAll(async () => {
  expect(company.desk.faults).toEqual([])
  await expectWhole(db)
  await company.drop()
})

/** A session of one cash stop, so much short with a reason, signed by the driver. */
async function shortSession(shortFen: number): Promise<{ session: NoteRef; note: NoteRef }> {
  const note = await cashStop(company)
  await blueCopiesHome(company, note)
  const session = await opened(company, set)
  valueOf(await counted(company, session, CASH - shortFen, '找零少收'))
  return { session, note }
}

test('R64 a session, a ruling on a dispute and surplus goods enter nothing in a closed month, and are not lost by it', async () => {
  const first = await shortSession(640)
  const dispute = { ...keyOf(first.session), notePaperId: first.note.paperId, statement: '客户少付' }
  const { sequence } = valueOf(await run(company, disputeSession, staff.driver, dispute))
  valueOf(await agree(company, first.session))
  valueOf(await close(company, first.session))
  const note = await cashStop(company)
  const amending = { ...keyOf(note), reason: '客户只要一箱', lines: [{ lineNo: 1, accepted: '1箱' }] }
  const slip = valueOf(await run(company, openAmendment, staff.clerk, amending, pin))
  valueOf(await run(company, agreeAmendment, staff.salesperson, keyOf(slip), pin))
  const surplus = { ...keyOf(note), slipId: slip.paperId, codes: [] }
  const openAgain = await withMonthClosed(company)
  const vouchers = await db.journalVoucher.count()
  const ruling = { ...keyOf(first.session), sequence, outcome: 'HOUSE_BEARS', ruling: '公司承担' }
  expect(refusalOf(await run(company, ruleDispute, staff.manager, ruling))).toMatch(/periodClosed/)
  const received = await run(company, receiveSurplus, staff.keeper, surplus, pin)
  expect(received.status === 'done' ? 'done' : refusalOf(received)).toMatch(/done|periodClosed/)
  expect(await db.journalVoucher.count()).toBe(vouchers)
  await openAgain()
  valueOf(await run(company, ruleDispute, staff.manager, ruling))
  if (received.status !== 'done') valueOf(await run(company, receiveSurplus, staff.keeper, surplus, pin))
  await blueCopiesHome(company, note)
  const second = await opened(company, set)
  valueOf(await counted(company, second, CASH / 2))
  valueOf(await agree(company, second))
  const closedAgain = await withMonthClosed(company)
  expect(unmetOf(await close(company, second))).toEqual(['R120 periodClosed'])
  await closedAgain()
  valueOf(await close(company, second))
})

test('A27 a driver hands in less: they neither count, excuse nor close it, and a copied press or another sum changes nothing', async () => {
  const { session } = await shortSession(640)
  const { sheetHash } = await pageOf(company, session)
  const recount = {
    ...keyOf(session),
    pieces: ['0', '0', '0', '0', '0', '0', '0', '0'],
    stated: '',
    reason: '',
  }
  expect(refusalOf(await run(company, countCash, staff.driver, recount))).toBe('permission.missing')
  const closing = { ...keyOf(session), sheetHash }
  expect(refusalOf(await run(company, closeReconciliation, staff.driver, closing, pin))).toBe(
    'permission.missing',
  )
  const both = { ...staff.clerk, userId: staff.driver.userId }
  expect((await run(company, closeReconciliation, both, closing, pin)).status).toBe('refused')
  valueOf(await run(company, countCash, staff.clerk, { ...recount, reason: '一分未交' }))
  expect(refusalOf(await agree(company, session, sheetHash))).toBe('reconciliation.sheetChanged')
  valueOf(await counted(company, session, CASH - 640, '找零少收'))
  valueOf(await agree(company, session))
  valueOf(await close(company, session))
  const { expectedFen, countedFen, differenceFen } = await db.driverReconciliation.findFirstOrThrow({
    where: keyOf(session),
  })
  expect([expectedFen, countedFen, differenceFen]).toEqual([8640n, 8000n, -640n])
})
