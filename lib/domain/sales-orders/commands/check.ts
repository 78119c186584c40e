import { act, defineCommand } from '#lib/command/define-command.ts'
import { lockOrder, markChecked } from '#lib/domain/sales-orders/repository.ts'
import { CHECK_GATE } from '#lib/domain/sales-orders/rules.ts'
import { checkOrderInput } from '#lib/domain/sales-orders/schema.ts'
import { evaluate } from '#lib/kernel/gate.ts'

/** 业务员核对 (R53): the salesperson states that the order is what the customer asked for. Once. */
export const checkOrder = defineCommand({
  name: 'order.check',
  permission: 'order.check',
  input: checkOrderInput,
  queryBudget: 6,
  load: (context, input) => lockOrder(context.tx, context.actor.accountSetIds, input),
  decide: (order) => {
    const checklist = evaluate(CHECK_GATE, order)
    if (!checklist.isOpen) return { refuse: { code: 'gate.checkOrder', params: {}, checklist } }
    return act({ number: order.number })
  },
  save: async (context, plan, input) => {
    const { accountSetId, orderId } = input
    const step = { ...input, actorId: context.actor.userId, now: context.now }
    if (!(await markChecked(context.tx, step))) return { stale: {} }
    const payload = { number: plan.number, checkedBy: context.actor.displayName }
    return { value: { orderId }, events: [{ accountSetId, paperId: orderId, payload }] }
  },
})
