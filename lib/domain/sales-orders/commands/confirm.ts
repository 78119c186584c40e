import { act, defineCommand } from '#lib/command/define-command.ts'
import { lockOrder, markConfirmed } from '#lib/domain/sales-orders/repository.ts'
import { CONFIRM_GATE } from '#lib/domain/sales-orders/rules.ts'
import { confirmOrderInput } from '#lib/domain/sales-orders/schema.ts'
import { evaluate } from '#lib/kernel/gate.ts'

/** 客户确认 (R33): keeps who confirmed the order with the customer, how and when. Once. */
export const confirmOrder = defineCommand({
  name: 'order.confirm',
  permission: 'order.record',
  input: confirmOrderInput,
  queryBudget: 6,
  load: (context, input) => lockOrder(context.tx, context.actor.accountSetIds, input),
  decide: (order) => {
    const checklist = evaluate(CONFIRM_GATE, order)
    if (!checklist.isOpen) return { refuse: { code: 'gate.confirmOrder', params: {}, checklist } }
    return act({ number: order.number })
  },
  save: async (context, plan, input) => {
    const { accountSetId, orderId, confirmedHow } = input
    const step = { ...input, actorId: context.actor.userId, now: context.now }
    if (!(await markConfirmed(context.tx, step, confirmedHow))) return { stale: {} }
    const payload = { number: plan.number, confirmedHow }
    return { value: { orderId }, events: [{ accountSetId, paperId: orderId, payload }] }
  },
})
