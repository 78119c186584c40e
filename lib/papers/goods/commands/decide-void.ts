import { releaseCodes } from '#lib/codes/store.ts'
import {
  act,
  type CommandContext,
  type Decision,
  defineCommand,
  refuse,
} from '#lib/command/define-command.ts'
import { evaluate } from '#lib/kernel/gate.ts'
import type { GoodsPaper } from '#lib/papers/goods/held.ts'
import { GOODS_KINDS, GOODS_TRAITS, RESERVING } from '#lib/papers/goods/kinds.ts'
import { loadGoodsPaper } from '#lib/papers/goods/load.ts'
import { releaseGoodsReservation } from '#lib/papers/goods/progress.ts'
import { giveBackReturned, isReturn } from '#lib/papers/goods/returned.ts'
import { decideGoodsVoidInput } from '#lib/papers/goods/schema.ts'
import { readAnswer, stampGoodsVoid } from '#lib/papers/goods/undo.ts'
import { voidGoodsGate } from '#lib/papers/goods/void-rules.ts'
import { writeVoidDecision } from '#lib/papers/void-record.ts'

type Loaded = { paper: GoodsPaper; answeredBy: string | null }

/**
 * 作废裁定: another person approves or refuses a void. Approved, every copy is stamped, the reservation and the codes
 * are given back; number, lines and copies stay for ever (decision 11). Refused with the whole checklist while a rule
 * of the void gate is unmet, such as a copy that is not at the desk or a paper that was written on this one.
 */
export const decideGoodsVoid = defineCommand({
  name: 'goodsPaper.decideVoid',
  permission: 'goodsPaper.decideVoid',
  input: decideGoodsVoidInput,
  queryBudget: 15,
  load: async ({ tx, actor }, input): Promise<Loaded | null> => {
    const paper = await loadGoodsPaper(tx, actor, input, GOODS_KINDS)
    return paper && { paper, answeredBy: await readAnswer(tx, input) }
  },
  decide: ({ paper, answeredBy }, input, { actor }): Decision<GoodsPaper> => {
    const { number, voidRequest } = paper
    if (input.decision === 'REFUSED') {
      if (voidRequest?.decision !== null) return refuse('goods.voidNotRequested', { number })
      if (voidRequest.byId === actor.userId) return refuse('void.secondPerson', { number })
      return input.remark === '' ? { invalid: { remark: 'empty' } } : act(paper)
    }
    const checklist = evaluate(voidGoodsGate(paper.kind), { paper, deciderId: actor.userId, answeredBy })
    return checklist.isOpen
      ? act(paper)
      : { refuse: { code: 'gate.voidGoods', params: { number }, checklist } }
  },
  save: async (context, paper, { decision, remark }) => {
    const { tx, actor, now } = context
    const { number, status, voidRequest } = paper
    const key = { accountSetId: paper.accountSetId, paperId: paper.paperId }
    if (!(await writeVoidDecision(tx, key, { decision, remark, byId: actor.userId, at: now })))
      return { stale: {} }
    const said = {
      number,
      decision,
      remark,
      reason: voidRequest?.reason ?? '',
      requestedBy: voidRequest?.byName ?? '',
    }
    if (decision === 'REFUSED') return { value: said, events: [{ ...key, payload: said }] }
    const freed = await undo(context, paper)
    if (freed === null) return { stale: {} }
    const copies = paper.copies.map(({ kind, place, isExcused }) => ({ kind, place, isExcused }))
    return { value: said, events: [{ ...key, payload: { ...said, from: status, copies, codes: freed } }] }
  },
})

/** Everything the paper had taken is given back; null when somebody was there first. Answers the freed codes. */
async function undo({ tx, actor, now }: CommandContext, paper: GoodsPaper): Promise<string[] | null> {
  const by = { actorId: actor.userId, at: now }
  if (GOODS_TRAITS[paper.kind].reserves && RESERVING.includes(paper.status))
    await releaseGoodsReservation(tx, paper)
  if (!(await stampGoodsVoid(tx, paper, by))) return null
  if (isReturn(paper.kind)) await giveBackReturned(tx, paper)
  return releaseCodes(tx, paper, null, 'VOIDED', by)
}
