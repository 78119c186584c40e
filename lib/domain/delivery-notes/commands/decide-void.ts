import { z } from 'zod'
import { releaseCodes } from '#lib/codes/store.ts'
import type { CommandContext, PaperEventDraft } from '#lib/command/define-command.ts'
import { act, type Decision, defineCommand, refuse } from '#lib/command/define-command.ts'
import {
  holdForVoid,
  isReserving,
  readVoidNote,
  releaseReservation,
  stampVoid,
  voidFacts,
  type VoidNote,
} from '#lib/domain/delivery-notes/void-repository.ts'
import { hasLeft, VOID_GATE } from '#lib/domain/delivery-notes/void-rules.ts'
import { evaluate } from '#lib/kernel/gate.ts'
import { holdPeriod } from '#lib/ledger/period.ts'
import { moveStock } from '#lib/ledger/post.ts'
import { stockMirror } from '#lib/ledger/stock-mirror.ts'
import { paperInput, textInput } from '#lib/papers/schema.ts'
import { writeVoidDecision } from '#lib/papers/void-record.ts'

export const decideVoidInput = z.strictObject({
  ...paperInput,
  decision: z.enum(['APPROVED', 'REFUSED'], 'unknown'),
  /** Required where the void is refused. */
  remark: textInput(500),
})

/**
 * 作废裁定: another person approves or refuses a void. Approved, the four copies are stamped, the reservation is given
 * back or the goods come back into the warehouse by mirror entries on today's date, codes and commitment are freed and
 * the order is open again; number, lines and copies stay for ever (decision 11). Refused with the whole checklist
 * while a rule of the void gate is unmet.
 */
export const decideVoid = defineCommand({
  name: 'note.decideVoid',
  permission: 'note.decideVoid',
  input: decideVoidInput,
  queryBudget: 16,
  load: async ({ tx, actor, today }, input): Promise<VoidNote | null> => {
    await holdForVoid(tx, input)
    const note = await readVoidNote(tx, actor, input, today)
    if (!note || !hasLeft(note.status)) return note
    return { ...note, isPeriodOpen: (await holdPeriod(tx, input.accountSetId, today)) === 'OPEN' }
  },
  decide: (note, input, { actor, today }): Decision<VoidNote> => {
    const { number, request } = note
    if (input.decision === 'REFUSED') {
      if (request === null || request.decision !== null) return refuse('void.notRequested', { number })
      if (request.byId === actor.userId) return refuse('void.secondPerson', { number })
      return input.remark === '' ? { invalid: { remark: 'empty' } } : act(note)
    }
    const checklist = evaluate(VOID_GATE, voidFacts(note, actor.userId, today))
    return checklist.isOpen ? act(note) : { refuse: { code: 'gate.void', params: { number }, checklist } }
  },
  save: async (context, note, { decision, remark }) => {
    const { tx, actor, now } = context
    const paper = { accountSetId: note.accountSetId, paperId: note.paperId }
    if (!(await writeVoidDecision(tx, paper, { decision, remark, byId: actor.userId, at: now })))
      return { stale: {} }
    const said = {
      number: note.number,
      decision,
      remark,
      reason: note.request?.reason ?? '',
      requestedBy: note.request?.byName ?? '',
    }
    if (decision === 'REFUSED') return { value: said, events: [{ ...paper, payload: said }] }
    const freed = await undo(context, note)
    if (freed === null) return { stale: {} }
    const copies = note.copies.map(({ kind, place, statement }) => ({ kind, place, statement }))
    const events: PaperEventDraft[] = [
      { ...paper, payload: { ...said, from: note.status, copies, codes: freed } },
      {
        accountSetId: note.accountSetId,
        paperId: note.orderId,
        payload: { number: note.orderNumber, voided: note.number },
      },
    ]
    return { value: said, events }
  },
})

/** Everything the note had taken is given back; null when somebody was there first. Answers the freed codes. */
async function undo({ tx, actor, now, today }: CommandContext, note: VoidNote): Promise<string[] | null> {
  const by = { actorId: actor.userId, at: now }
  if (isReserving(note.status)) await releaseReservation(tx, note)
  else {
    const mirror = await stockMirror(tx, note.accountSetId, note.paperId, today)
    await moveStock(tx, { recordedById: actor.userId, at: now }, mirror)
  }
  if (!(await stampVoid(tx, note, by))) return null
  return releaseCodes(tx, note, null, 'VOIDED', by)
}
