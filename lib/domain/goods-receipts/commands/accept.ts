import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { acceptReceiptInput } from '#lib/domain/goods-receipts/schema.ts'
import { loadGoodsPaper } from '#lib/papers/goods/load.ts'
import { moveGoodsPaper } from '#lib/papers/goods/progress.ts'
import { isVoidWaiting } from '#lib/papers/goods/rules.ts'

const SUPERVISORS: readonly string[] = ['SALES_MANAGER', 'MANAGER']

/**
 * 同意差异: a sales manager or manager, who neither wrote nor counted the receipt, agrees that more came in than was
 * ordered, or goods that nobody ordered, and says why (R19). Refused before the count, after posting, and twice.
 */
export const acceptReceipt = defineCommand({
  name: 'goodsReceipt.accept',
  permission: 'goodsReceipt.post',
  input: acceptReceiptInput,
  queryBudget: 7,
  load: ({ tx, actor }, input) => loadGoodsPaper(tx, actor, input, ['GOODS_RECEIPT']),
  decide: (paper, _input, { actor }) => {
    const { number, status, preparerId, keeperId } = paper
    if ((status !== 'COUNTED' && status !== 'VERIFIED') || isVoidWaiting(paper))
      return refuse('goods.wrongStep', { number, status })
    if (paper.decidedById !== null)
      return refuse('receipt.acceptedAlready', { number, name: paper.decidedByName ?? '' })
    const isSupervisor = actor.roles.some((role) => SUPERVISORS.includes(role))
    if (!isSupervisor || actor.userId === preparerId || actor.userId === keeperId)
      return refuse('receipt.supervisorAccepts', { number })
    return act(paper)
  },
  save: async ({ tx, actor, now }, paper, { remark }) => {
    const { accountSetId, paperId, number, status } = paper
    const step = { to: status, decidedById: actor.userId, decisionRemark: remark, at: now }
    if (!(await moveGoodsPaper(tx, paper, step))) return { stale: {} }
    return { value: { number }, events: [{ accountSetId, paperId, payload: { number, remark } }] }
  },
})
