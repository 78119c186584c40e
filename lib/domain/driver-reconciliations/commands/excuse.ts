import { act, type Decision, defineCommand, refuse } from '#lib/command/define-command.ts'
import {
  closedRefusal,
  type HeldSheet,
  heldSession,
  sheetNow,
} from '#lib/domain/driver-reconciliations/commands/loaded-session.ts'
import { insertExcuse } from '#lib/domain/driver-reconciliations/repository.ts'
import { type DueThing, excuseInput } from '#lib/domain/driver-reconciliations/schema.ts'
import type { SheetNote, ThingState } from '#lib/domain/driver-reconciliations/sheet.ts'

/** How a thing of a note stands on the sheet. */
export function stateOfThing(note: SheetNote, thing: DueThing): ThingState {
  const states: Record<DueThing, ThingState> = {
    DRIVER_COPY: note.blueCopy,
    CUSTOMER_COPY: note.customerCopy,
    CONSIGNMENT_NOTE: note.consignmentNote,
    ADVANCED_FREIGHT: note.advancedFreight,
  }
  return states[thing]
}

/**
 * 例外说明: says why a copy, a consignment note or freight laid out does not come with the driver. It stands on the sheet
 * that both sign. Refused for what is there or was never due.
 */
export const excuseThing = defineCommand({
  name: 'reconciliation.excuse',
  permission: 'reconciliation.count',
  input: excuseInput,
  queryBudget: 9,
  load: async ({ tx, actor }, input): Promise<HeldSheet | null> => {
    const session = await heldSession(tx, actor, input)
    return session && sheetNow(tx, session)
  },
  decide: (held, { notePaperId, thing }, { actor }): Decision<HeldSheet> => {
    const closed = closedRefusal(held.session)
    if (closed) return { refuse: closed }
    if (held.session.driverId === actor.userId) return refuse('reconciliation.ownSession')
    const note = held.sheet.notes.find(({ paperId }) => paperId === notePaperId)
    if (!note) return refuse('reconciliation.otherNote', { number: held.session.number })
    return stateOfThing(note, thing) === 'OUT'
      ? act(held)
      : refuse('reconciliation.notMissing', { number: note.number, thing })
  },
  save: async (
    { tx, actor, now },
    { session, sheet },
    { accountSetId, paperId, notePaperId, thing, reason },
  ) => {
    const excuse = { notePaperId, thing, reason }
    if (!(await insertExcuse(tx, session, excuse, { actorId: actor.userId, at: now }))) return { stale: {} }
    const note = sheet.notes.find((each) => each.paperId === notePaperId)?.number ?? ''
    const payload = { number: session.number, note, thing, reason }
    return { value: { number: session.number }, events: [{ accountSetId, paperId, payload }] }
  },
})
