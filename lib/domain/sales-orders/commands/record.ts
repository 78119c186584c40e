import { act, defineCommand } from '#lib/command/define-command.ts'
import type { WorkedNote } from '#lib/domain/delivery-notes/amounts.ts'
import { orderContentHash } from '#lib/domain/delivery-notes/content.ts'
import { orderContentOf } from '#lib/domain/sales-orders/content.ts'
import { loadOrder, recordFacts, workOrder } from '#lib/domain/sales-orders/loading.ts'
import { insertOrder } from '#lib/domain/sales-orders/repository.ts'
import { RECORD_GATE } from '#lib/domain/sales-orders/rules.ts'
import { orderInput } from '#lib/domain/sales-orders/schema.ts'
import { takeSequences } from '#lib/db/numbering.ts'
import { parseBusinessDate, periodOf } from '#lib/kernel/business-date.ts'
import { evaluate } from '#lib/kernel/gate.ts'
import { newId } from '#lib/kernel/ids.ts'
import { paperNumber } from '#lib/kernel/paper-number.ts'

/** What the desk gets back when an order is recorded. */
export type RecordedOrder = { accountSetId: number; orderId: string; number: string; grossFen: string }

/**
 * 记订单: gives an order its number, with how it came in (R32), how it was confirmed (R33), its lines and special
 * instructions (R132). Refused with the checklist when a rule is unmet; `invalid` names the field.
 */
export const recordOrder = defineCommand({
  name: 'order.record',
  permission: 'order.record',
  input: orderInput,
  queryBudget: 9,
  load: (context, input) => loadOrder(context.tx, context.actor, input, context.today),
  decide: (loaded, input, context) => {
    const date = parseBusinessDate(input.businessDate)
    if (!date.ok) return { invalid: { businessDate: 'notADate' } }
    const worked = workOrder(loaded, input)
    if (!worked.ok) return { invalid: worked.codes }
    const checklist = evaluate(
      RECORD_GATE,
      recordFacts(loaded, input, context.actor, context.today, worked.note),
    )
    if (!checklist.isOpen) return { refuse: { code: 'gate.recordOrder', params: {}, checklist } }
    const note: WorkedNote = worked.note
    const numberFormat = loaded.header.accountSet.numberFormat
    return act({ orderId: newId(context.now), period: periodOf(date.value), numberFormat, note })
  },
  save: async (context, plan, input) => {
    const sequences = await takeSequences(context.tx, input.accountSetId, plan.period, ['SALES_ORDER'])
    const sequence = sequences.get('SALES_ORDER') ?? 0
    const number = paperNumber(plan.numberFormat, 'SALES_ORDER', plan.period, sequence)
    const content = orderContentOf(input, { paperId: plan.orderId, number }, plan.note)
    await insertOrder(context.tx, {
      content,
      hash: orderContentHash(content),
      period: plan.period,
      sequence,
      recordedById: context.actor.userId,
      now: context.now,
      confirmedHow: input.confirmedHow,
    })
    const { accountSetId, grossFen } = content
    const value: RecordedOrder = { accountSetId, orderId: plan.orderId, number, grossFen }
    const payload = { number, grossFen, lineCount: content.lines.length, confirmedHow: input.confirmedHow }
    return { value, events: [{ accountSetId, paperId: plan.orderId, payload }] }
  },
})
