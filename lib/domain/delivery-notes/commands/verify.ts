import { act, defineCommand } from '#lib/command/define-command.ts'
import { readCount } from '#lib/kernel/counted-quantity.ts'
import { wrongStep } from '#lib/domain/delivery-notes/prepare-plan.ts'
import type { RoadNote } from '#lib/domain/delivery-notes/road-note.ts'
import { loadRoadNote } from '#lib/domain/delivery-notes/road-repository.ts'
import { verifyInput } from '#lib/domain/delivery-notes/road-schema.ts'
import { markVerified } from '#lib/domain/delivery-notes/verify-repository.ts'
import { type Counted, VERIFY_GATE } from '#lib/domain/delivery-notes/verify-rules.ts'
import { seesWholeSets } from '#lib/papers/note-scope.ts'
import { evaluate } from '#lib/kernel/gate.ts'
import type { z } from 'zod'

/**
 * 复核: a second person, never the keeper, states name and quantity of every line as it stands in the loading
 * bay (R10); PREPARED becomes VERIFIED. Refused with the line that differs.
 */
export const verifyNote = defineCommand({
  name: 'note.verify',
  permission: 'note.verify',
  input: verifyInput,
  queryBudget: 7,
  load: async ({ tx, actor }, input) => {
    const note = await loadRoadNote(tx, actor, input)
    return seesWholeSets(actor) || note?.driverId === actor.userId ? note : null
  },
  decide: (note, input, { actor }) => {
    const wrong = wrongStep(note, 'PREPARED')
    if (wrong) return wrong
    const { counted, fields } = readCounts(note, input)
    if (Object.keys(fields).length > 0) return { invalid: fields }
    const checklist = evaluate(VERIFY_GATE, { note, verifierId: actor.userId, counted })
    if (!checklist.isOpen) return { refuse: { code: 'gate.verify', params: {}, checklist } }
    return act({ note, counted })
  },
  save: async ({ tx, actor, now }, { note, counted }) => {
    if (!(await markVerified(tx, note, { actorId: actor.userId, at: now }))) return { stale: {} }
    const { accountSetId, paperId, number } = note
    const lines = counted.map((each) => ({ lineNo: each.lineNo, countedE3: String(each.countedE3) }))
    return {
      value: { number, status: 'VERIFIED' as const },
      events: [{ accountSetId, paperId, payload: { lines } }],
    }
  },
})

function readCounts(
  note: RoadNote,
  input: z.output<typeof verifyInput>,
): { counted: Counted[]; fields: Record<string, string> } {
  const fields: Record<string, string> = {}
  const counted: Counted[] = []
  input.lines.forEach(({ lineNo, isNameRight, counted: typed }, index) => {
    const line = note.lines.find((each) => each.lineNo === lineNo)
    if (!line) {
      fields[`lines.${index}.lineNo`] = 'unknown'
      return
    }
    const count = readCount(typed, line.units)
    if (count.ok) counted.push({ lineNo, isNameRight, countedE3: count.qtyE3 })
    else fields[`lines.${index}.counted`] = count.code
  })
  return { counted, fields }
}
