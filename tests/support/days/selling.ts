import { approveApplication } from '#lib/domain/billing-applications/commands/approve.ts'
import { rejectApplication } from '#lib/domain/billing-applications/commands/reject.ts'
import { submitApplication } from '#lib/domain/billing-applications/commands/submit.ts'
import { withdrawApplication } from '#lib/domain/billing-applications/commands/withdraw.ts'
import { issueNote } from '#lib/domain/delivery-notes/commands/issue.ts'
import type { NoteInput } from '#lib/domain/delivery-notes/schema.ts'
import { checkOrder } from '#lib/domain/sales-orders/commands/check.ts'
import { confirmOrder } from '#lib/domain/sales-orders/commands/confirm.ts'
import { recordOrder } from '#lib/domain/sales-orders/commands/record.ts'
import { addDays } from '#lib/kernel/business-date.ts'
import { noteFor } from '#tests/support/company.ts'
import { act, type DayWorld } from '#tests/support/days/press.ts'
import { chance, pick } from '#tests/support/goods-life.ts'
import { someProducts, someQuantity } from '#tests/support/goods-openings.ts'

/*
 * Notes of every channel and settlement method are asked for, agreed to and issued.
 */

/** Customers of the main account set by how they settle: cash, monthly, held notes, rolling, remittance before issue. */
export const MAIN_CUSTOMERS = ['K101', 'K102', 'K103', 'K104', 'K105', 'K106', 'K107', 'K108'] as const
const PAYING_AT_ONCE = ['K101', 'K106'] as const
const PREFECTURE: readonly string[] = ['K107', 'K108']
const SUPERMARKETS = ['S201', 'S202', 'S203', 'S204'] as const

/** What is sold: mostly whole cases, now and then with a price or discount nobody may give alone. */
function someLines(world: DayWorld) {
  return someProducts(world).map(({ code }) => ({
    product: code,
    quantity: someQuantity(world),
    isGift: chance(world, 0.05),
    ...(chance(world, 0.04) ? { unitPrice: '1.01' } : {}),
    ...(chance(world, 0.04) ? { discount: '0.37' } : {}),
  }))
}

/** What else a clerk says of a note: its day, freight laid out, small change let off. */
function someHead(world: DayWorld, customer: string): Partial<NoteInput> {
  const { eastWarehouseId, westWarehouseId } = world.company.books
  const isFar = PREFECTURE.includes(customer)
  const isLate = chance(world, 0.08)
  return {
    warehouseId: chance(world, 0.92) ? eastWarehouseId : westWarehouseId,
    businessDate: isLate ? addDays(world.date, -pick(world, [1, 2, 9, 30])) : world.date,
    expectedOn: addDays(world.date, pick(world, [0, 0, 1, 3])),
    ...(isFar && chance(world, 0.95) ? { freightAgent: '虚构托运部', freightPhone: '13800000900' } : {}),
    ...(chance(world, isFar ? 0.7 : 0.12) ? { advancedFreight: pick(world, ['35.5', '120', '8.88']) } : {}),
    ...(chance(world, 0.15) ? { roundingOff: pick(world, ['0.4', '0.05', '9.99']) } : {}),
    ...(chance(world, 0.08) ? { noteDiscount: pick(world, ['1', '0.33', '500']) } : {}),
  }
}

/** A clerk issues a note; where somebody has to agree first, the sales manager is asked now and then. */
export async function issueSome(world: DayWorld): Promise<void> {
  const customer = pick(world, [...MAIN_CUSTOMERS, ...PAYING_AT_ONCE])
  const input = await noteFor(world.company, customer, someLines(world), someHead(world, customer))
  const issued = await act(world, issueNote, world.company.staff.clerk, input, 'note')
  if (issued === null && chance(world, 0.6)) await issueAgreed(world, input)
}

/** Asks for consent, gets it or not, and issues what was agreed to. */
async function issueAgreed(world: DayWorld, note: NoteInput): Promise<void> {
  const { clerk, salesManager } = world.company.staff
  const asked = await act(world, submitApplication, clerk, { note, remark: '老客户' })
  if (asked === null) return
  const { accountSetId, applicationId, orderId } = asked
  const seen = { accountSetId, applicationId, seenVersion: 0 }
  if (chance(world, 0.1)) return void (await act(world, withdrawApplication, clerk, seen))
  if (chance(world, 0.12))
    return void (await act(world, rejectApplication, salesManager, { ...seen, remark: '太低' }))
  const limit = chance(world, 0.3) ? { releaseUpTo: '60000', releaseDays: '3' } : {}
  const agreed = await act(world, approveApplication, salesManager, { ...seen, remark: '同意', ...limit })
  if (agreed === null) return
  await act(world, issueNote, clerk, { ...note, orderId, applicationId }, 'note')
}

/** A supermarket's order is recorded, checked by a salesperson and billed with the barcodes of its goods. */
export async function sellToSupermarket(world: DayWorld): Promise<void> {
  const { company } = world
  const { clerk, salesperson } = company.staff
  const wished = someProducts(world, 2).map(({ code }) => ({ product: code, quantity: someQuantity(world) }))
  const note = await noteFor(company, pick(world, SUPERMARKETS), wished)
  const { accountSetId, customerId, businessDate, expectedOn, intakeChannel, isUrgent } = note
  const isConfirmed = chance(world, 0.8)
  const order = await act(world, recordOrder, clerk, {
    ...{ accountSetId, customerId, businessDate, expectedOn, intakeChannel, isUrgent },
    ...{ specialInstructions: '', seenGross: '', confirmedHow: isConfirmed ? 'PHONE' : null },
    lines: note.lines.map(({ barcode: _, ...line }) => line),
  })
  if (order === null) return
  const { orderId } = order
  const seen = (seenVersion: number) => ({ accountSetId, orderId, seenVersion })
  if (!isConfirmed) await act(world, confirmOrder, clerk, { ...seen(0), confirmedHow: 'PHONE' })
  if (chance(world, 0.95)) await act(world, checkOrder, salesperson, seen(isConfirmed ? 0 : 1))
  const lines = []
  for (const line of note.lines) {
    const unit = await company.db.productUnit.findFirst({
      where: { productId: line.productId, gtin: { not: null } },
    })
    lines.push({ ...line, barcode: chance(world, 0.97) ? (unit?.gtin ?? '') : '' })
  }
  await act(world, issueNote, clerk, { ...note, lines, orderId }, 'note')
}
