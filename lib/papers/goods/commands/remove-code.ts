import { spellingsOf } from '#lib/codes/capturing.ts'
import { releaseCodes } from '#lib/codes/store.ts'
import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { removeGoodsCodeInput } from '#lib/papers/goods/code-schema.ts'
import { holdCodedGoods, notCapturing } from '#lib/papers/goods/coded.ts'

/**
 * Takes a captured code off the stub again, before the keeper signs; it goes back where it stood, and that it was here
 * stays in the evidence. What was learned of a case's bottles goes with it. Refused for a code that is not on this
 * paper.
 */
export const removeGoodsCode = defineCommand({
  name: 'code.remove',
  permission: 'code.capture',
  input: removeGoodsCodeInput,
  queryBudget: 6,
  load: ({ tx, actor }, input) =>
    holdCodedGoods(tx, actor, input, { codes: spellingsOf(input.code), spellings: [], inOwnWarehouse: true }),
  decide: (paper, input) => {
    const wrong = notCapturing(paper)
    if (wrong) return wrong
    const code = spellingsOf(input.code).find((each) => paper.bound.get(each)?.isHere === true)
    return code === undefined
      ? refuse('code.notHere', { number: paper.number, code: input.code })
      : act({ paper, code })
  },
  save: async ({ tx, actor, now }, { paper, code }) => {
    const released = await releaseCodes(tx, paper, [code], 'REMOVED', { actorId: actor.userId, at: now })
    if (released.length !== 1) return { stale: {} }
    const { accountSetId, paperId, number } = paper
    return { value: { number, code }, events: [{ accountSetId, paperId, payload: { removed: code } }] }
  },
})
