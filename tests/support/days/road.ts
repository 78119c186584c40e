import type { Person } from '#lib/auth/actor.ts'
import { deliverNote } from '#lib/domain/delivery-notes/commands/deliver.ts'
import { dispatchNote } from '#lib/domain/delivery-notes/commands/dispatch.ts'
import { postedAmounts } from '#lib/domain/delivery-notes/postings.ts'
import { arriveAtStop } from '#lib/domain/trips/commands/arrive.ts'
import { cancelTrip } from '#lib/domain/trips/commands/cancel.ts'
import { changeTrip } from '#lib/domain/trips/commands/change.ts'
import { closeTrip } from '#lib/domain/trips/commands/close.ts'
import { leaveTrip } from '#lib/domain/trips/commands/leave.ts'
import { loadTrip } from '#lib/domain/trips/commands/load.ts'
import { endUndelivered } from '#lib/domain/trips/commands/not-delivered.ts'
import { openTrip } from '#lib/domain/trips/commands/open.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'
import { acceptCopiesCommand } from '#lib/papers/commands/accept-copies.ts'
import type { CopyKind } from '#lib/papers/copy-kinds.ts'
import { act, type DayWorld, press, pressAll } from '#tests/support/days/press.ts'
import { chance, codesFor, pick, productOf, type Step, step } from '#tests/support/goods-life.ts'
import { lookAtNote, noteSteps } from '#tests/support/note-steps.ts'
import { keyOf, type NoteRef, STROKE } from '#tests/support/road.ts'
import { scansOf } from '#tests/support/tripping.ts'

/*
 * Notes go through the warehouse, onto a vehicle or not, and to the customer, who takes them or not and pays or not.
 */

type Numbered = NoteRef & { number: string }

/** Notes that stand at one of these steps, oldest first. */
export async function notesAt(
  world: DayWorld,
  ...statuses: string[]
): Promise<(Numbered & { driverId: string | null; customerId: string })[]> {
  const rows = await world.company.db.deliveryNote.findMany({
    where: { status: { in: statuses } },
    select: {
      accountSetId: true,
      paperId: true,
      driverId: true,
      customerId: true,
      paper: { select: { number: true } },
    },
    orderBy: [{ issuedAt: 'asc' }, { paper: { number: 'asc' } }],
  })
  return rows.map(({ paper, ...row }) => ({ ...row, number: paper.number }))
}

const IN_THE_HOUSE = ['ISSUED', 'PICKING', 'PREPARED'] as const

/** Notes are handed to the keeper, picked, coded, signed and counted a second time. */
export async function workTheWarehouse(world: DayWorld): Promise<void> {
  for (const note of await notesAt(world, ...IN_THE_HOUSE)) if (chance(world, 0.9)) await readied(world, note)
}

/** Carries one note to VERIFIED as far as the desk lets it. */
export async function readied(world: DayWorld, note: NoteRef): Promise<void> {
  for (const status of IN_THE_HOUSE) {
    const seen = await lookAtNote(world, note)
    if (seen.status === status) await pressAll(world, await noteSteps(world, seen))
  }
}

const LEAVING = ['note.assignDriver', 'note.dispatch']

/** What is still missing on a verified note: codes and signatures. */
async function completed(world: DayWorld, note: NoteRef): Promise<void> {
  const seen = await lookAtNote(world, note)
  if (seen.status !== 'VERIFIED') return
  const steps = await noteSteps(world, seen)
  await pressAll(
    world,
    steps.filter(({ name }) => !LEAVING.includes(name)),
  )
}

/** Notes that no trip carries: verified ones, and dispatched ones that came back. */
async function notesForTrip(world: DayWorld, accountSetId: number): Promise<Numbered[]> {
  return world.company.db.$queryRaw<Numbered[]>`
    SELECT n.account_set_id AS "accountSetId", n.paper_id AS "paperId", p.number FROM delivery_note n
    JOIN paper p ON p.account_set_id = n.account_set_id AND p.id = n.paper_id
    WHERE n.account_set_id = ${accountSetId} AND (n.status = 'VERIFIED' OR (n.status = 'DISPATCHED' AND EXISTS (SELECT FROM trip_stop s
        WHERE s.account_set_id = n.account_set_id AND s.note_id = n.paper_id)))
      AND NOT EXISTS (SELECT FROM trip_stop s WHERE s.account_set_id = n.account_set_id AND s.note_id = n.paper_id AND s.is_live)
    ORDER BY p.number`
}

/** Vehicles are planned, loaded by scan and let go; some notes go without one. */
export async function sendVehicles(world: DayWorld): Promise<void> {
  const { mainSetId, supermarketSetId } = world.company.books
  for (const accountSetId of [mainSetId, supermarketSetId]) {
    const waiting = await notesForTrip(world, accountSetId)
    const alone = waiting.filter(() => chance(world, 0.2))
    for (const note of alone) await sentAlone(world, note)
    const together = waiting.filter((note) => !alone.includes(note))
    if (together.length > 0) await sentTogether(world, together.slice(0, 6))
  }
}

