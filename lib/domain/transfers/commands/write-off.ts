import { loseOnRoad } from '#lib/codes/loss-store.ts'
import { readHeldCodes } from '#lib/codes/seen-queries.ts'
import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { codesLost, linesOnRoad } from '#lib/domain/transfers/lost-codes.ts'
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
 * who had no hand in it. Its codes stand nowhere any more until a count finds them; where a line has more codes than goods
 * are missing they are named. The transfer is then done.
 */
export const writeOffTransfer = defineCommand({
  name: 'transfer.writeOff',
  permission: 'transfer.writeOff',
  input: writeOffInput,
  queryBudget: 13,
  load: async ({ tx, actor, today }, input) => {
    const paper = await loadGoodsPaper(tx, actor, input, ['TRANSFER'])
    if (!paper || paper.toWarehouseId === null) return null
    const { accountSetId, paperId, toWarehouseId } = paper
    const transit = await readTransit(tx, { accountSetId, paperId, toWarehouseId })
    const held = await readHeldCodes(tx, paper, linesOnRoad(paper, transit))
    return { paper, transit, held, period: await holdPeriod(tx, accountSetId, today) }
  },
  decide: ({ paper, transit, held, period }, { lostCodes }, { actor, today }) => {
    const checklist = evaluate(WRITE_OFF_GATE, {
      ...{ paper, deciderId: actor.userId, openLines: transit.lines.length },
      ...{ today, isPeriodOpen: period === 'OPEN' },
    })
    if (!checklist.isOpen) return { refuse: { code: 'gate.writeOffTransfer', params: {}, checklist } }
    const lost = codesLost(transit.lines, held, new Set(lostCodes))
    if (lost.ok) return act({ paper, transit, codes: lost.codes })
    const product = paper.lines.find(({ lineNo }) => lineNo === lost.lineNo)?.productName ?? ''
    return refuse('transfer.nameLostCodes', { number: paper.number, line: lost.lineNo, product })
  },
  save: async ({ tx, actor, now, today }, { paper, transit, codes }, { reason, seenVersion }) => {
    const { accountSetId, paperId, number } = paper
    const recorder = { recordedById: actor.userId, at: now }
    const gone = await moveStock(tx, recorder, lost(paper, transit, today))
    const lostCodes = await loseOnRoad(tx, paper, codes, { actorId: actor.userId, at: now })
    if (lostCodes.length !== codes.length) return { stale: {} }
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
      events: [{ accountSetId, paperId, payload: { reason, goods, lost: lostCodes } }],
    }
  },
})
