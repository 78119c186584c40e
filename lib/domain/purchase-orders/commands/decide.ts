import { act, type Decision, defineCommand } from '#lib/command/define-command.ts'
import { readReceiptBehind } from '#lib/domain/purchase-orders/queries-take-over.ts'
import { takeOver } from '#lib/domain/purchase-orders/repository.ts'
import { type DecidePurchaseFacts, judgeDecision } from '#lib/domain/purchase-orders/rules.ts'
import { decideInput } from '#lib/domain/purchase-orders/schema.ts'
import { holdGoodsPaper, loadGoodsPaper } from '#lib/papers/goods/load.ts'
import { moveGoodsPaper } from '#lib/papers/goods/progress.ts'

type Loaded = Pick<DecidePurchaseFacts, 'paper' | 'receipt'>

/**
 * 审批采购订单: a manager who did not write the order approves it, or rejects it and says why. Once. An order that takes a
 * receipt over is received with its approval, as long as the receipt stands.
 */
export const decidePurchase = defineCommand({
  name: 'purchaseOrder.decide',
  permission: 'purchaseOrder.decide',
  input: decideInput,
  queryBudget: 11,
  load: async ({ tx, actor }, input): Promise<Loaded | null> => {
    const paper = await loadGoodsPaper(tx, actor, input, ['PURCHASE_ORDER'])
    if (!paper) return null
    const { accountSetId, sourcePaperId } = paper
    if (sourcePaperId !== null) await holdGoodsPaper(tx, { accountSetId, paperId: sourcePaperId })
    return { paper, receipt: await readReceiptBehind(tx, paper) }
  },
  decide: (loaded, { decision, remark }, { actor }): Decision<Loaded> => {
    const checklist = judgeDecision({ ...loaded, decision, remark, deciderId: actor.userId })
    const params = { number: loaded.paper.number }
    return checklist.isOpen ? act(loaded) : { refuse: { code: 'gate.decidePurchase', params, checklist } }
  },
  save: async ({ tx, actor, now }, { paper, receipt }, { seenVersion, decision, remark }) => {
    const { accountSetId, paperId, number } = paper
    const step = { to: decision, decidedById: actor.userId, decisionRemark: remark, at: now }
    if (!(await moveGoodsPaper(tx, { ...paper, version: seenVersion }, step))) return { stale: {} }
    const takesOver = receipt !== null && decision === 'APPROVED'
    if (takesOver) await takeOver(tx, { accountSetId, paperId })
    const status = takesOver ? ('RECEIVED' as const) : decision
    const payload = { number, decision, remark, receipt: receipt?.number ?? null }
    return { value: { number, status }, events: [{ accountSetId, paperId, payload }] }
  },
})
