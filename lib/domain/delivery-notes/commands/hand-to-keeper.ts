import { z } from 'zod'
import { act, type Decision, defineCommand, refuse } from '#lib/command/define-command.ts'
import { type HandOverNote, loadHandOver } from '#lib/domain/delivery-notes/hand-over-repository.ts'
import { HAND_TO_KEEPER_GATE } from '#lib/domain/delivery-notes/hand-over-rules.ts'
import { evaluate } from '#lib/kernel/gate.ts'
import { offerCopies } from '#lib/papers/custody.ts'
import { readReceiver, type Receiver } from '#lib/papers/custody-loading.ts'
import { idInput, paperInput } from '#lib/papers/schema.ts'

export const handToKeeperInput = z.strictObject({ ...paperInput, keeperId: idInput })

type Loaded = { note: HandOverNote; receiver: Receiver | null }
type Plan = { note: HandOverNote; receiver: Receiver }

/**
 * 交仓管: offers the four copies of an issued note to one named keeper of its warehouse (R3). Refused when the actor
 * does not keep all four, and when the keeper would have to sign two slots (R8).
 */
export const handToKeeper = defineCommand({
  name: 'note.handToKeeper',
  permission: 'handOver.act',
  input: handToKeeperInput,
  queryBudget: 9,
  load: async ({ tx, actor }, input): Promise<Loaded | null> => {
    const note = await loadHandOver(tx, actor, input)
    return note && { note, receiver: await readReceiver(tx, input.keeperId) }
  },
  decide: ({ note, receiver }, _input, { actor }): Decision<Plan> => {
    const { number, status } = note
    if (status !== 'ISSUED') return refuse('handToKeeper.notIssued', { number, status })
    if (!receiver || !isKeeperOf(receiver, note)) return refuse('handToKeeper.notItsKeeper', { number })
    if (note.requiresDistinctSigners && [note.preparerId, note.handlerId].includes(receiver.id))
      return refuse('handToKeeper.signsElsewhere', { number, name: receiver.name })
    const facts = { status, handerId: actor.userId, copies: note.copies }
    const checklist = evaluate(HAND_TO_KEEPER_GATE, facts)
    if (!checklist.isOpen) return { refuse: { code: 'gate.handToKeeper', params: { number }, checklist } }
    return act({ note, receiver })
  },
  save: async ({ tx, actor, now }, { note, receiver }) => {
    const paper = { accountSetId: note.accountSetId, paperId: note.paperId }
    const offers = note.copies.map(({ kind }) => ({ kind, toPlace: 'WAREHOUSE', toId: receiver.id }) as const)
    const offered = await offerCopies(tx, paper, offers, { actorId: actor.userId, now, method: 'PRESS' })
    if (offered !== offers.length) return { stale: {} }
    const payload = { copies: note.copies.map(({ kind }) => kind), toPlace: 'WAREHOUSE', to: receiver.name }
    return { value: { number: note.number, keeper: receiver.name }, events: [{ ...paper, payload }] }
  },
})

function isKeeperOf(receiver: Receiver, note: HandOverNote): boolean {
  return (
    receiver.roles.includes('KEEPER') &&
    receiver.accountSetIds.includes(note.accountSetId) &&
    receiver.warehouseIds.includes(note.warehouseId)
  )
}
