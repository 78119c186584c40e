import { saveScans, wishOf } from '#lib/codes/capturing.ts'
import { sortScans } from '#lib/codes/sort-scans.ts'
import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { holdCodedNote } from '#lib/domain/delivery-notes/codes-repository.ts'
import { wrongStep } from '#lib/domain/delivery-notes/prepare-plan.ts'
import { CAPTURING } from '#lib/domain/delivery-notes/road-note.ts'
import { captureInput } from '#lib/domain/delivery-notes/road-schema.ts'

/**
 * 抄码: writes a batch of up to 500 scanned codes on the stub (R6, R7). Each scan is answered by itself: kept,
 * already here, bound elsewhere (and where it was last seen), not due, or no code at all; the good ones of a
 * mixed batch are kept. Refused whole once the keeper has signed. `stale` when another device scanned for the
 * same note in the same moment: send the batch again.
 */
export const captureCodes = defineCommand({
  name: 'code.capture',
  permission: 'code.capture',
  input: captureInput,
  queryBudget: 6,
  load: ({ tx, actor }, input) => {
    const wish = wishOf(input.scans.map((scan) => scan.typed))
    return holdCodedNote(tx, actor, input, { ...wish, warehouseIds: actor.warehouseIds })
  },
  decide: (note, input) => {
    const wrong = wrongStep(note, ...CAPTURING)
    if (wrong) return wrong
    if (note.isSigned) return refuse('code.signed', { number: note.number })
    return act({ note, sorted: sortScans(input.scans, note) })
  },
  save: ({ tx, actor, now }, { note, sorted }) =>
    saveScans(tx, note, sorted, { actorId: actor.userId, at: now }),
})
