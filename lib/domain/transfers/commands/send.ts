import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { leaving, onTheirWay } from '#lib/domain/transfers/postings.ts'
import { sendInput } from '#lib/domain/transfers/schema.ts'
import { readTransit } from '#lib/domain/transfers/transit-queries.ts'
import { evaluate } from '#lib/kernel/gate.ts'
import { holdStock } from '#lib/ledger/hold-stock.ts'
import { holdPeriod } from '#lib/ledger/period.ts'
import { moveStock } from '#lib/ledger/post.ts'
import { loadGoodsPaper } from '#lib/papers/goods/load.ts'
import { moveGoodsPaper } from '#lib/papers/goods/progress.ts'
import { postFacts, postGate } from '#lib/papers/goods/rules.ts'

/**
 * 调出: the goods leave the sending store at its moving average and are on their way to the other one, signed by
 * keeper and handler, seen by a second person. Refused with the whole checklist when a rule is unmet.
 */
export const sendTransfer = defineCommand({
  name: 'transfer.send',
  permission: 'transfer.send',
  input: sendInput,
  queryBudget: 15,
  load: async ({ tx, actor, today }, input) => {
    const paper = await loadGoodsPaper(tx, actor, input, ['TRANSFER'])
    if (!paper || paper.toWarehouseId === null || !actor.warehouseIds.includes(paper.warehouseId)) return null
    const { accountSetId, paperId, toWarehouseId } = paper
    const transit = await readTransit(tx, { accountSetId, paperId, toWarehouseId })
    return { paper, transit, period: await holdPeriod(tx, accountSetId, today) }
  },
  decide: ({ paper, transit, period }, _input, { actor, today }) => {
    const { number, status } = paper
    if (status === 'SENT' || status === 'POSTED') return refuse('transfer.alreadySent', { number })
    const at = { actorId: actor.userId, today, postingDate: today, isPeriodOpen: period === 'OPEN' }
    const checklist = evaluate(postGate('TRANSFER'), postFacts(paper, at))
    if (!checklist.isOpen) return { refuse: { code: 'gate.postGoods', params: { number }, checklist } }
    return act({ paper, transitId: transit.transitId })
  },
  save: async ({ tx, actor, now, today }, { paper, transitId }, { seenVersion }) => {
    const { accountSetId, paperId, number } = paper
    const recorder = { recordedById: actor.userId, at: now }
    const places = paper.lines.flatMap(({ productId }) =>
      [paper.warehouseId, transitId].map((warehouseId) => ({ accountSetId, warehouseId, productId })),
    )
    await holdStock(tx, places)
    const left = await moveStock(tx, recorder, leaving(paper, today))
    await moveStock(tx, recorder, onTheirWay(paper, transitId, left, today))
    if (!(await moveGoodsPaper(tx, { ...paper, version: seenVersion }, { to: 'SENT', at: now })))
      return { stale: {} }
    const payload = {
      from: paper.warehouseName,
      to: paper.toWarehouseName,
      goods: left.map(({ lineNo, qtyE3, valueFen }) => ({
        lineNo,
        qtyE3: `${qtyE3}`,
        costFen: `${valueFen}`,
      })),
    }
    return { value: { number, status: 'SENT' as const }, events: [{ accountSetId, paperId, payload }] }
  },
})
