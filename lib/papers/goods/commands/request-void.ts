import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { GOODS_KINDS, VOIDABLE } from '#lib/papers/goods/kinds.ts'
import { loadGoodsPaper } from '#lib/papers/goods/load.ts'
import { reasonInput } from '#lib/papers/goods/schema.ts'
import { writeVoidRequest } from '#lib/papers/void-record.ts'

/**
 * 申请作废: asks for a goods paper to be voided and says why (R12, R13). Nothing moves yet, and nobody counts or posts
 * it meanwhile: the copies are gathered and another person decides. Refused after posting, and while a request is open.
 */
export const requestGoodsVoid = defineCommand({
  name: 'goodsPaper.requestVoid',
  permission: 'goodsPaper.requestVoid',
  input: reasonInput,
  queryBudget: 8,
  load: ({ tx, actor }, input) => loadGoodsPaper(tx, actor, input, GOODS_KINDS),
  decide: (paper) => {
    const { number, status } = paper
    if (status === 'POSTED') return refuse('goods.postedAlready', { number })
    if (!VOIDABLE.includes(status)) return refuse('goods.wrongStep', { number, status })
    if (paper.voidRequest?.decision === null)
      return refuse('goods.voidRequested', { number, name: paper.voidRequest.byName })
    return act(paper)
  },
  save: async ({ tx, actor, now }, { accountSetId, paperId, number, status }, { reason }) => {
    const key = { accountSetId, paperId }
    if (!(await writeVoidRequest(tx, key, { reason, byId: actor.userId, at: now }))) return { stale: {} }
    return { value: { number }, events: [{ ...key, payload: { number, status, reason } }] }
  },
})