/** A note goes out by itself. */
export async function sentAlone(world: DayWorld, note: NoteRef): Promise<void> {
  const seen = await lookAtNote(world, note)
  if (seen.status === 'VERIFIED') await pressAll(world, await noteSteps(world, seen))
}

/** One trip with these notes. */
export async function sentTogether(world: DayWorld, notes: readonly Numbered[]): Promise<void> {
  const [first] = notes
  if (!first) return
  const { accountSetId } = first
  const { clerk, keeper } = world.company.staff
  const driver = pick(world, world.drivers)
  const plan = { vehicle: '示A12345', noteIds: notes.map(({ paperId }) => paperId), remark: '' }
  const opening = { accountSetId, driverId: driver.userId, ...plan }
  const trip = await act(world, openTrip, pick(world, [clerk, keeper]), opening)
  if (trip === null) return
  for (const note of notes) if (chance(world, 0.15)) await completed(world, note)
  if (chance(world, 0.1)) {
    const other = { driverId: pick(world, world.drivers).userId, noteIds: plan.noteIds.toReversed() }
    await act(world, changeTrip, clerk, { ...keyOf(trip), ...plan, ...other })
  }
  const scans = (await scansOf(world.company, notes)).filter(() => chance(world, 0.98))
  await act(world, loadTrip, keeper, { ...keyOf(trip), scans: scans.slice(0, 480) })
  if (chance(world, 0.05)) {
    await act(world, cancelTrip, clerk, { ...keyOf(trip), reason: '车坏了' })
    return
  }
  for (const note of notes) {
    const { status } = await lookAtNote(world, note)
    const dispatch = { ...keyOf(note), notice: 'PHONE' }
    if (status === 'VERIFIED') await act(world, dispatchNote, keeper, dispatch)
  }
  const left = await act(world, leaveTrip, keeper, keyOf(trip))
  if (left === null && chance(world, 0.7)) await leftWithout(world, trip, notes)
}

/** Stops that cannot leave are taken off; the rest goes, or the trip is cancelled. */
async function leftWithout(world: DayWorld, trip: NoteRef, notes: readonly Numbered[]): Promise<void> {
  const { clerk, keeper } = world.company.staff
  const { driverId, vehicle } = await world.company.db.trip.findFirstOrThrow({ where: keyOf(trip) })
  const gone: Numbered[] = []
  for (const note of notes) if ((await lookAtNote(world, note)).status === 'DISPATCHED') gone.push(note)
  if (gone.length === 0)
    return void (await act(world, cancelTrip, clerk, { ...keyOf(trip), reason: '货未备齐' }))
  const plan = { driverId, vehicle, noteIds: gone.map(({ paperId }) => paperId), remark: '' }
  await act(world, changeTrip, clerk, { ...keyOf(trip), ...plan })
  const scans = await scansOf(world.company, gone)
  await act(world, loadTrip, keeper, { ...keyOf(trip), scans: scans.slice(0, 480) })
  await act(world, leaveTrip, keeper, keyOf(trip))
}

/** The person accepts copies of a note that were offered to them. */
export async function acceptOffered(
  world: DayWorld,
  note: NoteRef,
  person: Person,
  ...kinds: CopyKind[]
): Promise<void> {
  const offered = await world.company.db.documentCopy.findMany({
    where: { ...keyOf(note), kind: { in: kinds }, offeredPlace: { not: null } },
    orderBy: { kind: 'asc' },
  })
  if (offered.length === 0) return
  const copies = offered.map(({ kind }) => ({ ...keyOf(note), kind }))
  await act(world, acceptCopiesCommand, person, { of: { copies }, remark: '' })
}

/** Drivers go to their stops. */
export async function drive(world: DayWorld): Promise<void> {
  for (const note of await notesAt(world, 'DISPATCHED')) {
    if (!chance(world, 0.92)) continue
    const driver = world.drivers.find(({ userId }) => userId === note.driverId)
    if (driver) await atTheStop(world, note, driver)
  }
  const left = await world.company.db.trip.findMany({
    where: { status: 'LEFT' },
    orderBy: { openedAt: 'asc' },
  })
  for (const { accountSetId, paperId, driverId } of left) {
    const driver = world.drivers.find(({ userId }) => userId === driverId)
    if (driver && chance(world, 0.8)) await act(world, closeTrip, driver, { accountSetId, paperId })
  }
}

async function atTheStop(world: DayWorld, note: NoteRef, driver: Person): Promise<void> {
  await acceptOffered(world, note, driver, 'DRIVER', 'CUSTOMER')
  await acceptOffered(world, note, world.company.staff.clerk, 'STUB')
  const { accountSetId, paperId: noteId } = note
  const stops = await world.company.db.tripStop.findMany({ where: { accountSetId, noteId } })
  const stop = stops.find(({ isLive }) => isLive)
  if (!stop && stops.length > 0 && chance(world, 0.9)) return
  if (stop) {
    const at = { accountSetId, paperId: stop.paperId, noteId }
    if (chance(world, 0.8)) await act(world, arriveAtStop, driver, at)
    if (chance(world, 0.1)) {
      await act(world, endUndelivered, driver, { ...at, reason: '店已关门' })
      return
    }
  }
  await press(world, await delivery(world, note, driver))
}

