import { openCustomerReturn } from '#lib/domain/customer-returns/commands/open.ts'
import { reverseNote } from '#lib/domain/delivery-notes/commands/reverse.ts'
import type { DayStage } from '#lib/ops/import/day-stage.ts'
import { perform } from '#lib/ops/import/perform.ts'
import type { PlannedReturn, PlannedReversal } from '#lib/ops/import/retail-plan.ts'
import { type BegunReturn, takeBack } from '#lib/ops/import/returns.ts'

/** The customer brings back what a cancellation names, over the lines by which it was sold. Nothing when it is posted. */
export async function takeBackPlanned(stage: DayStage, back: PlannedReturn): Promise<void> {
  await takeBack(stage, back.number, () => open(stage, back))
}

async function open(stage: DayStage, { number, lines }: PlannedReturn): Promise<BegunReturn> {
  const { db, accountSetId, warehouseId, source } = stage.scene
  const marks = new Map(
    lines.flatMap(({ from }) => from.map(({ sale }) => [source.markOf(sale), sale] as const)),
  )
  const notes = await db.deliveryNote.findMany({
    where: { accountSetId, specialInstructions: { in: [...marks.keys()] }, status: 'POSTED' },
    select: { paperId: true, customerId: true, specialInstructions: true },
  })
  const sold = await db.deliveryNoteLine.findMany({
    where: { accountSetId, paperId: { in: notes.map(({ paperId }) => paperId) } },
    select: { paperId: true, lineNo: true, productId: true },
  })
  const paperOf = new Map(
    notes.map(({ paperId, specialInstructions }) => [marks.get(specialInstructions), paperId]),
  )
  const productOf = new Map(sold.map(({ paperId, lineNo, productId }) => [`${paperId}/${lineNo}`, productId]))
  const found = lines.flatMap(({ from }) =>
    from.map(({ sale, lineNo, quantity }) => {
      const sourcePaperId = paperOf.get(sale) ?? ''
      const productId = productOf.get(`${sourcePaperId}/${lineNo}`)
      if (productId === undefined) throw new Error(`${sale} has no posted line ${lineNo}`)
      const place = { sourcePaperId, sourceLineNo: lineNo, productId }
      return { ...place, quantity: String(quantity), disposition: 'STOCK', remark: '' }
    }),
  )
  const begun = await perform(openCustomerReturn, stage.signing('return', 'clerk', number), {
    ...{ accountSetId, warehouseId, customerId: notes[0]?.customerId ?? '', lines: found },
    ...{ reason: source.markOf(number), handlerId: stage.crew.driver.person.userId },
  })
  return { paperId: begun.paperId, number: begun.number, status: 'OPEN' }
}

/** The manager undoes a whole note on its own day, as the cancellation says; nothing when it is undone. */
export async function reversePlanned(stage: DayStage, { number, sale }: PlannedReversal): Promise<void> {
  const { db, accountSetId, source } = stage.scene
  const note = await db.deliveryNote.findFirst({
    where: { accountSetId, specialInstructions: source.markOf(sale), status: 'POSTED' },
    select: { paperId: true },
  })
  if (note === null) return
  const reason = source.markOf(number)
  await perform(reverseNote, stage.act('reverse', 'manager', number), {
    ...{ accountSetId, paperId: note.paperId, reason },
  })
}
