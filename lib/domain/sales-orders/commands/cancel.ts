import { act, defineCommand } from '#lib/command/define-command.ts'
import { lockOrder, markCancelled } from '#lib/domain/sales-orders/repository.ts'
import { CANCEL_GATE } from '#lib/domain/sales-orders/rules.ts'
import { cancelOrderInput } from '#lib/domain/sales-orders/schema.ts'
import { evaluate } from '#lib/kernel/gate.ts'

/** 取消订单: only before anything was billed, with a reason that stays in its chain (R139). The number stays. */
export const cancelOrder = defineCommand({
  name: 'order.cancel',
  permission: 'order.record',
  input: cancelOrderInput,
  queryBudget: 6,
  load: (context, input) => lockOrder(context.tx, context.actor.accountSetIds, input),
  decide: (order) => {
    const checklist = evaluate(CANCEL_GATE, order)
    if (!checklist.isOpen) return { refuse: { code: 'gate.cancelOrder', params: {}, checklist } }
    return act({ number: order.number })
  },
  save: async (context, plan, input) => {
    const { accountSetId, orderId, reason } = input
    const step = { ...input, actorId: context.actor.userId, now: context.now }
    if (!(await markCancelled(context.tx, step))) return { stale: {} }
    const payload = { number: plan.number, reason }
    return { value: { orderId }, events: [{ accountSetId, paperId: orderId, payload }] }
  },
})
