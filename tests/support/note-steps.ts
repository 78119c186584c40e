import { acceptAtWarehouse } from '#lib/domain/delivery-notes/commands/accept-at-warehouse.ts'
import { assignDriver } from '#lib/domain/delivery-notes/commands/assign-driver.ts'
import { captureCodes } from '#lib/domain/delivery-notes/commands/capture-codes.ts'
import { decideVoid } from '#lib/domain/delivery-notes/commands/decide-void.ts'
import { deliverNote } from '#lib/domain/delivery-notes/commands/deliver.ts'
import { dispatchNote } from '#lib/domain/delivery-notes/commands/dispatch.ts'
import { handToAccounting } from '#lib/domain/delivery-notes/commands/hand-to-accounting.ts'
import { handToKeeper } from '#lib/domain/delivery-notes/commands/hand-to-keeper.ts'
import { postNotes } from '#lib/domain/delivery-notes/commands/post.ts'
import { prepareNote } from '#lib/domain/delivery-notes/commands/prepare.ts'
import { requestVoid } from '#lib/domain/delivery-notes/commands/request-void.ts'
import { reverseNote } from '#lib/domain/delivery-notes/commands/reverse.ts'
import { signNote } from '#lib/domain/delivery-notes/commands/sign.ts'
import { verifyNote } from '#lib/domain/delivery-notes/commands/verify.ts'
import { acceptCopiesCommand } from '#lib/papers/commands/accept-copies.ts'
import { offerCopiesCommand } from '#lib/papers/commands/offer-copies.ts'
import type { CopyKind } from '#lib/papers/copy-kinds.ts'
import type { Person } from '#lib/auth/actor.ts'
import {
  chance,
  codesFor,
  freshCode,
  keptCodes,
  productOf,
  standingCodes,
  type Step,
  step,
  type World,
} from '#tests/support/goods-life.ts'
import { returnFromCustomer } from '#tests/support/return-openings.ts'
import { keyOf, type NoteRef, STROKE } from '#tests/support/road.ts'

/*
 * The steps that a delivery note is ready for, by the people whose steps they are.
 */

type SeenNote = NoteRef & {
  status: string
  warehouseId: string
  customerId: string
  lines: { lineNo: number; productId: string; quantity: number; codesDue: number }[]
}

/** Looks at a note without holding it. */
export async function lookAtNote(world: World, note: NoteRef): Promise<SeenNote> {
  const { db } = world.company
  const { status, warehouseId, customerId } = await db.deliveryNote.findFirstOrThrow({ where: keyOf(note) })
  const lines = await db.deliveryNoteLine.findMany({ where: keyOf(note), orderBy: { lineNo: 'asc' } })
  return {
    ...keyOf(note),
    ...{ status, warehouseId, customerId },
    lines: lines.map(({ lineNo, productId, qtyE3, codesDue }) => {
      return { lineNo, productId, codesDue, quantity: Number(qtyE3) / 1000 }
    }),
  }
}

const acceptedBy = (world: World, seen: SeenNote, person: Person, ...kinds: CopyKind[]): Step =>
  step(world, acceptCopiesCommand, person, {
    of: { copies: kinds.map((kind) => ({ ...keyOf(seen), kind })) },
    remark: '',
  })

async function scanning(world: World, seen: SeenNote): Promise<Step[]> {
  const scans = []
  for (const { lineNo, productId, quantity, codesDue } of seen.lines) {
    if (codesDue === 0) continue
    for (const { kind, count } of codesFor(productOf(world, productId), quantity)) {
      const where = { productId, kind, warehouseId: seen.warehouseId }
      const missing = Math.min(count - (await keptCodes(world, seen, lineNo, kind)), 240)
      if (missing <= 0) continue
      const standing = await standingCodes(world, where, missing)
      const fresh = Array.from({ length: missing - standing.length }, () => freshCode(world))
      scans.push(...[...standing, ...fresh].map((typed) => ({ typed, lineNo, kind })))
    }
  }
  if (scans.length === 0) return []
  const input = { ...keyOf(seen), scans: scans.slice(0, 480) }
  return [step(world, captureCodes, world.company.staff.keeper, input)]
}

async function picking(world: World, seen: SeenNote): Promise<Step[]> {
  const lines = seen.lines.map(({ lineNo, quantity }) => {
    return { lineNo, picked: `${quantity}`, isQualityGood: true, remark: '' }
  })
  const prepare = step(world, prepareNote, world.company.staff.keeper, { ...keyOf(seen), lines })
  return [...(await scanning(world, seen)), prepare]
}

