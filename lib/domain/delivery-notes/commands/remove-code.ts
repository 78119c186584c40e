import { spellingsOf } from '#lib/codes/capturing.ts'
import { releaseCodes } from '#lib/codes/store.ts'
import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { holdCodedNote } from '#lib/domain/delivery-notes/codes-repository.ts'
import { wrongStep } from '#lib/domain/delivery-notes/prepare-plan.ts'
import { CAPTURING } from '#lib/domain/delivery-notes/road-note.ts'
import { removeCodeInput } from '#lib/domain/delivery-notes/road-schema.ts'

/**
 * Takes a captured code off the stub again, before the keeper signs; that it was there stays in the evidence.
 * Refused after the keeper's signature, and for a code that is not on this note.
 */
export const removeCode = defineCommand({
  name: 'code.remove',
  permission: 'code.capture',
  input: removeCodeInput,
  queryBudget: 6,
  load: ({ tx, actor }, input) =>
    holdCodedNote(tx, actor, input, {
      codes: spellingsOf(input.code),
      spellings: [],
      warehouseIds: actor.warehouseIds,
    }),
  decide: (note, input) => {
    const wrong = wrongStep(note, ...CAPTURING)
    if (wrong) return wrong
    if (note.isSigned) return refuse('code.signed', { number: note.number })
    const code = spellingsOf(input.code).find((each) => note.bound.get(each)?.isHere === true)
    return code === undefined
      ? refuse('code.notHere', { number: note.number, code: input.code })
      : act({ note, code })
  },
  save: async ({ tx, actor, now }, { note, code }) => {
    const released = await releaseCodes(tx, note, [code], 'REMOVED', { actorId: actor.userId, at: now })
    if (released.length !== 1) return { stale: {} }
    const { accountSetId, paperId, number } = note
    return { value: { number, code }, events: [{ accountSetId, paperId, payload: { removed: code } }] }
  },
})
