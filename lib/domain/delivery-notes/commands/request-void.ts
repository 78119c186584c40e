import { z } from 'zod'
import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { NOTE_TRANSITIONS } from '#lib/domain/delivery-notes/states.ts'
import { holdForVoid, readVoidNote } from '#lib/domain/delivery-notes/void-repository.ts'
import { canMove } from '#lib/kernel/transitions.ts'
import { paperInput, textInput } from '#lib/papers/schema.ts'
import { writeVoidRequest } from '#lib/papers/void-record.ts'

export const requestVoidInput = z.strictObject({
  ...paperInput,
  reason: textInput(500, { isRequired: true }),
})

/**
 * 申请作废: asks for a note to be voided and says why (R12, R13). Nothing moves yet: the copies are gathered and
 * another person decides. Refused after posting, and while a request is open.
 */
export const requestVoid = defineCommand({
  name: 'note.requestVoid',
  permission: 'note.requestVoid',
  input: requestVoidInput,
  queryBudget: 8,
  load: async ({ tx, actor, today }, input) => {
    await holdForVoid(tx, input)
    return readVoidNote(tx, actor, input, today)
  },
  decide: (note) => {
    const { number, status } = note
    if (status === 'POSTED') return refuse('void.alreadyPosted', { number })
    if (!canMove(NOTE_TRANSITIONS, status, 'VOIDED')) return refuse('void.alreadyVoid', { number, status })
    if (note.request?.decision === null)
      return refuse('void.alreadyRequested', { number, name: note.request.byName })
    return act(note)
  },
  save: async ({ tx, actor, now }, note, { reason }) => {
    const paper = { accountSetId: note.accountSetId, paperId: note.paperId }
    if (!(await writeVoidRequest(tx, paper, { reason, byId: actor.userId, at: now }))) return { stale: {} }
    return {
      value: { number: note.number },
      events: [{ ...paper, payload: { number: note.number, status: note.status, reason } }],
    }
  },
})
