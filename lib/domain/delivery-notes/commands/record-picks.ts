import { act, defineCommand } from '#lib/command/define-command.ts'
import {
  picksPayload,
  readPicks,
  withinWarehouse,
  wrongStep,
} from '#lib/domain/delivery-notes/prepare-plan.ts'
import { savePicks } from '#lib/domain/delivery-notes/prepare-repository.ts'
import { loadRoadNote } from '#lib/domain/delivery-notes/road-repository.ts'
import { prepareInput } from '#lib/domain/delivery-notes/road-schema.ts'

/**
 * 记备货: keeps what was picked so far, a shortage or bad quality with its remark included, so that the phone
 * can be put down and the clerk sees what is missing. The note stays PICKING.
 */
export const recordPicks = defineCommand({
  name: 'note.recordPicks',
  permission: 'note.prepare',
  input: prepareInput,
  queryBudget: 7,
  load: async ({ tx, actor }, input) => withinWarehouse(await loadRoadNote(tx, actor, input), actor),
  decide: (note, input, { actor }) => {
    const wrong = wrongStep(note, 'PICKING')
    if (wrong) return wrong
    const read = readPicks(note, input, actor)
    if (!read.ok) return { invalid: read.fields }
    return read.stated.picks.length > 0 ? act(read.stated) : { invalid: { lines: 'empty' } }
  },
  save: async ({ tx, actor, now }, { note, picks }) => {
    const step = { toStatus: 'PICKING', actorId: actor.userId, at: now } as const
    if (!(await savePicks(tx, note, picks, step))) return { stale: {} }
    const { accountSetId, paperId, number } = note
    return {
      value: { number, recorded: picks.length },
      events: [{ accountSetId, paperId, payload: { picks: picksPayload(picks) } }],
    }
  },
})
