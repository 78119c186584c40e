import { act, defineCommand } from '#lib/command/define-command.ts'
import { lost } from '#lib/domain/transfers/postings.ts'
import { WRITE_OFF_GATE } from '#lib/domain/transfers/rules.ts'
import { writeOffInput } from '#lib/domain/transfers/schema.ts'
import { readTransit } from '#lib/domain/transfers/transit-queries.ts'
import { evaluate } from '#lib/kernel/gate.ts'
import { newId } from '#lib/kernel/ids.ts'
import { enterVouchers } from '#lib/ledger/journal.ts'
import { holdPeriod } from '#lib/ledger/period.ts'
import { moveStock } from '#lib/ledger/post.ts'
import { loadGoodsPaper } from '#lib/papers/goods/load.ts'
import { moveGoodsPaper } from '#lib/papers/goods/progress.ts'

/**
 * 核销在途差额: what of a transfer never arrived is no longer waited for: a loss, with a reason, decided by a manager
 * who had no hand in it. The transfer is then done.
 */
export const writeOffTransfer = defineCommand({
  name: 'transfer.writeOff',
  permission: 'transfer.writeOff',
  input: writeOffInput,
  queryBudget: 11,
  load: async ({ tx, actor, today }, input) => {
    const paper = await loadGoodsPaper(tx, actor, input, ['TRANSFER'])
    if (!paper || paper.toWarehouseId === null) return null
    const { accountSetId, paperId, toWarehouseId } = paper
    const transit = await readTransit(tx, { accountSetId, paperId, toWarehouseId })
    return { paper, transit, period: await holdPeriod(tx, accountSetId, today) }
  },
  decide: ({ paper, transit, period }, _input, { actor, today }) => {
    const checklist = evaluate(WRITE_OFF_GATE, {
      ...{ paper, deciderId: actor.userId, openLines: transit.lines.length },
      ...{ today, isPeriodOpen: period === 'OPEN' },
    })
    if (!checklist.isOpen) return { refuse: { code: 'gate.writeOffTransfer', params: {}, checklist } }
    return act({ paper, transit })
  },
  save: async ({ tx, actor, now, today }, { paper, transit }, { reason, seenVersion }) => {
    const { accountSetId, paperId, number } = paper
    const recorder = { recordedById: actor.userId, at: now }
    const gone = await moveStock(tx, recorder, lost(paper, transit, today))
    const costFen = gone.reduce((sum, { valueFen }) => sum + valueFen, 0n)
    const step = { to: 'POSTED' as const, decidedById: actor.userId, decisionRemark: reason, at: now }
    if (!(await moveGoodsPaper(tx, { ...paper, version: seenVersion }, step))) return { stale: {} }
    await enterVouchers(tx, recorder, [
      {
        ...{ accountSetId, id: newId(now), paperId, kind: 'TRANSFER', businessDate: today },
        lines: [{ debit: 'STOCK_LOSS', credit: 'INVENTORY', amountFen: costFen }],
      },
    ])
    const goods = gone.map(({ lineNo, qtyE3, valueFen }) => ({
      lineNo,
      qtyE3: `${qtyE3}`,
      costFen: `${valueFen}`,
    }))
    return {
      value: { number, status: 'POSTED' as const },
      events: [{ accountSetId, paperId, payload: { reason, goods } }],
    }
  },
})
