import { decideVoid } from '#lib/domain/delivery-notes/commands/decide-void.ts'
import { postNotes } from '#lib/domain/delivery-notes/commands/post.ts'
import { requestVoid } from '#lib/domain/delivery-notes/commands/request-void.ts'
import { reverseNote } from '#lib/domain/delivery-notes/commands/reverse.ts'
import { issueInvoice } from '#lib/domain/invoices/commands/issue.ts'
import { requestRed } from '#lib/domain/invoices/commands/request-red.ts'
import { requestInvoice } from '#lib/domain/invoices/commands/request.ts'
import { reviewInvoice } from '#lib/domain/invoices/commands/review.ts'
import { closeNotes } from '#lib/domain/note-closings/commands/close.ts'
import { makeStatement } from '#lib/domain/statements/commands/make.ts'
import { acceptCopiesCommand } from '#lib/papers/commands/accept-copies.ts'
import { offerCopiesCommand } from '#lib/papers/commands/offer-copies.ts'
import { takeBackCopiesCommand } from '#lib/papers/commands/take-back-copies.ts'
import { personOf } from '#tests/support/days/home.ts'
import { undoSettled } from '#tests/support/days/money.ts'
import { act, type DayWorld, press, pressAll } from '#tests/support/days/press.ts'
import { notesAt } from '#tests/support/days/road.ts'
import { chance, pick } from '#tests/support/goods-life.ts'
import { lookAtNote, noteSteps, noteVoid } from '#tests/support/note-steps.ts'
import { returnFromCustomer } from '#tests/support/return-openings.ts'
import { keyOf, type NoteRef } from '#tests/support/road.ts'

/*
 * What an accountant does with papers: into the books and out of them, invoices, statements, closing what is done. And
 * notes that are void.
 */

/** Delivered notes of each account set enter the books in one press, on their own day or today. */
export async function postDelivered(world: DayWorld): Promise<void> {
  const { mainSetId, supermarketSetId } = world.company.books
  const delivered = await notesAt(world, 'DELIVERED')
  for (const accountSetId of [mainSetId, supermarketSetId]) {
    const own = delivered.filter((note) => note.accountSetId === accountSetId && chance(world, 0.9))
    const paperIds = own.map(({ paperId }) => paperId)
    const postingDate = chance(world, 0.6) ? '' : world.date
    if (paperIds.length > 0)
      await act(world, postNotes, world.company.staff.accountant, { accountSetId, paperIds, postingDate })
  }
}

/** A customer gives back goods of a note that was taken whole, mostly a part of them. */
export async function goodsComeBack(world: DayWorld): Promise<void> {
  const posted = await world.company.db.deliveryNote.findMany({
    where: { status: 'POSTED', outcome: chance(world, 0.8) ? 'FULL' : 'PARTIAL' },
    orderBy: { paper: { number: 'desc' } },
    take: 20,
  })
  if (posted.length === 0) return
  await press(world, returnFromCustomer(world, [await lookAtNote(world, pick(world, posted))]))
}

/** A posted note is reversed by a second person, mostly after what settled it was taken back; or goods of it come back. */
export async function undoPosted(world: DayWorld): Promise<void> {
  const posted = await notesAt(world, 'POSTED')
  if (posted.length === 0) return
  const note = pick(world, posted.slice(-20))
  if (chance(world, 0.5)) return pressAll(world, await noteSteps(world, await lookAtNote(world, note)))
  if (chance(world, 0.7)) await undoSettled(world, note)
  const { manager, accountant } = world.company.staff
  const by = chance(world, 0.9) ? manager : accountant
  await act(world, reverseNote, by, { ...keyOf(note), reason: '开错' })
}

/** A note is asked to be void and that is decided; mostly its copies are gathered before. */
export async function voidSome(world: DayWorld): Promise<void> {
  const living = await notesAt(world, 'ISSUED', 'PICKING', 'PREPARED', 'VERIFIED', 'DISPATCHED', 'DELIVERED')
  if (living.length === 0) return
  const note = pick(world, living)
  if (chance(world, 0.4)) return pressAll(world, noteVoid(world, note))
  await voided(world, note)
}

