import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { closeDraft, readDraftState } from '#lib/domain/delivery-notes/draft-repository.ts'
import { discardDraftInput } from '#lib/domain/delivery-notes/draft-schema.ts'

/** Puts an own draft away for good; it stays in the database, closed. Refused when it is closed already. */
export const discardDraft = defineCommand({
  name: 'draft.discard',
  permission: 'note.draft',
  input: discardDraftInput,
  queryBudget: 6,
  load: async (context, input) => {
    const kept = await readDraftState(context.tx, input.draftId)
    return kept?.ownerId === context.actor.userId ? kept : null
  },
  decide: (kept) =>
    kept.isClosed
      ? refuse('draft.closed', { number: kept.noteNumber ?? '' })
      : act({ version: kept.version }),
  save: async (context, plan, input) => {
    const { actor, now } = context
    const isClosed = await closeDraft(context.tx, { ...input, ownerId: actor.userId, now })
    return isClosed ? { value: { draftId: input.draftId, version: plan.version } } : { stale: {} }
  },
})
