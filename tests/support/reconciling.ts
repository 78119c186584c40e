import type { Person } from '#lib/auth/actor.ts'
import { agreeAmendment } from '#lib/domain/delivery-notes/commands/agree-amendment.ts'
import { openAmendment } from '#lib/domain/delivery-notes/commands/open-amendment.ts'
import { receiveSurplus } from '#lib/domain/delivery-notes/commands/receive-surplus.ts'
import { agreeToSheet } from '#lib/domain/driver-reconciliations/commands/agree.ts'
import { closeReconciliation } from '#lib/domain/driver-reconciliations/commands/close.ts'
import { countCash } from '#lib/domain/driver-reconciliations/commands/count.ts'
import { disputeSession } from '#lib/domain/driver-reconciliations/commands/dispute.ts'
import { excuseThing, stateOfThing } from '#lib/domain/driver-reconciliations/commands/excuse.ts'
import { openReconciliation } from '#lib/domain/driver-reconciliations/commands/open.ts'
import { readSessionPage, type SessionPage } from '#lib/domain/driver-reconciliations/queries.ts'
import { repayDifference } from '#lib/domain/driver-reconciliations/commands/repay.ts'
import { DUE_THINGS } from '#lib/domain/driver-reconciliations/schema.ts'
import { today } from '#lib/kernel/clock.ts'
import { type RoadCompany, valueOf } from '#tests/support/company.ts'
import { noteAt, type NoteWish } from '#tests/support/note-life.ts'
import { keyOf, moveCopies, type NoteRef, run } from '#tests/support/road.ts'

/** Two cases of water of a cash customer, delivered: ￥86.40 in the driver's pocket. */
export function cashStop(company: RoadCompany, wish: NoteWish = {}) {
  return noteAt(company, 'DELIVERED', { customer: 'K101', ...wish })
}

/** The clerk opens the driver's session. */
export async function opened(company: RoadCompany, accountSetId: number, driver?: Person): Promise<NoteRef> {
  const driverId = (driver ?? company.staff.driver).userId
  return valueOf(await run(company, openReconciliation, company.staff.clerk, { accountSetId, driverId }))
}

/** The session as its driver sees it. */
export async function pageOf(company: RoadCompany, session: NoteRef, person?: Person): Promise<SessionPage> {
  const page = await readSessionPage(
    company.db,
    person ?? company.staff.driver,
    keyOf(session),
    today(company.desk.clock),
  )
  if (!page) throw new Error('no such session for this person')
  return page
}

/** Pieces of each denomination that make up an amount of whole tenths of a yuan, as typed. */
export function piecesOf(amountFen: number): string[] {
  let left = amountFen
  return [10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10].map((fen) => {
    const pieces = Math.floor(left / fen)
    left -= pieces * fen
    return String(pieces)
  })
}

/** The clerk counts the cash. */
export function counted(company: RoadCompany, session: NoteRef, amountFen: number, reason = '') {
  const count = { ...keyOf(session), pieces: piecesOf(amountFen), stated: '', reason }
  return run(company, countCash, company.staff.clerk, count)
}

/** The driver hands the blue copies to the clerk. */
export async function blueCopiesHome(company: RoadCompany, ...notes: NoteRef[]): Promise<void> {
  const { driver, clerk } = company.staff
  for (const note of notes)
    await moveCopies(company, note, ['DRIVER'], { from: driver, to: clerk, place: 'DESK' })
}

/** The driver signs the sheet as it stands. */
export async function agree(company: RoadCompany, session: NoteRef, hash?: string) {
  const sheetHash = hash ?? (await pageOf(company, session)).sheetHash
  return run(
    company,
    agreeToSheet,
    company.staff.driver,
    { ...keyOf(session), sheetHash },
    { pin: company.pin },
  )
}

/** The clerk signs and closes. */
export async function close(company: RoadCompany, session: NoteRef, hash?: string) {
  const { clerk } = company.staff
  const sheetHash = hash ?? (await pageOf(company, session, clerk)).sheetHash
  return run(company, closeReconciliation, clerk, { ...keyOf(session), sheetHash }, { pin: company.pin })
}

/** Opened, counted as given, signed by both. */
export async function settled(
  company: RoadCompany,
  accountSetId: number,
  amountFen: number,
  reason = '',
): Promise<NoteRef> {
  const session = await opened(company, accountSetId)
  valueOf(await counted(company, session, amountFen, reason))
  valueOf(await agree(company, session))
  valueOf(await close(company, session))
  return session
}

/** Whatever does not come back is excused by the clerk. */
export async function excused(company: RoadCompany, session: NoteRef, reason: string): Promise<void> {
  const { sheet } = await pageOf(company, session)
  for (const note of sheet.notes)
    for (const thing of DUE_THINGS.filter((each) => stateOfThing(note, each) === 'OUT')) {
      const excuse = { ...keyOf(session), notePaperId: note.paperId, thing, reason }
      valueOf(await run(company, excuseThing, company.staff.clerk, excuse))
    }
}

/** Whatever waited for the driver before is settled, so that the next session holds what comes next. */
export async function cleared(company: RoadCompany, accountSetId: number): Promise<void> {
  const { clerk, driver } = company.staff
  const answer = await run(company, openReconciliation, clerk, { accountSetId, driverId: driver.userId })
  if (answer.status === 'refused' && answer.refusal.code === 'reconciliation.nothingWaits') return
  const session = valueOf(answer)
  await excused(company, session, '先前的单据')
  const dueFen = Number((await pageOf(company, session)).sheet.expectedFen)
  valueOf(await counted(company, session, dueFen - (dueFen % 10), '零头'))
  valueOf(await agree(company, session))
  valueOf(await close(company, session))
}

/** A slip for a note without codes, agreed to by the handler; the keeper has the surplus. */
export async function amended(company: RoadCompany, note: NoteRef, lines: object[]): Promise<NoteRef> {
  const { clerk, salesperson, keeper } = company.staff
  const pin = { pin: company.pin }
  const opening = { ...keyOf(note), reason: '客户只要一箱', lines }
  const slip = valueOf(await run(company, openAmendment, clerk, opening, pin))
  valueOf(await run(company, agreeAmendment, salesperson, keyOf(slip), pin))
  const receiving = { ...keyOf(note), slipId: slip.paperId, codes: [] }
  valueOf(await run(company, receiveSurplus, keeper, receiving, pin))
  return slip
}

/** A closed session with everything a session may hold: an amended note, excuses, a short count with its reason, a dispute. */
export async function leaveASession(company: RoadCompany): Promise<void> {
  const note = await cashStop(company)
  const { accountSetId, paperId } = note
  await amended(company, note, [{ lineNo: 1, accepted: '1箱' }])
  const session = await opened(company, accountSetId)
  await excused(company, session, '司机联随货存放')
  const { sheet } = await pageOf(company, session)
  const dueFen = Number(sheet.expectedFen)
  valueOf(await counted(company, session, dueFen - 100 - (dueFen % 10), '找零少收'))
  const dispute = { ...keyOf(session), notePaperId: paperId, statement: '当面点清，没有少' }
  valueOf(await run(company, disputeSession, company.staff.driver, dispute))
  valueOf(await agree(company, session))
  valueOf(await close(company, session))
  const day = today(company.desk.clock)
  const paid = { ...keyOf(session), amount: '0.50', method: 'CASH', paidOn: day, remark: '' }
  valueOf(await run(company, repayDifference, company.staff.accountant, paid))
}
