import type { Person } from '#lib/auth/actor.ts'
import { agreeToSheet } from '#lib/domain/driver-reconciliations/commands/agree.ts'
import { closeReconciliation } from '#lib/domain/driver-reconciliations/commands/close.ts'
import { countCash } from '#lib/domain/driver-reconciliations/commands/count.ts'
import { disputeSession } from '#lib/domain/driver-reconciliations/commands/dispute.ts'
import { excuseThing, stateOfThing } from '#lib/domain/driver-reconciliations/commands/excuse.ts'
import { openReconciliation } from '#lib/domain/driver-reconciliations/commands/open.ts'
import { ruleDispute } from '#lib/domain/driver-reconciliations/commands/rule-dispute.ts'
import { DUE_THINGS } from '#lib/domain/driver-reconciliations/schema.ts'
import type { SheetNote } from '#lib/domain/driver-reconciliations/sheet.ts'
import { acceptReceipts } from '#lib/domain/receipts/commands/accept.ts'
import { reverseReceipt } from '#lib/domain/receipts/commands/reverse.ts'
import { copiesHome, fileWaybill } from '#tests/support/days/home.ts'
import { act, type DayWorld, press } from '#tests/support/days/press.ts'
import { delivery, notesAt } from '#tests/support/days/road.ts'
import { chance, pick } from '#tests/support/goods-life.ts'
import { pageOf, piecesOf } from '#tests/support/reconciling.ts'
import { keyOf, type NoteRef } from '#tests/support/road.ts'

/*
 * Drivers account for what they delivered, and the cashier takes what they brought.
 */

type Session = NoteRef & { driverId: string }

/** The session of every driver with whom something waits, opened, counted, signed and closed as far as it goes. */
export async function settleWithDrivers(world: DayWorld): Promise<void> {
  const { mainSetId, supermarketSetId } = world.company.books
  for (const accountSetId of [mainSetId, supermarketSetId])
    for (const driver of world.drivers) {
      const where = { accountSetId, driverId: driver.userId, reconciliationId: null }
      const waiting = await world.company.db.reconciliationNote.count({ where })
      if (waiting > 0 && chance(world, 0.85)) await settled(world, accountSetId, driver)
    }
}

/** One driver's session from its opening, or from where it was left, to its close. */
export async function settled(world: DayWorld, accountSetId: number, driver: Person): Promise<void> {
  const { clerk } = world.company.staff
  await act(world, openReconciliation, clerk, { accountSetId, driverId: driver.userId })
  const open = await world.company.db.driverReconciliation.findFirst({
    where: { accountSetId, driverId: driver.userId, status: 'OPEN' },
  })
  if (open === null) return
  const session = { accountSetId, paperId: open.paperId, driverId: driver.userId }
  await explained(world, session, driver)
  await counted(world, session, driver)
  if (chance(world, 0.2)) await disputed(world, session, driver)
  await signed(world, session, driver)
}

/** What has not come home comes, or somebody says why it does not. */
async function explained(world: DayWorld, session: Session, driver: Person): Promise<void> {
  const { sheet } = await pageOf(world.company, session, driver)
  for (const { note, thing } of missing(sheet.notes)) {
    const { accountSetId } = session
    const of = { accountSetId, paperId: note.paperId }
    if (thing === 'CONSIGNMENT_NOTE' && chance(world, 0.7)) await fileWaybill(world, of)
    else if (thing !== 'ADVANCED_FREIGHT' && chance(world, 0.5)) await copiesHome(world, of)
  }
  const left = (await pageOf(world.company, session, driver)).sheet.notes
  for (const { note, thing } of missing(left)) {
    if (!chance(world, 0.95)) continue
    const excuse = { ...keyOf(session), notePaperId: note.paperId, thing, reason: '随货存放' }
    await act(world, excuseThing, world.company.staff.clerk, excuse)
  }
}

