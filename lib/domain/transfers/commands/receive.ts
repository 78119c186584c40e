import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { arriving, isComplete } from '#lib/domain/transfers/postings.ts'
import { arrivalFacts, readArrivals } from '#lib/domain/transfers/receiving.ts'
import { RECEIVE_TRANSFER_GATE } from '#lib/domain/transfers/rules.ts'
import { receiveInput } from '#lib/domain/transfers/schema.ts'
import { readTransit } from '#lib/domain/transfers/transit-queries.ts'
import { evaluate } from '#lib/kernel/gate.ts'
import { holdPeriod } from '#lib/ledger/period.ts'
import { moveStock } from '#lib/ledger/post.ts'
import { loadGoodsPaper } from '#lib/papers/goods/load.ts'
import { insertCounts, moveGoodsPaper } from '#lib/papers/goods/progress.ts'
import { signPaper } from '#lib/papers/signing.ts'

/**
 * 调入签收: the keeper of the receiving warehouse counts what arrived without being told what was sent, and signs.
 * What is whole stands in the store, what is damaged with the damaged goods; what is missing stays on its way and can
 * arrive later. Refused when more arrives than is on its way, and to whoever sent it.
 */
export const receiveTransfer = defineCommand({
  name: 'transfer.receive',
  permission: 'transfer.receive',
  input: receiveInput,
  queryBudget: 14,
  signs: true,
  load: async ({ tx, actor, today }, input) => {
    const paper = await loadGoodsPaper(tx, actor, input, ['TRANSFER'])
    if (!paper || paper.toWarehouseId === null || !actor.warehouseIds.includes(paper.toWarehouseId))
      return null
    const { accountSetId, paperId, toWarehouseId } = paper
    const transit = await readTransit(tx, { accountSetId, paperId, toWarehouseId })
    return { paper: { ...paper, toWarehouseId }, transit, period: await holdPeriod(tx, accountSetId, today) }
  },
  decide: ({ paper, transit, period }, input, { actor, today, signer }) => {
    const read = readArrivals(paper, input.lines)
    if (!read.ok) return { invalid: read.fields }
    const checklist = evaluate(RECEIVE_TRANSFER_GATE, {
      ...{ paper, receiverId: actor.userId, today, isPeriodOpen: period === 'OPEN' },
      arrivals: arrivalFacts(paper, transit, read.arrivals),
    })
    if (!checklist.isOpen) return { refuse: { code: 'gate.receiveTransfer', params: {}, checklist } }
    return signer ? act({ paper, transit, arrivals: read.arrivals, signer }) : refuse('signing.noProof')
  },
  save: async ({ tx, actor, now, today }, { paper, transit, arrivals, signer }, { seenVersion }) => {
    const { accountSetId, paperId, number, contentHash, codesHash } = paper
    const found = arrivals.filter(({ goodE3, damagedE3 }) => goodE3 + damagedE3 > 0n)
    const round =
      Math.max(1, ...paper.arrivals.map((each) => each.round), ...paper.counts.map((each) => each.round)) + 1
    const rows = found.map(({ lineNo, productId, goodE3, damagedE3, reason }) => ({
      ...{ round, lineNo, productId, reason, goodE3: `${goodE3}`, damagedE3: `${damagedE3}` },
      ...{ rejectedE3: '0', batchNo: '', producedOn: null },
    }))
    await insertCounts(tx, paper, rows, { actorId: actor.userId, at: now, isArrival: true })
    await moveStock(tx, { recordedById: actor.userId, at: now }, arriving(paper, transit, found, today))
    const status = isComplete(transit, found) ? ('POSTED' as const) : ('SENT' as const)
    if (!(await moveGoodsPaper(tx, { ...paper, version: seenVersion }, { to: status, at: now })))
      return { stale: {} }
    if (!paper.signatures.some(({ slot }) => slot === 'RECEIVER')) {
      const { address, userAgent } = actor
      await signPaper(tx, {
        ...{ accountSetId, paperId, slot: 'RECEIVER' as const, signer, contentHash, codesHash },
        ...{ at: now, strokeHash: null, address, userAgent },
      })
    }
    const payload = {
      ...{ round, signer: signer.displayName, status },
      goods: rows.map(({ lineNo, goodE3, damagedE3, reason }) => ({ lineNo, goodE3, damagedE3, reason })),
    }
    return { value: { number, status, round }, events: [{ accountSetId, paperId, payload }] }
  },
})
