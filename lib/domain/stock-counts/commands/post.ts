import { loseUnseen } from '#lib/codes/loss-store.ts'
import { readLineCodes } from '#lib/codes/seen-queries.ts'
import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { linesLookedAt, losingLines } from '#lib/domain/stock-counts/counted-codes.ts'
import { countedLines, unexpectedProducts } from '#lib/domain/stock-counts/differences.ts'
import { postCountFacts } from '#lib/domain/stock-counts/post-facts.ts'
import { readHolders, readLastCosts } from '#lib/domain/stock-counts/post-queries.ts'
import { differenceEntries, differenceMoves, gainedLines } from '#lib/domain/stock-counts/postings.ts'
import { POST_COUNT_GATE } from '#lib/domain/stock-counts/rules.ts'
import { postInput } from '#lib/domain/stock-counts/schema.ts'
import { evaluate } from '#lib/kernel/gate.ts'
import { newId } from '#lib/kernel/ids.ts'
import { holdStock } from '#lib/ledger/hold-stock.ts'
import { enterVouchers } from '#lib/ledger/journal.ts'
import { holdPeriod } from '#lib/ledger/period.ts'
import { moveStock } from '#lib/ledger/post.ts'
import { loadGoodsPaper } from '#lib/papers/goods/load.ts'
import { readOpeningProducts } from '#lib/papers/goods/opening.ts'
import { moveGoodsPaper } from '#lib/papers/goods/progress.ts'

/**
 * 盘点过账: what was found more or less than the books had at that moment is added to or taken from what stands there
 * now, so that whatever was sold since stays sold. A loss at the moving average, a gain at the same, or at what the
 * last of it cost. What stood there by its code and was not scanned is lost
 * with it, until a count finds it. Refused when a loss would take what is reserved; the papers that hold it are named.
 */
export const postStockCount = defineCommand({
  name: 'stockCount.post',
  permission: 'stockCount.approve',
  input: postInput,
  queryBudget: 19,
  load: async ({ tx, actor, today }, input) => {
    const paper = await loadGoodsPaper(tx, actor, input, ['STOCK_COUNT'])
    if (!paper) return null
    const { accountSetId, warehouseId } = paper
    const lines = countedLines(paper, await readOpeningProducts(tx, unexpectedProducts(paper)))
    const productIds = lines
      .filter(({ differenceE3 }) => differenceE3 !== 0n)
      .map(({ productId }) => productId)
    const places = productIds.map((productId) => ({ accountSetId, warehouseId, productId }))
    const held = await holdStock(tx, places)
    const holders = await readHolders(tx, paper, productIds)
    const lastCosts = await readLastCosts(tx, accountSetId, productIds)
    const codes = await readLineCodes(tx, paper, linesLookedAt(paper, lines))
    const period = await holdPeriod(tx, accountSetId, today)
    return { paper, lines, held, holders, lastCosts, codes, period }
  },
  decide: ({ paper, lines, held, holders, lastCosts, codes, period }, _input, { actor, today }) => {
    const { number, status } = paper
    if (status === 'POSTED') return refuse('stockCount.alreadyPosted', { number })
    const at = { actorId: actor.userId, today, postingDate: today, isPeriodOpen: period === 'OPEN' }
    const checklist = evaluate(POST_COUNT_GATE, postCountFacts(paper, lines, { held, holders }, at))
    if (!checklist.isOpen) return { refuse: { code: 'gate.postGoods', params: { number }, checklist } }
    const losing = losingLines(paper, lines, codes)
    return act({ paper, moves: differenceMoves(paper, lines, { held, lastCosts }, today), losing })
  },
  save: async ({ tx, actor, now, today }, { paper, moves, losing }, { seenVersion }) => {
    const { accountSetId, paperId, number } = paper
    const recorder = { recordedById: actor.userId, at: now }
    const moved = await moveStock(tx, recorder, moves)
    const lost =
      losing.length === 0 ? [] : await loseUnseen(tx, paper, losing, { actorId: actor.userId, at: now })
    if (!(await moveGoodsPaper(tx, { ...paper, version: seenVersion }, { to: 'POSTED', at: now })))
      return { stale: {} }
    await enterVouchers(tx, recorder, [
      {
        ...{ accountSetId, id: newId(now), paperId, kind: 'STOCK_COUNT', businessDate: today },
        lines: differenceEntries(moves, moved),
      },
    ])
    const gained = gainedLines(moves)
    const differences = moved.map(({ lineNo, qtyE3, valueFen }) => {
      return { lineNo, isGain: gained.has(lineNo), qtyE3: `${qtyE3}`, valueFen: `${valueFen}` }
    })
    const payload = { number, differences, lost }
    return { value: { number, status: 'POSTED' as const }, events: [{ accountSetId, paperId, payload }] }
  },
})
