import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { evaluate } from '#lib/kernel/gate.ts'
import { COUNTED_KINDS } from '#lib/papers/goods/commands/count.ts'
import { readCountedProducts } from '#lib/papers/goods/counted-products.ts'
import { readAgain, strangerIds } from '#lib/papers/goods/found.ts'
import { loadGoodsPaper } from '#lib/papers/goods/load.ts'
import { moveGoodsPaper } from '#lib/papers/goods/progress.ts'
import { verifyGoodsInput } from '#lib/papers/goods/schema.ts'
import { verifyGoodsGate } from '#lib/papers/goods/verify-rules.ts'

/**
 * 复核: a second person, never the keeper, counts every line again and finds the same (R10, R21, R26); COUNTED becomes
 * VERIFIED. Refused with the line that differs, without saying what the keeper found.
 */
export const verifyGoods = defineCommand({
  name: 'goodsPaper.verify',
  permission: 'goodsPaper.verify',
  input: verifyGoodsInput,
  queryBudget: 9,
  load: async ({ tx, actor }, input) => {
    const paper = await loadGoodsPaper(tx, actor, input, COUNTED_KINDS)
    return paper && { paper, products: await readCountedProducts(tx, strangerIds(paper)) }
  },
  decide: ({ paper, products }, input, { actor }) => {
    const { number, status, kind } = paper
    if (status !== 'COUNTED') return refuse('goods.wrongStep', { number, status })
    const { again, fields } = readAgain(paper, input, products)
    if (Object.keys(fields).length > 0) return { invalid: fields }
    const checklist = evaluate(verifyGoodsGate(kind), { paper, verifierId: actor.userId, again })
    if (!checklist.isOpen) return { refuse: { code: 'gate.verifyGoods', params: { number }, checklist } }
    return act({ paper, again })
  },
  save: async ({ tx, actor, now }, { paper, again }) => {
    const { accountSetId, paperId, number } = paper
    const step = { to: 'VERIFIED', verifiedById: actor.userId, at: now } as const
    if (!(await moveGoodsPaper(tx, paper, step))) return { stale: {} }
    const lines = again.map(({ lineNo, goodE3, damagedE3 }) => {
      return { lineNo, goodE3: `${goodE3}`, damagedE3: `${damagedE3}` }
    })
    return {
      value: { number, status: 'VERIFIED' as const },
      events: [{ accountSetId, paperId, payload: { number, lines } }],
    }
  },
})
