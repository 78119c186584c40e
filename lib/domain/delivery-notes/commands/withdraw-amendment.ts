import { act, type Decision, defineCommand, refuse } from '#lib/command/define-command.ts'
import {
  type Amendment,
  holdAmendment,
  readAmendment,
  saveWithdrawn,
} from '#lib/domain/delivery-notes/amendment-repository.ts'
import { withdrawAmendmentInput } from '#lib/domain/delivery-notes/amendment-schema.ts'

/** 撤回改单: a slip that was wrong is taken back while its goods are not in the warehouse; its number and lines stay. */
export const withdrawAmendment = defineCommand({
  name: 'amendment.withdraw',
  permission: 'amendment.open',
  input: withdrawAmendmentInput,
  queryBudget: 8,
  load: async ({ tx, actor }, input): Promise<Amendment | null> => {
    await holdAmendment(tx, input)
    return readAmendment(tx, actor.accountSetIds, input)
  },
  decide: (slip): Decision<Amendment> =>
    slip.status === 'OPEN' || slip.status === 'AGREED'
      ? act(slip)
      : refuse('amendment.notNow', { number: slip.number }),
  save: async ({ tx }, slip, { accountSetId, paperId, reason }) => {
    if (!(await saveWithdrawn(tx, slip, reason))) return { stale: {} }
    const payload = { number: slip.number, note: slip.noteNumber, reason }
    return { value: { number: slip.number }, events: [{ accountSetId, paperId, payload }] }
  },
})
