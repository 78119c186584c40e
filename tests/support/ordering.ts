import type { IssuedNote } from '#lib/domain/delivery-notes/commands/issue.ts'
import { checkOrder } from '#lib/domain/sales-orders/commands/check.ts'
import { recordOrder } from '#lib/domain/sales-orders/commands/record.ts'
import type { OrderInput } from '#lib/domain/sales-orders/schema.ts'
import { noteFor, type RoadCompany, valueOf } from '#tests/support/company.ts'
import { type NoteStep, noteAt } from '#tests/support/note-life.ts'
import { run } from '#tests/support/road.ts'

/** A complete input for an order of this company, confirmed on the phone; lines name products by code. */
export async function orderFor(
  company: RoadCompany,
  customer: string,
  lines: readonly { product: string; quantity: string }[],
  changes: Partial<OrderInput> = {},
): Promise<OrderInput> {
  const note = await noteFor(company, customer, lines)
  const { accountSetId, customerId, businessDate, expectedOn, intakeChannel, isUrgent, specialInstructions } =
    note
  return {
    ...{ accountSetId, customerId, businessDate, expectedOn, intakeChannel, isUrgent, specialInstructions },
    seenGross: '',
    confirmedHow: 'PHONE',
    lines: note.lines.map(({ barcode: _, ...line }) => line),
    ...changes,
  }
}

/** A note of a supermarket, as its channel asks: ordered, checked by the salesperson (R53), its barcode scanned (R54). */
export async function supermarketNoteAt(
  company: RoadCompany,
  step: NoteStep,
  customer: string,
  line: { product: string; quantity: string },
): Promise<IssuedNote> {
  const { clerk, salesperson } = company.staff
  const order = valueOf(await run(company, recordOrder, clerk, await orderFor(company, customer, [line])))
  const { accountSetId, orderId } = order
  valueOf(await run(company, checkOrder, salesperson, { accountSetId, orderId, seenVersion: 0 }))
  const { gtin } = await company.db.productUnit.findFirstOrThrow({
    where: { productId: company.productId(line.product), gtin: { not: null } },
  })
  const lines = [{ ...line, barcode: gtin ?? '' }]
  return noteAt(company, step, { customer, lines, changes: { orderId } })
}
