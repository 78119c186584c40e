import type { RoadNote } from '#lib/domain/delivery-notes/road-note.ts'
import { codesMissing } from '#lib/domain/delivery-notes/dispatch-rules.ts'
import type { Params } from '#lib/kernel/result.ts'

/** The slots that people of the house sign after the goods are ready; the preparer signed at issue. */
export type HouseSlot = 'KEEPER' | 'HANDLER' | 'SUPERVISOR'

/** Who wants to sign: nobody says for whom. */
export type Signatory = { userId: string; roles: readonly string[] }

export type SlotAnswer = { slot: HouseSlot } | { code: string; params: Params }

/** The slots that are this person's own, in the order in which they are signed. */
export function slotsOf(note: Pick<RoadNote, 'keeperId' | 'handlerId'>, person: Signatory): HouseSlot[] {
  const slots: HouseSlot[] = []
  if (note.keeperId === person.userId) slots.push('KEEPER')
  if (note.handlerId === person.userId) slots.push('HANDLER')
  if (person.roles.includes('SALES_MANAGER')) slots.push('SUPERVISOR')
  return slots
}

/**
 * The slot this person signs now, decided by who they are (R8, R9), or why there is none: not the step for it, no
 * slot of theirs, taken, one person in two slots, the keeper not yet signed, or codes that are due and missing.
 */
export function slotToSign(note: RoadNote, person: Signatory): SlotAnswer {
  const { number, status } = note
  if (status !== 'PREPARED' && status !== 'VERIFIED')
    return { code: 'signing.notNow', params: { number, status } }
  const own = slotsOf(note, person)
  const first = own[0]
  if (first === undefined) return { code: 'signing.noSlot', params: { number } }
  const open = own.filter((slot) => !note.signatures.some((signature) => signature.slot === slot))
  const slot = open[0]
  if (slot === undefined) return { code: 'signing.slotTaken', params: { number, slot: first } }
  const already = note.signatures.find((signature) => signature.signerId === person.userId)
  if (already && note.requiresDistinctSigners)
    return { code: 'signing.oneSlotPerPerson', params: { number, slot, signed: already.slot } }
  if (slot !== 'KEEPER' && note.codesHash === null)
    return { code: 'signing.keeperFirst', params: { number, slot } }
  const missing = slot === 'KEEPER' ? linesCodeless(note) : null
  return missing === null ? { slot } : { code: 'signing.codesMissing', params: missing }
}

/** The first line without its codes: once the keeper has signed, no more can be written down. */
function linesCodeless(note: RoadNote): Params | null {
  for (const line of note.lines) {
    const missing = codesMissing(line)
    if (missing > 0 || line.damagedWaiting > 0)
      return { line: line.lineNo, product: line.productName, missing, waiting: line.damagedWaiting }
  }
  return null
}
