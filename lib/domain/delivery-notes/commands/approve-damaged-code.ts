import { damagedRefusal } from '#lib/codes/capturing.ts'
import { decideDamaged } from '#lib/codes/damaged-store.ts'
import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { holdCodedNote } from '#lib/domain/delivery-notes/codes-repository.ts'
import { wrongStep } from '#lib/domain/delivery-notes/prepare-plan.ts'
import { CAPTURING } from '#lib/domain/delivery-notes/road-note.ts'
import { approveDamagedInput } from '#lib/domain/delivery-notes/road-schema.ts'

/**
 * The second person's word on a damaged code, from their own session; never the person who reported it.
 * Approved, it is captured with both names; refused, the case must be opened or exchanged.
 */
export const approveDamagedCode = defineCommand({
  name: 'code.approveDamaged',
  permission: 'code.approveDamaged',
  input: approveDamagedInput,
  queryBudget: 6,
  load: ({ tx, actor }, input) =>
    holdCodedNote(tx, actor, input, { codes: [], spellings: [], warehouseIds: null }),
  decide: (note, input, { actor }) => {
    const damaged = note.damaged.find((each) => each.sequence === input.sequence)
    if (!damaged) return refuse('code.noReport', { number: note.number })
    if (damaged.decision !== null) return refuse('code.alreadyDecided', { number: note.number })
    if (damaged.reportedById === actor.userId) return refuse('code.secondPerson', { number: note.number })
    if (input.decision === 'REFUSED') return act({ note, damaged })
    const wrong = wrongStep(note, ...CAPTURING)
    if (wrong) return wrong
    if (note.isSigned) return refuse('code.signed', { number: note.number })
    const wont = damagedRefusal(note, damaged, [])
    return wont ? refuse(wont.code, wont.params) : act({ note, damaged })
  },
  save: async ({ tx, actor, now }, { note, damaged }, { decision }) => {
    const { sequence, lineNo, kind, reason } = damaged
    const code = damaged.code === '' ? `DAMAGED-${note.number}-${sequence}` : damaged.code
    const by = { actorId: actor.userId, at: now }
    if (!(await decideDamaged(tx, note, { sequence, lineNo, kind, decision, code }, by))) return { stale: {} }
    const { accountSetId, paperId, number } = note
    return {
      value: { number, sequence, decision },
      events: [{ accountSetId, paperId, payload: { sequence, decision, lineNo, kind, code, reason } }],
    }
  },
})
