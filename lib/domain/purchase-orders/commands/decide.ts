import { act, defineCommand } from '#lib/command/define-command.ts'
import { DECIDE_PURCHASE_GATE } from '#lib/domain/purchase-orders/rules.ts'
import { decideInput } from '#lib/domain/purchase-orders/schema.ts'
import { evaluate } from '#lib/kernel/gate.ts'
import { loadGoodsPaper } from '#lib/papers/goods/load.ts'
import { moveGoodsPaper } from '#lib/papers/goods/progress.ts'

/** 审批采购订单: a manager who did not write the order approves it, or rejects it and says why. Once. */
export const decidePurchase = defineCommand({
  name: 'purchaseOrder.decide',
  permission: 'purchaseOrder.decide',
  input: decideInput,
  queryBudget: 8,
  load: ({ tx, actor }, input) => loadGoodsPaper(tx, actor, input, ['PURCHASE_ORDER']),
  decide: (paper, { decision, remark }, { actor }) => {
    const facts = { paper, decision, remark, deciderId: actor.userId }
    const checklist = evaluate(DECIDE_PURCHASE_GATE, facts)
    const params = { number: paper.number }
    return checklist.isOpen ? act(paper) : { refuse: { code: 'gate.decidePurchase', params, checklist } }
  },
  save: async ({ tx, actor, now }, paper, { seenVersion, decision, remark }) => {
    const { accountSetId, paperId, number } = paper
    const step = { to: decision, decidedById: actor.userId, decisionRemark: remark, at: now }
    if (!(await moveGoodsPaper(tx, { ...paper, version: seenVersion }, step))) return { stale: {} }
    const payload = { number, decision, remark }
    return { value: { number, status: decision }, events: [{ accountSetId, paperId, payload }] }
  },
})
