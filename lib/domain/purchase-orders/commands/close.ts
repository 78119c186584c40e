import { act, type Decision, defineCommand } from '#lib/command/define-command.ts'
import { readReceiptWaiting } from '#lib/domain/purchase-orders/queries.ts'
import { CLOSE_PURCHASE_GATE, type ClosePurchaseFacts } from '#lib/domain/purchase-orders/rules.ts'
import { closeInput } from '#lib/domain/purchase-orders/schema.ts'
import { evaluate } from '#lib/kernel/gate.ts'
import type { GoodsPaper } from '#lib/papers/goods/held.ts'
import { loadGoodsPaper } from '#lib/papers/goods/load.ts'
import { moveGoodsPaper } from '#lib/papers/goods/progress.ts'

/** 关闭采购订单: nothing more is expected though not all came, with a reason. What came can still be billed. */
export const closePurchase = defineCommand({
  name: 'purchaseOrder.close',
  permission: 'purchaseOrder.close',
  input: closeInput,
  queryBudget: 9,
  load: async ({ tx, actor }, input): Promise<ClosePurchaseFacts | null> => {
    const paper = await loadGoodsPaper(tx, actor, input, ['PURCHASE_ORDER'])
    return paper && { paper, receiptWaiting: await readReceiptWaiting(tx, input) }
  },
  decide: (facts): Decision<GoodsPaper> => {
    const checklist = evaluate(CLOSE_PURCHASE_GATE, facts)
    const params = { number: facts.paper.number }
    return checklist.isOpen ? act(facts.paper) : { refuse: { code: 'gate.closePurchase', params, checklist } }
  },
  save: async ({ tx, now }, paper, { seenVersion, reason }) => {
    const { accountSetId, paperId, number, status } = paper
    if (!(await moveGoodsPaper(tx, { ...paper, version: seenVersion }, { to: 'CLOSED', at: now })))
      return { stale: {} }
    const payload = { number, from: status, reason }
    return { value: { number, status: 'CLOSED' as const }, events: [{ accountSetId, paperId, payload }] }
  },
})
