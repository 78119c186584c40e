import { damagedRefusal, readableOf } from '#lib/codes/capturing.ts'
import { insertDamaged } from '#lib/codes/damaged-store.ts'
import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { holdCodedNote } from '#lib/domain/delivery-notes/codes-repository.ts'
import { wrongStep } from '#lib/domain/delivery-notes/prepare-plan.ts'
import { CAPTURING } from '#lib/domain/delivery-notes/road-note.ts'
import { reportDamagedInput } from '#lib/domain/delivery-notes/road-schema.ts'

/**
 * 坏码: the keeper states that a label cannot be read, with the reason and whatever can be read of it. It counts
 * only after a second person has agreed from their own session (decision 2). Refused when the line has all its
 * codes, and when the readable code is bound elsewhere.
 */
export const reportDamagedCode = defineCommand({
  name: 'code.reportDamaged',
  permission: 'code.capture',
  input: reportDamagedInput,
  queryBudget: 6,
  load: ({ tx, actor }, input) =>
    holdCodedNote(tx, actor, input, {
      codes: [readableOf(input.code)],
      spellings: [],
      warehouseIds: actor.warehouseIds,
    }),
  decide: (note, input) => {
    const wrong = wrongStep(note, ...CAPTURING)
    if (wrong) return wrong
    if (note.isSigned) return refuse('code.signed', { number: note.number })
    const report = { ...input, code: readableOf(input.code) }
    const waiting = note.damaged.filter((each) => each.decision === null)
    const wont = damagedRefusal(note, report, waiting)
    return wont
      ? refuse(wont.code, wont.params)
      : act({ note, report: { ...report, sequence: (note.damaged.at(-1)?.sequence ?? 0) + 1 } })
  },
  save: async ({ tx, actor, now }, { note, report }) => {
    const isFirst = await insertDamaged(tx, note, report, { actorId: actor.userId, at: now })
    if (!isFirst) return { stale: {} }
    const { accountSetId, paperId, number } = note
    const { sequence, lineNo, kind, code, reason } = report
    return {
      value: { number, sequence },
      events: [{ accountSetId, paperId, payload: { sequence, lineNo, kind, code, reason } }],
    }
  },
})
