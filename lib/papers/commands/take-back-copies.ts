import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { takeBackOffer } from '#lib/papers/custody.ts'
import { byPaper, holdCopies } from '#lib/papers/custody-loading.ts'
import { keyOf } from '#lib/papers/commands/accept-copies.ts'
import { copyWishInput } from '#lib/papers/schema.ts'

/** 收回移交: who offered takes the offer back while nobody has accepted it. */
export const takeBackCopiesCommand = defineCommand({
  name: 'copies.takeBack',
  permission: 'handOver.act',
  input: copyWishInput,
  queryBudget: 7,
  load: ({ tx, actor }, input) => holdCopies(tx, actor, input.of),
  decide: (copies, _input, { actor }) => {
    for (const copy of copies) {
      const params = { copy: copy.kind, number: copy.number, name: copy.keeperName ?? '' }
      if (copy.keeperId !== actor.userId) return refuse('copies.notYours', params)
      if (copy.offeredPlace === null) return refuse('copies.notOffered', params)
    }
    return act(copies)
  },
  save: async ({ tx, actor, now }, copies, input) => {
    const method = 'scanned' in input.of ? 'SCAN' : 'PRESS'
    const step = { actorId: actor.userId, now, method, remark: input.remark } as const
    const count = await takeBackOffer(tx, copies.map(keyOf), step)
    if (count !== copies.length) return { stale: {} }
    const events = byPaper(copies).map(({ accountSetId, paperId, rows }) => ({
      accountSetId,
      paperId,
      payload: {
        copies: rows.map((row) => row.kind),
        to: rows[0]?.offeredToName ?? null,
        remark: input.remark,
      },
    }))
    return { value: { count }, events }
  },
})
