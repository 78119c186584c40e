import { damagedRefusal } from '#lib/codes/capturing.ts'
import { decideDamaged } from '#lib/codes/damaged-store.ts'
import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { approveDamagedGoodsInput } from '#lib/papers/goods/code-schema.ts'
import { holdCodedGoods, notCapturing } from '#lib/papers/goods/coded.ts'

/**
 * The second person's word on a damaged code of a goods paper, from their own session; never the person who reported
 * it. Approved, it is captured with both names; refused, the case must be opened or exchanged.
 */
export const approveDamagedGoodsCode = defineCommand({
  name: 'code.approveDamaged',
  permission: 'code.approveDamaged',
  input: approveDamagedGoodsInput,
  queryBudget: 6,
  load: ({ tx, actor }, input) =>
    holdCodedGoods(tx, actor, input, { codes: [], spellings: [], inOwnWarehouse: false }),
  decide: (paper, input, { actor }) => {
    const { number } = paper
    const damaged = paper.damaged.find((each) => each.sequence === input.sequence)
    if (!damaged) return refuse('code.noReport', { number })
    if (damaged.decision !== null) return refuse('code.alreadyDecided', { number })
    if (damaged.reportedById === actor.userId) return refuse('code.secondPerson', { number })
    if (input.decision === 'REFUSED') return act({ paper, damaged })
    const wrong = notCapturing(paper)
    if (wrong) return wrong
    const wont = damagedRefusal(paper, damaged, [])
    return wont ? refuse(wont.code, wont.params) : act({ paper, damaged })
  },
  save: async ({ tx, actor, now }, { paper, damaged }, { decision }) => {
    const { sequence, lineNo, kind, reason } = damaged
    const code = damaged.code === '' ? `DAMAGED-${paper.number}-${sequence}` : damaged.code
    const by = { actorId: actor.userId, at: now }
    if (!(await decideDamaged(tx, paper, { sequence, lineNo, kind, decision, code }, by)))
      return { stale: {} }
    const { accountSetId, paperId, number } = paper
    return {
      value: { number, sequence, decision },
      events: [{ accountSetId, paperId, payload: { sequence, decision, lineNo, kind, code, reason } }],
    }
  },
})
