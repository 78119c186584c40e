import { act, defineCommand } from '#lib/command/define-command.ts'
import {
  picksPayload,
  readPicks,
  withinWarehouse,
  wrongStep,
} from '#lib/domain/delivery-notes/prepare-plan.ts'
import { savePicks } from '#lib/domain/delivery-notes/prepare-repository.ts'
import { PREPARE_GATE } from '#lib/domain/delivery-notes/prepare-rules.ts'
import { loadRoadNote } from '#lib/domain/delivery-notes/road-repository.ts'
import { prepareInput } from '#lib/domain/delivery-notes/road-schema.ts'
import { evaluate } from '#lib/kernel/gate.ts'

/**
 * 备货完成: every line picked as written and found good (R112, R115); PICKING becomes PREPARED. Lines in the
 * input are recorded with it. Refused with the line when one was picked short or is not good: that is recorded
 * with `note.recordPicks`, and the note is voided and written again.
 */
export const prepareNote = defineCommand({
  name: 'note.prepare',
  permission: 'note.prepare',
  input: prepareInput,
  queryBudget: 7,
  load: async ({ tx, actor }, input) => withinWarehouse(await loadRoadNote(tx, actor, input), actor),
  decide: (note, input, { actor }) => {
    const wrong = wrongStep(note, 'PICKING')
    if (wrong) return wrong
    const read = readPicks(note, input, actor)
    if (!read.ok) return { invalid: read.fields }
    const checklist = evaluate(PREPARE_GATE, { note: read.stated.note })
    if (!checklist.isOpen) return { refuse: { code: 'gate.prepare', params: {}, checklist } }
    return act(read.stated)
  },
  save: async ({ tx, actor, now }, { note, picks }) => {
    const step = { toStatus: 'PREPARED', actorId: actor.userId, at: now } as const
    if (!(await savePicks(tx, note, picks, step))) return { stale: {} }
    const { accountSetId, paperId, number } = note
    return {
      value: { number, status: 'PREPARED' as const },
      events: [
        { accountSetId, paperId, payload: { lineCount: note.lines.length, picks: picksPayload(picks) } },
      ],
    }
  },
})
