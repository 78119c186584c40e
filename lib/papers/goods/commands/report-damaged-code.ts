import { damagedRefusal, readableOf } from '#lib/codes/capturing.ts'
import { insertDamaged } from '#lib/codes/damaged-store.ts'
import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { reportDamagedGoodsInput } from '#lib/papers/goods/code-schema.ts'
import { holdCodedGoods, notCapturing } from '#lib/papers/goods/coded.ts'

/**
 * 坏码 on a paper about goods: the keeper states that a label cannot be read, with the reason and whatever can be read
 * of it. It counts only after a second person has agreed from their own session (decision 2).
 */
export const reportDamagedGoodsCode = defineCommand({
  name: 'code.reportDamaged',
  permission: 'code.capture',
  input: reportDamagedGoodsInput,
  queryBudget: 6,
  load: ({ tx, actor }, input) =>
    holdCodedGoods(tx, actor, input, {
      codes: [readableOf(input.code)],
      spellings: [],
      inOwnWarehouse: true,
    }),
  decide: (paper, input) => {
    const wrong = notCapturing(paper)
    if (wrong) return wrong
    const report = { ...input, code: readableOf(input.code) }
    const waiting = paper.damaged.filter((each) => each.decision === null)
    const wont = damagedRefusal(paper, report, waiting)
    return wont
      ? refuse(wont.code, wont.params)
      : act({ paper, report: { ...report, sequence: (paper.damaged.at(-1)?.sequence ?? 0) + 1 } })
  },
  save: async ({ tx, actor, now }, { paper, report }) => {
    const isFirst = await insertDamaged(tx, paper, report, { actorId: actor.userId, at: now })
    if (!isFirst) return { stale: {} }
    const { accountSetId, paperId, number } = paper
    const { sequence, lineNo, kind, code, reason } = report
    return {
      value: { number, sequence },
      events: [{ accountSetId, paperId, payload: { sequence, lineNo, kind, code, reason } }],
    }
  },
})