/** All copies of a note come back to the desk, and it is void. */
export async function voided(world: DayWorld, note: NoteRef): Promise<void> {
  const { clerk, salesManager } = world.company.staff
  const where = { ...keyOf(note), NOT: { place: 'DESK', offeredPlace: null } }
  const away = await world.company.db.documentCopy.findMany({ where, orderBy: { kind: 'asc' } })
  for (const { kind, keeperId, offeredPlace, place } of away) {
    const keeper = personOf(world, keeperId)
    if (keeper === null) continue
    const copies = [{ ...keyOf(note), kind }]
    if (offeredPlace !== null) await act(world, takeBackCopiesCommand, keeper, { of: { copies }, remark: '' })
    if (place === 'DESK') continue
    const offer = { copies, toPlace: 'DESK', toId: clerk.userId, remark: '' }
    await act(world, offerCopiesCommand, keeper, offer)
    await act(world, acceptCopiesCommand, clerk, { of: { copies }, remark: '' })
  }
  await act(world, requestVoid, clerk, { ...keyOf(note), reason: '客户改期' })
  await act(world, decideVoid, salesManager, { ...keyOf(note), decision: 'APPROVED', remark: '' })
}

/** Invoices are asked for, reviewed, issued, and taken back by red ones. */
export async function invoice(world: DayWorld): Promise<void> {
  const { clerk, salesperson, accountant } = world.company.staff
  const { db } = world.company
  const posted = await notesAt(world, 'POSTED')
  if (posted.length > 0 && chance(world, 0.7)) {
    const note = pick(world, posted)
    const { customerId, lines } = await lookAtNote(world, note)
    const asked = lines
      .filter(() => chance(world, 0.8))
      .map(({ lineNo }) => ({ paperId: note.paperId, lineNo }))
    const buyer = { buyerName: '示例酒行', buyerTaxNumber: '', buyerAddress: '', buyerBank: '', remark: '' }
    const kind = chance(world, 0.9) ? 'ORDINARY' : 'SPECIAL'
    const input = { accountSetId: note.accountSetId, customerId, kind, ...buyer, lines: asked }
    await act(world, requestInvoice, pick(world, [clerk, salesperson]), input)
  }
  const open = await db.invoice.findMany({
    where: { status: { in: ['REQUESTED', 'REVIEWED'] } },
    orderBy: { paper: { number: 'asc' } },
  })
  for (const { accountSetId, paperId, status, version } of open) {
    const of = { accountSetId, paperId, version }
    const decision = chance(world, 0.85) ? 'REVIEWED' : 'REJECTED'
    if (status === 'REQUESTED' && chance(world, 0.8))
      await act(world, reviewInvoice, accountant, { ...of, decision, remark: '已核' })
    if (status !== 'REVIEWED' || !chance(world, 0.8)) continue
    world.invoicesNumbered += 1
    const platformNumber = String(10_000_000 + world.invoicesNumbered - (chance(world, 0.05) ? 1 : 0))
    await act(world, issueInvoice, accountant, { ...of, platformNumber, issuedOn: world.date })
  }
  const issued = await db.invoice.findMany({
    where: { status: 'ISSUED', sourcePaperId: null },
    orderBy: { paper: { number: 'desc' } },
    take: 6,
  })
  if (issued.length === 0 || !chance(world, 0.3)) return
  const { accountSetId, paperId: sourcePaperId, lineCount } = pick(world, issued)
  const lineNos = Array.from({ length: lineCount }, (_, index) => index + 1).filter(() => chance(world, 0.7))
  await act(world, requestRed, clerk, { accountSetId, sourcePaperId, lineNos, remark: '开票有误' })
}

/** Notes of which nothing is open are closed, together with some that are not. */
export async function closeCases(world: DayWorld): Promise<void> {
  const { mainSetId, supermarketSetId } = world.company.books
  const posted = (await notesAt(world, 'POSTED')).filter(() => chance(world, 0.3))
  for (const accountSetId of [mainSetId, supermarketSetId]) {
    const own = posted.filter((note) => note.accountSetId === accountSetId).slice(0, 40)
    const paperIds = own.map(({ paperId }) => paperId)
    if (paperIds.length > 0)
      await act(world, closeNotes, world.company.staff.accountant, { accountSetId, paperIds })
  }
}

/** A customer's account over the month is stated. */
export async function stateAccount(world: DayWorld): Promise<void> {
  const posted = await notesAt(world, 'POSTED')
  if (posted.length === 0) return
  const note = pick(world, posted)
  const { accountSetId } = note
  const { customerId } = await lookAtNote(world, note)
  const span = { from: `${world.date.slice(0, 8)}01`, to: world.date }
  await act(world, makeStatement, world.company.staff.accountant, { accountSetId, customerId, ...span })
}