function delivering(world: World, seen: SeenNote): Step[] {
  const { driver, clerk } = world.company.staff
  const lines = chance(world, 0.25)
    ? seen.lines.slice(0, 1).map(({ lineNo, quantity }) => {
        return { lineNo, accepted: `${Math.max(0, quantity - 2)}`, reason: '破损拒收', returnedCodes: [] }
      })
    : []
  const signature = { kind: 'STROKE', stroke: STROKE }
  return [
    acceptedBy(world, seen, driver, 'DRIVER', 'CUSTOMER'),
    acceptedBy(world, seen, clerk, 'STUB'),
    step(world, deliverNote, driver, { ...keyOf(seen), lines, signature }),
  ]
}

function posting(world: World, seen: SeenNote): Step[] {
  const { driver, clerk, accountant } = world.company.staff
  const copies = [{ ...keyOf(seen), kind: 'CUSTOMER' }]
  const offer = { copies, toPlace: 'DESK', toId: clerk.userId, remark: '' }
  const { accountSetId, paperId } = seen
  return [
    acceptedBy(world, seen, accountant, 'ACCOUNTING'),
    step(world, offerCopiesCommand, driver, offer),
    acceptedBy(world, seen, clerk, 'CUSTOMER'),
    step(world, handToAccounting, clerk, { accountSetId, paperIds: [paperId], toId: null }),
    acceptedBy(world, seen, accountant, 'CUSTOMER'),
    step(world, postNotes, accountant, { accountSetId, paperIds: [paperId], postingDate: '' }),
  ]
}

/** Goods of this note, now and then of another posted note too, come back. */
async function giveBack(world: World, seen: SeenNote): Promise<Step> {
  const others = []
  for (const note of world.notes.slice(-4)) {
    if (note.paperId === seen.paperId || !chance(world, 0.4)) continue
    const other = await lookAtNote(world, note)
    if (other.status === 'POSTED' && (other.customerId === seen.customerId || chance(world, 0.1)))
      others.push(other)
  }
  return returnFromCustomer(world, [seen, ...others])
}

/** The steps that this note is ready for, in their order; none where its life has ended. */
export async function noteSteps(world: World, seen: SeenNote): Promise<Step[]> {
  const { clerk, otherClerk, salesperson, keeper, driver, manager } = world.company.staff
  const signing = [keeper, salesperson].map((person) =>
    step(world, signNote, person, { ...keyOf(seen), stroke: null }),
  )
  switch (seen.status) {
    case 'ISSUED':
      return [
        step(world, handToKeeper, clerk, { ...keyOf(seen), keeperId: keeper.userId }),
        step(world, acceptAtWarehouse, keeper, keyOf(seen)),
      ]
    case 'PICKING':
      return picking(world, seen)
    case 'PREPARED': {
      const lines = seen.lines.map(({ lineNo, quantity }) => {
        return { lineNo, isNameRight: true, counted: `${quantity}` }
      })
      return [
        ...(await scanning(world, seen)),
        ...signing,
        step(world, verifyNote, otherClerk, { ...keyOf(seen), lines }),
      ]
    }
    case 'VERIFIED':
      return [
        ...(await scanning(world, seen)),
        ...signing,
        step(world, assignDriver, keeper, { ...keyOf(seen), driverId: driver.userId }),
        step(world, dispatchNote, keeper, { ...keyOf(seen), notice: 'PHONE' }),
      ]
    case 'DISPATCHED':
      return delivering(world, seen)
    case 'DELIVERED':
      return posting(world, seen)
    case 'POSTED':
      if (chance(world, 0.45)) return [await giveBack(world, seen)]
      return chance(world, 0.15)
        ? [step(world, reverseNote, manager, { ...keyOf(seen), reason: '开错' })]
        : []
    default:
      return []
  }
}

/** Somebody asks for the note to be void, and somebody decides. */
export function noteVoid(world: World, note: NoteRef): Step[] {
  const { clerk, salesManager } = world.company.staff
  const decision = chance(world, 0.5) ? 'APPROVED' : 'REFUSED'
  return [
    step(world, requestVoid, clerk, { ...keyOf(note), reason: '客户改期' }),
    step(world, decideVoid, salesManager, { ...keyOf(note), decision, remark: '照常送货' }),
  ]
}
