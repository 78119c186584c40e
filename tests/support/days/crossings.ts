import { closePeriod } from '#lib/domain/account-sets/commands/close-period.ts'
import { postNotes } from '#lib/domain/delivery-notes/commands/post.ts'
import { requestVoid } from '#lib/domain/delivery-notes/commands/request-void.ts'
import { reverseNote } from '#lib/domain/delivery-notes/commands/reverse.ts'
import { closeReconciliation } from '#lib/domain/driver-reconciliations/commands/close.ts'
import { recordPayment } from '#lib/domain/payments/commands/record.ts'
import { acceptReceipts } from '#lib/domain/receipts/commands/accept.ts'
import { recordReceipt } from '#lib/domain/receipts/commands/record.ts'
import { reverseReceipt } from '#lib/domain/receipts/commands/reverse.ts'
import { undoAllocation } from '#lib/domain/receipts/commands/undo-allocation.ts'
import { addDays, periodOf } from '#lib/kernel/business-date.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'
import { openItems } from '#tests/support/days/money.ts'
import type { Crossing, DayWorld } from '#tests/support/days/press.ts'
import { delivery, notesAt } from '#tests/support/days/road.ts'
import { chance, pick, type Step, step } from '#tests/support/goods-life.ts'
import { pageOf } from '#tests/support/reconciling.ts'
import { keyOf } from '#tests/support/road.ts'

/*
 * What somebody else presses in the same moment: the steps that most often want the same row.
 */

/** Mostly one that the other's step names, by its paper or its customer. */
function near<Row extends { paperId: string; customerId: string }>(
  world: DayWorld,
  { input }: Step,
  rows: readonly Row[],
): Row | null {
  if (rows.length === 0) return null
  const typed = JSON.stringify(input, (_key, value) => (typeof value === 'bigint' ? `${value}` : value))
  const named = rows.filter(
    ({ paperId, customerId }) => typed.includes(paperId) || typed.includes(customerId),
  )
  return pick(world, named.length > 0 && chance(world, 0.8) ? named : rows.slice(-8))
}

async function someNote(world: DayWorld, wanted: Step, ...statuses: string[]) {
  return near(world, wanted, await notesAt(world, ...statuses))
}

async function someReceipt(world: DayWorld, wanted: Step, status: string) {
  const orderBy = { paper: { number: 'asc' } } as const
  return near(world, wanted, await world.company.db.receipt.findMany({ where: { status }, orderBy }))
}

const delivering: Crossing = async (world, wanted) => {
  const note = await someNote(world, wanted, 'DISPATCHED')
  const driver = world.drivers.find(({ userId }) => userId === note?.driverId)
  return note && driver ? delivery(world, note, driver) : null
}

const posting: Crossing = async (world, wanted) => {
  const note = await someNote(world, wanted, 'DELIVERED')
  if (!note) return null
  const { accountSetId, paperId } = note
  const input = { accountSetId, paperIds: [paperId], postingDate: '' }
  return step(world, postNotes, world.company.staff.accountant, input)
}

const reversing: Crossing = async (world, wanted) => {
  const note = await someNote(world, wanted, 'POSTED')
  return note && step(world, reverseNote, world.company.staff.manager, { ...keyOf(note), reason: '开错' })
}

const voiding: Crossing = async (world, wanted) => {
  const note = await someNote(
    world,
    wanted,
    'ISSUED',
    'PICKING',
    'PREPARED',
    'VERIFIED',
    'DISPATCHED',
    'DELIVERED',
  )
  return note && step(world, requestVoid, world.company.staff.clerk, { ...keyOf(note), reason: '改期' })
}

const accepting: Crossing = async (world, wanted) => {
  const receipt = await someReceipt(world, wanted, 'PENDING')
  if (!receipt) return null
  const { accountSetId, paperId } = receipt
  return step(world, acceptReceipts, world.company.staff.accountant, { accountSetId, paperIds: [paperId] })
}

const undoing: Crossing = async (world, wanted) => {
  const receipt = await someReceipt(world, wanted, pick(world, ['PENDING', 'RECORDED']))
  if (!receipt) return null
  const { accountSetId, paperId } = receipt
  return step(world, reverseReceipt, world.company.staff.manager, { accountSetId, paperId, reason: '退票' })
}

const paying: Crossing = async (world, wanted) => {
  const item = near(world, wanted, await openItems(world))
  if (item === null) return null
  const { accountSetId, customerId, openFen } = item
  const money = { accountSetId, customerId, amount: formatFenPlain(openFen), method: 'CASH', remark: '' }
  return step(world, recordReceipt, world.company.staff.accountant, { ...money, receivedOn: world.date })
}

const payingASupplier: Crossing = async (world) => {
  const { accountant } = world.company.staff
  const open = await world.company.db.payableItem.findMany({
    where: { openFen: { gt: 0n } },
    orderBy: [{ businessDate: 'asc' }, { amountFen: 'asc' }],
  })
  if (open.length === 0) return null
  const { accountSetId, supplierId, openFen } = pick(world, open)
  const money = { accountSetId, supplierId, amount: formatFenPlain(openFen), method: 'TRANSFER', remark: '' }
  return step(world, recordPayment, accountant, { ...money, paidOn: world.date }, 'payment')
}

const freeing: Crossing = async (world, wanted) => {
  const note = await someNote(world, wanted, 'POSTED')
  const input = note && { ...keyOf(note), entryIds: [], reason: '核销错了' }
  return input && step(world, undoAllocation, world.company.staff.accountant, input)
}

const closingTheMonth: Crossing = async (world) => {
  const period = periodOf(chance(world, 0.3) ? world.date : addDays(world.date, -31))
  const { mainSetId: accountSetId } = world.company.books
  return step(world, closePeriod, world.company.staff.accountant, { accountSetId, period })
}

const closingASession: Crossing = async (world) => {
  const open = await world.company.db.driverReconciliation.findFirst({ where: { status: 'OPEN' } })
  const driver = world.drivers.find(({ userId }) => userId === open?.driverId)
  if (open === null || !driver) return null
  const { sheetHash } = await pageOf(world.company, open, driver)
  const input = { ...keyOf(open), sheetHash }
  return step(world, closeReconciliation, world.company.staff.otherClerk, input)
}

export const CROSSINGS: readonly Crossing[] = [
  delivering,
  posting,
  reversing,
  voiding,
  accepting,
  undoing,
  paying,
  payingASupplier,
  freeing,
  closingTheMonth,
  closingASession,
]
