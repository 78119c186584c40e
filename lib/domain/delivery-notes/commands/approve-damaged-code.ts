import { decideDamaged } from '#lib/codes/damaged-store.ts'
import { codesDueOf } from '#lib/codes/policy.ts'
import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import {
  type CodedNote,
  type DamagedRow,
  holdCodedNote,
} from '#lib/domain/delivery-notes/codes-repository.ts'
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
    return isDue(note, damaged)
      ? act({ note, damaged })
      : refuse('code.notDue', { number: note.number, line: damaged.lineNo })
  },
  save: async ({ tx, actor, now }, { note, damaged }, { sequence, decision }) => {
    const code = damaged.code === '' ? `DAMAGED-${note.number}-${sequence}` : damaged.code
    const by = { actorId: actor.userId, at: now }
    if (!(await decideDamaged(tx, note, { sequence, decision, code, seen: note }, by))) return { stale: {} }
    const { accountSetId, paperId, number } = note
    const { lineNo, kind, reason } = damaged
    return {
      value: { number, sequence, decision },
      events: [{ accountSetId, paperId, payload: { sequence, decision, lineNo, kind, code, reason } }],
    }
  },
})

function isDue(note: CodedNote, { lineNo, kind }: DamagedRow): boolean {
  const line = note.lines.find((each) => each.lineNo === lineNo)
  if (!line) return false
  const due = codesDueOf(line)
  return kind === 'BOTTLE' ? line.kept.bottles < due.bottles : line.kept.cases < due.cases
}
