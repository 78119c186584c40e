import { insertPacked } from '#lib/codes/aggregation-store.ts'
import { insertCodes } from '#lib/codes/store.ts'
import { act, type Decision, defineCommand, refuse } from '#lib/command/define-command.ts'
import { listWish, readCodeList, type ReadList } from '#lib/domain/code-lists/rows.ts'
import { takeInInput } from '#lib/domain/code-lists/schema.ts'
import { rowsRefused } from '#lib/domain/master-files/rules.ts'
import { type CodedGoods, holdCodedGoods, notCapturing } from '#lib/papers/goods/coded.ts'

type Plan = { paper: CodedGoods; list: ReadList }

/**
 * 箱瓶对照: keeps on an open receipt which bottles stand in which case, from a supplier's list or from a case and its
 * bottles as scanned, and writes the cases on the stub. All rows or none: a case inside itself, a case as a bottle, a
 * bottle in two cases, an unknown product or a double refuses the whole and is named. Up to 10,000 rows in the same
 * statements as one.
 */
export const takeInCodeList = defineCommand({
  name: 'codeList.takeIn',
  permission: 'code.capture',
  input: takeInInput,
  queryBudget: 8,
  load: ({ tx, actor }, input) =>
    holdCodedGoods(tx, actor, input, { ...listWish(input.rows), inOwnWarehouse: true }),
  decide: (paper, { rows }): Decision<Plan> => {
    if (paper.kind !== 'GOODS_RECEIPT') return refuse('codeList.onlyReceipts', { number: paper.number })
    const wrong = notCapturing(paper)
    if (wrong) return wrong
    const list = readCodeList(rows, paper)
    return list.problems.length > 0 ? { refuse: rowsRefused(list.problems) } : act({ paper, list })
  },
  save: async ({ tx, actor, now }, { paper, list }, { source, fileName }) => {
    const { cases, bottles, caseCount } = list
    const { isCurrent, bound } = await insertCodes(tx, paper, cases, { actorId: actor.userId, at: now })
    if (!isCurrent || bound.size !== cases.length) return { stale: {} }
    if ((await insertPacked(tx, paper, bottles)) !== bottles.length) return { stale: {} }
    const { accountSetId, paperId, number } = paper
    const said = { source, fileName, cases: caseCount, bottles: bottles.length }
    return { value: { number, ...said }, events: [{ accountSetId, paperId, payload: said }] }
  },
})
