import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { declineCopies } from '#lib/papers/custody.ts'
import { byPaper, holdCopies } from '#lib/papers/custody-loading.ts'
import { keyOf, openPlacesOf, receiptProblem } from '#lib/papers/commands/accept-copies.ts'
import { copyWishInput } from '#lib/papers/schema.ts'

/** 退回不收: the receiver declines; the copies stay with who offered them, who sees it and why. A reason is due. */
export const declineCopiesCommand = defineCommand({
  name: 'copies.decline',
  permission: 'handOver.act',
  input: copyWishInput,
  queryBudget: 7,
  load: ({ tx, actor }, input) => holdCopies(tx, actor, input.of),
  decide: (copies, input, { actor }) => {
    if (input.remark === '') return { invalid: { remark: 'empty' } }
    for (const copy of copies) {
      const problem = receiptProblem(copy, actor)
      if (problem)
        return refuse(problem, { copy: copy.kind, number: copy.number, name: copy.offeredToName ?? '' })
    }
    return act(copies)
  },
  save: async ({ tx, actor, now }, copies, input) => {
    const method = 'scanned' in input.of ? 'SCAN' : 'PRESS'
    const step = { actorId: actor.userId, now, method, remark: input.remark } as const
    const count = await declineCopies(tx, copies.map(keyOf), { ...step, openPlaces: openPlacesOf(actor) })
    if (count !== copies.length) return { stale: {} }
    const events = byPaper(copies).map(({ accountSetId, paperId, rows }) => ({
      accountSetId,
      paperId,
      payload: {
        copies: rows.map((row) => row.kind),
        from: rows[0]?.keeperName ?? null,
        remark: input.remark,
      },
    }))
    return { value: { count }, events }
  },
})
