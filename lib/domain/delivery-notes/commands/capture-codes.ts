import { barcodeSpellings, readCode } from '#lib/codes/code-form.ts'
import { type KeptCode, type ScanAnswer, sortScans } from '#lib/codes/sort-scans.ts'
import { insertCodes } from '#lib/codes/store.ts'
import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { type CodedNote, holdCodedNote } from '#lib/domain/delivery-notes/codes-repository.ts'
import { wrongStep } from '#lib/domain/delivery-notes/prepare-plan.ts'
import { CAPTURING } from '#lib/domain/delivery-notes/road-note.ts'
import { captureInput } from '#lib/domain/delivery-notes/road-schema.ts'

/** Every scan's answer, in the order sent. */
export type CapturedCodes = { number: string; answers: ScanAnswer[]; kept: number }

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
    const codes = input.scans.flatMap(({ typed }) => {
      const read = readCode(typed)
      return read.ok ? [read.value.code] : []
    })
    const spellings = codes.flatMap(barcodeSpellings)
    return holdCodedNote(tx, actor, input, { codes, spellings, warehouseIds: actor.warehouseIds })
  },
  decide: (note, input) => {
    const wrong = wrongStep(note, ...CAPTURING)
    if (wrong) return wrong
    if (note.isSigned) return refuse('code.signed', { number: note.number })
    return act({ note, sorted: sortScans(input.scans, note) })
  },
  save: async ({ tx, actor, now }, { note, sorted }) => {
    const by = { actorId: actor.userId, at: now }
    const { isCurrent, bound } = await insertCodes(tx, note, sorted.kept, note, by)
    if (!isCurrent) return { stale: {} }
    const answers = sorted.answers.map((answer) => asBound(answer, bound))
    const kept = sorted.kept.filter((code) => bound.has(code.code))
    return {
      value: { number: note.number, answers, kept: kept.length },
      events: eventsOf(note, kept, answers),
    }
  },
})

/** A code that someone else bound in the same moment is elsewhere after all. */
function asBound(answer: ScanAnswer, bound: ReadonlySet<string>): ScanAnswer {
  if (answer.outcome !== 'kept' || bound.has(answer.code)) return answer
  const { typed, code } = answer
  return { typed, code, outcome: 'elsewhere', number: '', customerName: '', at: '' }
}

function eventsOf(note: CodedNote, kept: readonly KeptCode[], answers: readonly ScanAnswer[]) {
  const elsewhere = answers.flatMap((answer) =>
    answer.outcome === 'elsewhere' ? [{ code: answer.code, number: answer.number }] : [],
  )
  if (kept.length === 0 && elsewhere.length === 0) return []
  const { accountSetId, paperId } = note
  return [{ accountSetId, paperId, payload: { kept: kept.map((code) => ({ ...code })), elsewhere } }]
}
