import { act, type Decision, defineCommand, refuse } from '#lib/command/define-command.ts'
import {
  closedRefusal,
  type HeldSheet,
  heldSession,
  sheetNow,
} from '#lib/domain/driver-reconciliations/commands/loaded-session.ts'
import { insertDispute } from '#lib/domain/driver-reconciliations/repository.ts'
import { disputeInput } from '#lib/domain/driver-reconciliations/schema.ts'

/**
 * 异议: the driver of the session says what they do not agree with. It stands on the sheet, holds up nothing, and stays
 * open on the manager's page until a manager rules on it.
 */
export const disputeSession = defineCommand({
  name: 'reconciliation.dispute',
  permission: 'reconciliation.sign',
  input: disputeInput,
  queryBudget: 9,
  load: async ({ tx, actor }, input): Promise<HeldSheet | null> => {
    const session = await heldSession(tx, actor, input)
    return session && sheetNow(tx, session)
  },
  decide: (held, { notePaperId }, { actor }): Decision<HeldSheet> => {
    const { session, sheet } = held
    const closed = closedRefusal(session)
    if (closed) return { refuse: closed }
    if (session.driverId !== actor.userId)
      return refuse('reconciliation.driverOnly', { driver: session.driverName })
    const isKnown = notePaperId === null || sheet.notes.some(({ paperId }) => paperId === notePaperId)
    return isKnown ? act(held) : refuse('reconciliation.otherNote', { number: session.number })
  },
  save: async ({ tx, actor, now }, { session }, { accountSetId, paperId, notePaperId, statement }) => {
    const by = { actorId: actor.userId, at: now }
    const sequence = await insertDispute(tx, session, { notePaperId, statement }, by)
    const payload = { number: session.number, sequence, notePaperId, statement }
    return { value: { sequence }, events: [{ accountSetId, paperId, payload }] }
  },
})
