import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { unexpectedProducts } from '#lib/domain/stock-counts/differences.ts'
import { newProducts, readRecording } from '#lib/domain/stock-counts/recording.ts'
import { recordInput } from '#lib/domain/stock-counts/schema.ts'
import { holdCounting, readOverlap } from '#lib/domain/stock-counts/slice-queries.ts'
import { insertCountsWithBook } from '#lib/papers/goods/book-counts.ts'
import { loadGoodsPaper } from '#lib/papers/goods/load.ts'
import { readOpeningProducts } from '#lib/papers/goods/opening.ts'
import { isVoidWaiting } from '#lib/papers/goods/rules.ts'

/**
 * 记下清点: a keeper writes down what was just counted, line by line while the desk goes on selling; the books' figure
 * is taken in the same statement and never told. A line counted before gets another round. Refused when somebody else
 * counted the line meanwhile, and for a product that another count has.
 */
export const recordCount = defineCommand({
  name: 'stockCount.record',
  permission: 'goodsPaper.count',
  input: recordInput,
  queryBudget: 10,
  load: async ({ tx, actor }, input) => {
    const paper = await loadGoodsPaper(tx, actor, input, ['STOCK_COUNT'])
    if (!paper || !actor.warehouseIds.includes(paper.storeId)) return null
    const found = newProducts(paper, input.lines)
    const others = await readOpeningProducts(tx, [...found, ...unexpectedProducts(paper)])
    if (found.length === 0) return { paper, others, overlap: null }
    await holdCounting(tx, paper)
    return { paper, others, overlap: await readOverlap(tx, paper, found, paper.paperId) }
  },
  decide: ({ paper, others, overlap }, input) => {
    const { number, status } = paper
    if (status !== 'OPEN') return refuse('stockCount.notOpen', { number, status })
    if (isVoidWaiting(paper))
      return refuse('goods.voidRequested', { number, name: paper.voidRequest?.byName ?? '' })
    if (overlap) return refuse('stockCount.countedElsewhere', overlap)
    const read = readRecording(paper, input.lines, others)
    if (read.ok) return act({ paper, lines: read.lines })
    return 'fields' in read ? { invalid: read.fields } : refuse('stockCount.lineCounted', read.counted)
  },
  save: async ({ tx, actor, now }, { paper, lines }) => {
    const { accountSetId, paperId, number } = paper
    await insertCountsWithBook(tx, paper, lines, { actorId: actor.userId, at: now })
    const recorded = lines.map(({ lineNo, round }) => ({ lineNo, round }))
    const payload = { lines: lines.map(({ lineNo, round, goodE3 }) => ({ lineNo, round, goodE3 })) }
    return { value: { number, recorded }, events: [{ accountSetId, paperId, payload }] }
  },
})