function missing(notes: readonly SheetNote[]) {
  return notes.flatMap((note) =>
    DUE_THINGS.filter((thing) => stateOfThing(note, thing) === 'OUT').map((thing) => ({ note, thing })),
  )
}

/** The cash is counted: right, short or over, with the reason or without. */
async function counted(world: DayWorld, session: Session, driver: Person): Promise<void> {
  const { sheet } = await pageOf(world.company, session, driver)
  const off = chance(world, 0.6) ? 0 : pick(world, [-100, -2_000, 500, -10, 12_340])
  const foundFen = Math.max(0, Number(sheet.expectedFen) + off)
  const reason = chance(world, 0.93) ? '找零' : ''
  const stated = chance(world, 0.05) ? '1.23' : ''
  const pieces = chance(world, 0.04) ? ['两张', ...piecesOf(0).slice(1)] : piecesOf(foundFen)
  const count = { ...keyOf(session), pieces, stated, reason }
  const done = await act(world, countCash, world.company.staff.clerk, count)
  if (done !== null) return
  const again = { ...keyOf(session), pieces: piecesOf(foundFen), stated: '', reason: '重点' }
  await act(world, countCash, world.company.staff.otherClerk, again)
}

async function disputed(world: DayWorld, session: Session, driver: Person): Promise<void> {
  const { sheet } = await pageOf(world.company, session, driver)
  const [note] = sheet.notes
  const notePaperId = note && chance(world, 0.5) ? note.paperId : null
  await act(world, disputeSession, driver, { ...keyOf(session), notePaperId, statement: '当面点清' })
}

/** The driver signs, the desk signs and closes; now and then a stop is sent in between. */
async function signed(world: DayWorld, session: Session, driver: Person): Promise<void> {
  const { company } = world
  const seen = async () => (await pageOf(company, session, driver)).sheetHash
  const agreed = await act(world, agreeToSheet, driver, { ...keyOf(session), sheetHash: await seen() })
  if (agreed === null) return
  const late = (await notesAt(world, 'DISPATCHED')).find(({ driverId }) => driverId === driver.userId)
  if (late && chance(world, 0.15)) await press(world, await delivery(world, late, driver))
  const by = pick(world, [company.staff.clerk, company.staff.clerk, company.staff.otherClerk])
  await act(world, closeReconciliation, by, { ...keyOf(session), sheetHash: await seen() })
}

/** A manager rules on what drivers do not agree with. */
export async function ruleOnDisputes(world: DayWorld): Promise<void> {
  const open = await world.company.db.reconciliationDispute.findMany({
    where: { outcome: null },
    orderBy: [{ raisedAt: 'asc' }],
  })
  for (const { accountSetId, paperId, sequence } of open) {
    const outcome = pick(world, ['DRIVER_BEARS', 'HOUSE_BEARS', 'HOUSE_BEARS'])
    const ruled = { accountSetId, paperId, sequence, outcome, ruling: '查过监控' }
    if (chance(world, 0.6)) await act(world, ruleDispute, world.company.staff.manager, ruled)
  }
}

/** The cashier takes what drivers brought, or somebody undoes it before. */
export async function acceptAtTheTill(world: DayWorld): Promise<void> {
  const { accountant, manager } = world.company.staff
  const { mainSetId, supermarketSetId } = world.company.books
  for (const accountSetId of [mainSetId, supermarketSetId]) {
    const pending = await world.company.db.receipt.findMany({
      where: { accountSetId, status: 'PENDING' },
      orderBy: { paper: { number: 'asc' } },
    })
    const undone = pending.filter(() => chance(world, 0.06))
    for (const { paperId } of undone)
      await act(world, reverseReceipt, manager, { accountSetId, paperId, reason: '客户退回' })
    const taken = pending.filter((receipt) => !undone.includes(receipt) && chance(world, 0.85))
    const paperIds = taken.map(({ paperId }) => paperId)
    if (paperIds.length > 0) await act(world, acceptReceipts, accountant, { accountSetId, paperIds })
  }
}
