import { readLineCodes } from '#lib/codes/seen-queries.ts'
import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { linesLookedAt } from '#lib/domain/stock-counts/counted-codes.ts'
import { countedLines, unexpectedProducts } from '#lib/domain/stock-counts/differences.ts'
import { FINISH_COUNT_GATE } from '#lib/domain/stock-counts/rules.ts'
import { finishInput } from '#lib/domain/stock-counts/schema.ts'
import { evaluate } from '#lib/kernel/gate.ts'
import { readStubCodes } from '#lib/papers/codes-hash.ts'
import { foundHash } from '#lib/papers/goods/content.ts'
import { loadGoodsPaper } from '#lib/papers/goods/load.ts'
import { readOpeningProducts } from '#lib/papers/goods/opening.ts'
import { moveGoodsPaper } from '#lib/papers/goods/progress.ts'
import { fixCodes, signPaper } from '#lib/papers/signing.ts'

/**
 * 盘完签字: every line is counted, what differs from the books was counted again without being told by how much, of what
 * is missing the rest was scanned, and the keeper signs: from now on the counts are fixed and can be seen beside the books. Refused when it was finished
 * already.
 */
export const finishCount = defineCommand({
  name: 'stockCount.finish',
  permission: 'goodsPaper.count',
  input: finishInput,
  queryBudget: 13,
  signs: true,
  load: async ({ tx, actor }, input) => {
    const paper = await loadGoodsPaper(tx, actor, input, ['STOCK_COUNT'])
    if (!paper || !actor.warehouseIds.includes(paper.storeId)) return null
    const lines = countedLines(paper, await readOpeningProducts(tx, unexpectedProducts(paper)))
    return { paper, lines, codes: await readLineCodes(tx, paper, linesLookedAt(paper, lines)) }
  },
  decide: ({ paper, lines, codes }, _input, { actor, signer }) => {
    const { number, status, keeperId, keeperName } = paper
    if (keeperId !== null) return refuse('stockCount.alreadyFinished', { number, name: keeperName ?? '' })
    if (status !== 'OPEN') return refuse('stockCount.notOpen', { number, status })
    const checklist = evaluate(FINISH_COUNT_GATE, { paper, keeperId: actor.userId, lines, codes })
    if (!checklist.isOpen) return { refuse: { code: 'gate.finishStockCount', params: { number }, checklist } }
    return signer ? act({ paper, signer }) : refuse('signing.noProof')
  },
  save: async ({ tx, actor, now }, { paper, signer }) => {
    const { accountSetId, paperId, number, contentHash } = paper
    const key = { accountSetId, paperId }
    const fixed = foundHash(await readStubCodes(tx, key), paper.counts)
    if (!(await fixCodes(tx, key, fixed))) return { stale: {} }
    if (!(await moveGoodsPaper(tx, paper, { to: 'COUNTED', keeperId: signer.userId, at: now })))
      return { stale: {} }
    const codesHash = fixed.toString('hex')
    const { address, userAgent } = actor
    await signPaper(tx, {
      ...{ ...key, slot: 'KEEPER' as const, signer, contentHash, codesHash, at: now },
      ...{ strokeHash: null, address, userAgent },
    })
    const payload = { number, codesHash, signer: signer.displayName, method: signer.method }
    return { value: { number, status: 'COUNTED' as const }, events: [{ ...key, payload }] }
  },
})
