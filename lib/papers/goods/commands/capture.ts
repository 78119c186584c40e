import { saveScans, wishOf } from '#lib/codes/capturing.ts'
import { sortScans } from '#lib/codes/sort-scans.ts'
import { act, defineCommand } from '#lib/command/define-command.ts'
import { captureGoodsInput } from '#lib/papers/goods/code-schema.ts'
import { holdCodedGoods, notCapturing } from '#lib/papers/goods/coded.ts'

/**
 * 抄码 on a paper about goods: a batch of up to 500 scanned codes (R16, R20, R25). A receipt bears codes, a return
 * takes back what went to that customer, every other paper takes what stands in its warehouse, a count also what
 * nobody had seen. Each scan is answered by itself and the good ones are kept; refused whole once the keeper has
 * signed. `stale` when another device scanned for the same paper in the same moment: send the batch again.
 */
export const captureGoodsCodes = defineCommand({
  name: 'code.capture',
  permission: 'code.capture',
  input: captureGoodsInput,
  queryBudget: 6,
  load: ({ tx, actor }, input) => {
    const wish = wishOf(input.scans.map((scan) => scan.typed))
    return holdCodedGoods(tx, actor, input, { ...wish, inOwnWarehouse: true })
  },
  decide: (paper, input) => notCapturing(paper) ?? act({ paper, sorted: sortScans(input.scans, paper) }),
  save: ({ tx, actor, now }, { paper, sorted }) =>
    saveScans(tx, paper, sorted, { actorId: actor.userId, at: now }),
})
