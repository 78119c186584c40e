import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { type DraftState, readDraftState, writeDraft } from '#lib/domain/delivery-notes/draft-repository.ts'
import { saveDraftInput } from '#lib/domain/delivery-notes/draft-schema.ts'

/** What the page keeps beside the draft: the version to send next time, and when it was kept. */
export type SavedDraft = { version: number; savedAt: string }

/**
 * Keeps a half-written note as typed. Stale when another tab has kept it since; refused with `draft.closed` when
 * it was discarded or has become a note. Somebody else's draft is not found.
 */
export const saveDraft = defineCommand({
  name: 'draft.save',
  permission: 'note.draft',
  input: saveDraftInput,
  queryBudget: 6,
  load: async (context, input) => {
    const kept = await readDraftState(context.tx, input.draftId)
    if (kept !== undefined && kept.ownerId !== context.actor.userId) return null
    return { kept }
  },
  decide: ({ kept }: { kept: DraftState | undefined }) =>
    kept?.isClosed === true ? refuse('draft.closed', { number: kept.noteNumber ?? '' }) : act({ kept }),
  save: async (context, { kept }, input) => {
    const { actor, now } = context
    const version = await writeDraft(context.tx, { ...input, ownerId: actor.userId, now })
    if (version === null)
      return {
        stale: kept === undefined ? {} : { by: actor.displayName, at: kept.updatedAt.toISOString() },
      }
    const value: SavedDraft = { version, savedAt: now.toISOString() }
    return { value }
  },
})