/** What the driver says happened at the stop of a note. */
export async function delivery(world: DayWorld, note: NoteRef, driver: Person): Promise<Step> {
  const lines = await taken(world, note)
  const isRefused = lines.length > 0 && lines.every(({ accepted }) => accepted === '0')
  const signature = isRefused && chance(world, 0.5) ? null : { kind: 'STROKE', stroke: STROKE }
  const tenders = chance(world, 0.3) ? null : await someTenders(world, note, lines)
  const unpaidReason = chance(world, 0.85) ? '月底一起付' : ''
  return step(world, deliverNote, driver, { ...keyOf(note), lines, signature, tenders, unpaidReason })
}

type Taken = { lineNo: number; accepted: string; reason: string; returnedCodes: string[] }

/** Whole, a part of a line, some lines not, or nothing at all; with the codes of what goes back. */
async function taken(world: DayWorld, note: NoteRef): Promise<Taken[]> {
  const how = world.random()
  if (how < 0.55) return []
  const { lines } = await lookAtNote(world, note)
  const stated = []
  for (const { lineNo, productId, quantity } of lines) {
    const accepted = how < 0.65 ? 0 : Math.floor(world.random() * (quantity + 1))
    if (how >= 0.65 && chance(world, 0.4)) continue
    const returnedCodes = await codesBack(world, note, { lineNo, productId, accepted, quantity })
    stated.push({ lineNo, accepted: `${accepted}`, reason: '破损拒收', returnedCodes })
  }
  return stated
}

/** Codes of a line that go back when only this much of it stays. */
export async function codesBack(
  world: DayWorld,
  note: NoteRef,
  line: { lineNo: number; productId: string; accepted: number; quantity: number },
): Promise<string[]> {
  if (line.accepted >= line.quantity) return []
  const held = await world.company.db.codeHolding.findMany({
    where: { ...keyOf(note), lineNo: line.lineNo },
    orderBy: { code: 'asc' },
  })
  const stays = codesFor(productOf(world, line.productId), line.accepted)
  const kept = line.accepted === 0 ? 0 : stays.reduce((sum, { count }) => sum + count, 0)
  return held.slice(kept).map(({ code }) => code)
}

const METHODS = ['CASH', 'CASH', 'CASH', 'TRANSFER', 'WECHAT', 'ALIPAY', 'CHEQUE'] as const

/** Money of a stop: for the note itself, for freight, for older notes; whole, in parts, by several ways, now and then too much. */
async function someTenders(world: DayWorld, note: NoteRef, lines: readonly Taken[]) {
  const { db } = world.company
  const head = await db.deliveryNote.findFirstOrThrow({ where: keyOf(note), include: { lines: true } })
  const { grossFen } = postedAmounts(
    head.lines.map((line) => {
      const said = lines.find(({ lineNo }) => lineNo === line.lineNo)
      const acceptedE3 = said ? BigInt(said.accepted) * 1000n : line.qtyE3
      return { ...line, acceptedE3, costFen: 0n }
    }),
    head.roundingOffFen,
  )
  const tenders: { method: string; amount: string; paysPaperId: string | null; what: string }[] = []
  const pay = (fen: bigint, paysPaperId: string | null, what: string) => {
    if (fen > 0n)
      tenders.push({ method: pick(world, METHODS), amount: formatFenPlain(fen), paysPaperId, what })
  }
  if (chance(world, head.settlementMethod === 'CASH' ? 0.9 : 0.25)) {
    const whole = chance(world, 0.75) ? grossFen : part(world, grossFen)
    const first = chance(world, 0.3) ? part(world, whole) : whole
    pay(first, null, 'GOODS')
    pay(whole - first, null, 'GOODS')
  }
  if (chance(world, 0.8)) pay(head.advancedFreightFen, null, 'ADVANCED_FREIGHT')
  const where = { accountSetId: head.accountSetId, customerId: head.customerId, openFen: { gt: 0n } }
  const older = await db.receivableItem.findMany({ where, orderBy: { businessDate: 'asc' }, take: 3 })
  for (const { paperId, openFen } of older)
    if (chance(world, 0.5)) pay(chance(world, 0.7) ? openFen : part(world, openFen), paperId, 'GOODS')
  if (chance(world, 0.04)) pay(grossFen + 1n, null, 'GOODS')
  return tenders
}

/** Some of an amount, to the fen. */
export function part(world: DayWorld, fen: bigint): bigint {
  return (fen * BigInt(Math.floor(world.random() * 1000))) / 1000n
}
