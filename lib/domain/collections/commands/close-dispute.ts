import { act, type Decision, defineCommand, refuse } from '#lib/command/define-command.ts'
import { closeDisputeInput } from '#lib/domain/collections/schema.ts'
import { closeDispute, type DisputedNote, holdDisputedNote } from '#lib/papers/disputes.ts'

/** Ends the dispute of a note, with what came of it. */
export const endDispute = defineCommand({
  name: 'dispute.close',
  permission: 'dispute.write',
  input: closeDisputeInput,
  queryBudget: 6,
  load: async ({ tx, actor }, input): Promise<DisputedNote | null> =>
    actor.accountSetIds.includes(input.accountSetId) ? holdDisputedNote(tx, input) : null,
  decide: (note): Decision<DisputedNote> =>
    note.isDisputed ? act(note) : refuse('dispute.notOpen', { number: note.number }),
  save: async ({ tx, actor, now }, { number }, { accountSetId, paperId, outcome }) => {
    const key = { accountSetId, paperId }
    if (!(await closeDispute(tx, key, { outcome, closedById: actor.userId, at: now }))) return { stale: {} }
    return { value: { number }, events: [{ ...key, payload: { number, outcome } }] }
  },
})
