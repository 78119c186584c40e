import type { Person } from '#lib/auth/actor.ts'
import { agreeAmendment } from '#lib/domain/delivery-notes/commands/agree-amendment.ts'
import { handToAccounting } from '#lib/domain/delivery-notes/commands/hand-to-accounting.ts'
import { openAmendment } from '#lib/domain/delivery-notes/commands/open-amendment.ts'
import { receiveSurplus } from '#lib/domain/delivery-notes/commands/receive-surplus.ts'
import { withdrawAmendment } from '#lib/domain/delivery-notes/commands/withdraw-amendment.ts'
import { acceptCopiesCommand } from '#lib/papers/commands/accept-copies.ts'
import { attachPicture } from '#lib/papers/commands/attach-picture.ts'
import { declineCopiesCommand } from '#lib/papers/commands/decline-copies.ts'
import { offerCopiesCommand } from '#lib/papers/commands/offer-copies.ts'
import { ruleIncident } from '#lib/papers/commands/rule-incident.ts'
import { takeBackCopiesCommand } from '#lib/papers/commands/take-back-copies.ts'
import { writeIncident } from '#lib/papers/commands/write-incident.ts'
import { act, type DayWorld } from '#tests/support/days/press.ts'
import { acceptOffered, codesBack, notesAt } from '#tests/support/days/road.ts'
import { chance, pick } from '#tests/support/goods-life.ts'
import { keyOf, type NoteRef } from '#tests/support/road.ts'

/*
 * What was delivered comes home: the copies to the desk and on to accounting, notes changed by hand with their slips.
 */

const copiesOf = (world: DayWorld, note: NoteRef) =>
  world.company.db.documentCopy.findMany({ where: keyOf(note), orderBy: { kind: 'asc' } })

/** Everybody of the desk, by id. */
export function personOf(world: DayWorld, userId: string | null): Person | null {
  const everybody = [...Object.values(world.company.staff), ...world.drivers]
  return everybody.find((person) => person.userId === userId) ?? null
}

/** Copies that drivers brought back are handed to the desk, the signed ones on to accounting. */
export async function bringCopiesHome(world: DayWorld): Promise<void> {
  for (const note of await notesAt(world, 'DELIVERED', 'POSTED'))
    if (chance(world, 0.85)) await copiesHome(world, note)
}

/** The copies of one note as far as they still have to come. */
export async function copiesHome(world: DayWorld, note: NoteRef): Promise<void> {
  const { accountant } = world.company.staff
  await toDesk(world, note)
  await acceptOffered(world, note, accountant, 'ACCOUNTING')
  const customer = (await copiesOf(world, note)).find(({ kind }) => kind === 'CUSTOMER')
  const clerk = personOf(world, customer?.keeperId ?? null)
  if (customer?.place !== 'DESK' || clerk === null) return
  if (customer.offeredPlace === null)
    await act(world, handToAccounting, clerk, {
      ...{ accountSetId: note.accountSetId, paperIds: [note.paperId] },
      toId: chance(world, 0.5) ? null : accountant.userId,
    })
  if (chance(world, 0.95)) await acceptOffered(world, note, accountant, 'CUSTOMER')
}

/** The driver hands blue and customer copy to a clerk, who mostly takes them. */
async function toDesk(world: DayWorld, note: NoteRef): Promise<void> {
  const { clerk, otherClerk } = world.company.staff
  const out = (await copiesOf(world, note)).filter(({ place }) => place === 'DRIVER')
  const driver = personOf(world, out[0]?.keeperId ?? null)
  if (driver === null) return
  const copies = out.map(({ kind }) => ({ ...keyOf(note), kind }))
  const receiver = pick(world, [clerk, clerk, otherClerk])
  if (out.every(({ offeredPlace }) => offeredPlace === null)) {
    if (chance(world, 0.02)) return lost(world, note, driver)
    const offer = { copies, toPlace: 'DESK', toId: receiver.userId, remark: '' }
    await act(world, offerCopiesCommand, driver, offer)
  }
  const taker = personOf(
    world,
    (await copiesOf(world, note)).find((copy) => copy.offeredToId)?.offeredToId ?? '',
  )
  const how = world.random()
  if (how < 0.04) await act(world, takeBackCopiesCommand, driver, { of: { copies }, remark: '' })
  else if (how < 0.07)
    await act(world, declineCopiesCommand, taker ?? receiver, { of: { copies }, remark: '少一联' })
  else await act(world, acceptCopiesCommand, taker ?? receiver, { of: { copies }, remark: '' })
}

/** A copy was lost; a manager believes it or not. */
async function lost(world: DayWorld, note: NoteRef, by: Person): Promise<void> {
  const said = { ...keyOf(note), copy: pick(world, ['DRIVER', 'CUSTOMER']), kind: 'LOST', statement: '遗失' }
  const written = await act(world, writeIncident, by, said)
  if (written === null) return
  const { accountSetId } = note
  const ruling = chance(world, 0.8) ? 'ACCEPTED' : 'REJECTED'
  const ruled = { accountSetId, incidentId: written.incidentId, ruling, remark: '再找' }
  await act(world, ruleIncident, world.company.staff.manager, ruled)
}

/** Somebody changed a delivered copy by hand: the slip says what was really taken, and the surplus comes in. */
export async function amendSome(world: DayWorld): Promise<void> {
  for (const note of await notesAt(world, 'DELIVERED')) if (chance(world, 0.2)) await amended(world, note)
}

async function amended(world: DayWorld, note: NoteRef): Promise<void> {
  const { company } = world
  const { clerk, salesperson, keeper, salesManager } = company.staff
  const outcome = await company.db.deliveryOutcomeLine.findMany({
    where: keyOf(note),
    orderBy: { lineNo: 'asc' },
  })
  const line = outcome.find(({ acceptedE3 }) => acceptedE3 > 0n)
  if (!line) return
  const { lineNo } = line
  const before = Number(line.acceptedE3) / 1000
  const accepted = Math.floor(world.random() * before)
  const lines = [{ lineNo, accepted: `${accepted}` }]
  const slip = await act(world, openAmendment, clerk, { ...keyOf(note), reason: '客户只要这些', lines })
  if (slip === null) return
  await act(world, agreeAmendment, pick(world, [salesperson, salesperson, salesManager]), keyOf(slip))
  if (chance(world, 0.12))
    return void (await act(world, withdrawAmendment, clerk, { ...keyOf(slip), reason: '点错' }))
  const { productId } = await company.db.deliveryNoteLine.findFirstOrThrow({
    where: { ...keyOf(note), lineNo },
  })
  const codes = await codesBack(world, note, { lineNo, productId, accepted, quantity: before })
  await act(world, receiveSurplus, keeper, { ...keyOf(note), slipId: slip.paperId, codes })
}

/** The smallest picture there is. */
const PICTURE = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII='

/** The consignment note of what went to a prefecture is photographed. */
export async function fileWaybill(world: DayWorld, note: NoteRef): Promise<void> {
  const { clerk, driver } = world.company.staff
  const input = { of: keyOf(note), purpose: 'WAYBILL', picture: PICTURE }
  await act(world, attachPicture, pick(world, [clerk, driver]), input)
}
