import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { expenseEntries, leaving } from '#lib/domain/stock-outs/postings.ts'
import { postInput } from '#lib/domain/stock-outs/schema.ts'
import { evaluate } from '#lib/kernel/gate.ts'
import { newId } from '#lib/kernel/ids.ts'
import { enterVouchers } from '#lib/ledger/journal.ts'
import { holdPeriod } from '#lib/ledger/period.ts'
import { moveStock } from '#lib/ledger/post.ts'
import { loadGoodsPaper } from '#lib/papers/goods/load.ts'
import { moveGoodsPaper } from '#lib/papers/goods/progress.ts'
import { postFacts, postGate } from '#lib/papers/goods/rules.ts'

/**
 * 出库: the goods of a stock-out note leave with four signatures, codes on the stub and a second pair of eyes behind
 * them (R24, R25, R26). They leave at the moving average, to the expense of their purpose and never as revenue.
 * Refused with the whole checklist when a rule is unmet.
 */
export const postStockOut = defineCommand({
  name: 'stockOut.post',
  permission: 'stockOut.post',
  input: postInput,
  queryBudget: 11,
  load: async ({ tx, actor, today }, input) => {
    const paper = await loadGoodsPaper(tx, actor, input, ['STOCK_OUT'])
    if (!paper || !actor.warehouseIds.includes(paper.storeId)) return null
    return { paper, period: await holdPeriod(tx, input.accountSetId, today) }
  },
  decide: ({ paper, period }, _input, { actor, today }) => {
    const { number, status } = paper
    if (status === 'POSTED') return refuse('stockOut.alreadyPosted', { number })
    const at = { actorId: actor.userId, today, postingDate: today, isPeriodOpen: period === 'OPEN' }
    const checklist = evaluate(postGate('STOCK_OUT'), postFacts(paper, at))
    return checklist.isOpen
      ? act(paper)
      : { refuse: { code: 'gate.postGoods', params: { number }, checklist } }
  },
  save: async ({ tx, actor, now, today }, paper, { seenVersion }) => {
    const { accountSetId, paperId, number, purpose } = paper
    const recorder = { recordedById: actor.userId, at: now }
    const left = await moveStock(tx, recorder, leaving(paper, today))
    if (!(await moveGoodsPaper(tx, { ...paper, version: seenVersion }, { to: 'POSTED', at: now })))
      return { stale: {} }
    const costFen = left.reduce((sum, { valueFen }) => sum + valueFen, 0n)
    await enterVouchers(tx, recorder, [
      {
        ...{ accountSetId, id: newId(now), paperId, kind: 'STOCK_OUT', businessDate: today },
        lines: expenseEntries(purpose, costFen),
      },
    ])
    const goods = left.map(({ lineNo, qtyE3, valueFen }) => {
      return { lineNo, qtyE3: `${qtyE3}`, costFen: `${valueFen}` }
    })
    const payload = { number, purpose, goods }
    return { value: { number, status: 'POSTED' as const }, events: [{ accountSetId, paperId, payload }] }
  },
})
