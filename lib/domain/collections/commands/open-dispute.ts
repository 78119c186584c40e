import { act, type Decision, defineCommand, refuse } from '#lib/command/define-command.ts'
import { openDisputeInput } from '#lib/domain/collections/schema.ts'
import { type DisputedNote, holdDisputedNote, openDisputes } from '#lib/papers/disputes.ts'

/** Keeps that a customer does not agree with a posted note, and why. It stays owed; it shows so wherever it is asked for. */
export const openDispute = defineCommand({
  name: 'dispute.open',
  permission: 'dispute.write',
  input: openDisputeInput,
  queryBudget: 6,
  load: async ({ tx, actor }, input): Promise<DisputedNote | null> =>
    actor.accountSetIds.includes(input.accountSetId) ? holdDisputedNote(tx, input) : null,
  decide: (note): Decision<DisputedNote> => {
    const { number, status, isDisputed } = note
    if (isDisputed) return refuse('dispute.alreadyOpen', { number })
    return status === 'POSTED' ? act(note) : refuse('dispute.notPosted', { number })
  },
  save: async ({ tx, actor, now }, { number }, { accountSetId, paperId, reason }) => {
    await openDisputes(tx, accountSetId, [paperId], { reason, at: now, openedById: actor.userId })
    return { value: { number }, events: [{ accountSetId, paperId, payload: { number, reason } }] }
  },
})
