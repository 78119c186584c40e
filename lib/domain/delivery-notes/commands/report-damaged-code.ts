import { readCode } from '#lib/codes/code-form.ts'
import { insertDamaged } from '#lib/codes/damaged-store.ts'
import { codesDueOf, slotOf } from '#lib/codes/policy.ts'
import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { type CodedNote, holdCodedNote } from '#lib/domain/delivery-notes/codes-repository.ts'
import { wrongStep } from '#lib/domain/delivery-notes/prepare-plan.ts'
import { CAPTURING } from '#lib/domain/delivery-notes/road-note.ts'
import { reportDamagedInput } from '#lib/domain/delivery-notes/road-schema.ts'
import type { z } from 'zod'

type Report = z.output<typeof reportDamagedInput>

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
      codes: [readable(input.code)],
      spellings: [],
      warehouseIds: actor.warehouseIds,
    }),
  decide: (note, input) => {
    const wrong = wrongStep(note, ...CAPTURING)
    if (wrong) return wrong
    if (note.isSigned) return refuse('code.signed', { number: note.number })
    const code = readable(input.code)
    const seen = note.bound.get(code)
    if (seen)
      return refuse('code.seenElsewhere', {
        code,
        number: seen.number,
        customer: seen.customerName,
        at: seen.at,
      })
    return hasRoom(note, input)
      ? act({ note, report: { ...input, code, sequence: (note.damaged.at(-1)?.sequence ?? 0) + 1 } })
      : refuse('code.notDue', { number: note.number, line: input.lineNo })
  },
  save: async ({ tx, actor, now }, { note, report }) => {
    await insertDamaged(tx, note, report, { actorId: actor.userId, at: now })
    const { accountSetId, paperId, number } = note
    const { sequence, lineNo, kind, code, reason } = report
    return {
      value: { number, sequence },
      events: [{ accountSetId, paperId, payload: { sequence, lineNo, kind, code, reason } }],
    }
  },
})

function readable(typed: string): string {
  const read = readCode(typed)
  return read.ok ? read.value.code : ''
}

function hasRoom(note: CodedNote, { lineNo, kind }: Report): boolean {
  const line = note.lines.find((each) => each.lineNo === lineNo)
  if (!line || line.codesDue === 0) return false
  const slot = slotOf(kind)
  const waiting = note.damaged.filter(
    (each) =>
      each.decision === null && each.lineNo === lineNo && (each.kind === 'BOTTLE') === (slot === 'BOTTLE'),
  ).length
  const due = codesDueOf(line)
  return slot === 'CASE' ? line.kept.cases + waiting < due.cases : line.kept.bottles + waiting < due.bottles
}
