import { act, defineCommand } from '#lib/command/define-command.ts'
import { countedLines, unexpectedProducts } from '#lib/domain/stock-counts/differences.ts'
import { APPROVE_COUNT_GATE } from '#lib/domain/stock-counts/rules.ts'
import { approveInput } from '#lib/domain/stock-counts/schema.ts'
import { evaluate } from '#lib/kernel/gate.ts'
import { loadGoodsPaper } from '#lib/papers/goods/load.ts'
import { readOpeningProducts } from '#lib/papers/goods/opening.ts'
import { moveGoodsPaper } from '#lib/papers/goods/progress.ts'

/**
 * 批准差异: somebody who did not count agrees to what was found against the books (R10), with a word about it where it
 * differs; COUNTED becomes VERIFIED.
 */
export const approveCount = defineCommand({
  name: 'stockCount.approve',
  permission: 'stockCount.approve',
  input: approveInput,
  queryBudget: 9,
  load: async ({ tx, actor }, input) => {
    const paper = await loadGoodsPaper(tx, actor, input, ['STOCK_COUNT'])
    return paper && { paper, others: await readOpeningProducts(tx, unexpectedProducts(paper)) }
  },
  decide: ({ paper, others }, { remark }, { actor }) => {
    const { number } = paper
    const lines = countedLines(paper, others)
    const checklist = evaluate(APPROVE_COUNT_GATE, { paper, approverId: actor.userId, lines })
    if (!checklist.isOpen)
      return { refuse: { code: 'gate.approveStockCount', params: { number }, checklist } }
    const differing = lines.filter(({ differenceE3 }) => differenceE3 !== 0n)
    return differing.length > 0 && remark === ''
      ? { invalid: { remark: 'empty' } }
      : act({ paper, differing })
  },
  save: async ({ tx, actor, now }, { paper, differing }, { remark, seenVersion }) => {
    const { accountSetId, paperId, number } = paper
    const step = { to: 'VERIFIED' as const, verifiedById: actor.userId, decisionRemark: remark, at: now }
    if (!(await moveGoodsPaper(tx, { ...paper, version: seenVersion }, step))) return { stale: {} }
    const differences = differing.map(({ lineNo, bookE3, differenceE3 }) => {
      return { lineNo, bookE3: `${bookE3}`, differenceE3: `${differenceE3}` }
    })
    return {
      value: { number, status: 'VERIFIED' as const },
      events: [{ accountSetId, paperId, payload: { number, remark, differences } }],
    }
  },
})
