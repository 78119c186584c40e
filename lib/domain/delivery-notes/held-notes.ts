import { type ExposureParts, exposureOf, sellsOnCredit } from '#lib/domain/receivables/exposure.ts'

/** A note whose money has not come. */
export type OpenNote = { paperId: string; number: string; openFen: bigint }

/** What the customer's credit says as the note leaves; this note is among what is committed. */
export type CreditTerms = ExposureParts & {
  limitFen: bigint
  requiresPrepayment: boolean
  /** The day the oldest open note fell or falls due. */
  oldestDueOn: string | null
}

/** What a customer's settlement terms allow to stand unpaid, and what stands (decision 7). */
export type HeldTerms = {
  settlementMethod: string
  maxOpenNotes: number | null
  rollingCeilingFen: bigint | null
  /** Other notes whose goods have left and whose money has not come, oldest first. */
  openNotes: readonly OpenNote[]
  /** What the customer owes without this note: gone or posted, less what was paid ahead. */
  balanceFen: bigint
  /** This note. */
  grossFen: bigint
  credit: CreditTerms
}

/** What has changed for the worse since the note was issued: over the limit, or overdue (R117). Null when neither. */
export function creditWarning(terms: HeldTerms, today: string): 'overCredit' | 'overdue' | null {
  const { settlementMethod, credit } = terms
  if (credit.oldestDueOn !== null && credit.oldestDueOn < today) return 'overdue'
  const isOnCredit = sellsOnCredit({ settlementMethod, requiresPrepayment: credit.requiresPrepayment })
  return isOnCredit && exposureOf(credit) > credit.limitFen ? 'overCredit' : null
}

/** What the driver has to bring back from this stop before the goods are unloaded. */
export type ToCollect =
  { kind: 'NOTES'; notes: readonly OpenNote[] } | { kind: 'AMOUNT'; amountFen: bigint } | null

/** The exact older notes (压单) or amount (滚单) to collect at the stop; null when there is nothing (decision 7). */
export function toCollect(terms: HeldTerms): ToCollect {
  if (terms.settlementMethod === 'HELD_NOTE' && terms.maxOpenNotes !== null) {
    const surplus = terms.openNotes.length - terms.maxOpenNotes + 1
    return surplus > 0 ? { kind: 'NOTES', notes: terms.openNotes.slice(0, surplus) } : null
  }
  if (terms.settlementMethod === 'ROLLING' && terms.rollingCeilingFen !== null) {
    const overFen = terms.balanceFen + terms.grossFen - terms.rollingCeilingFen
    return overFen > 0n ? { kind: 'AMOUNT', amountFen: overFen } : null
  }
  return null
}

/**
 * Why the note cannot leave even with a collection on this visit: more notes stand unpaid than the terms
 * allow, or the balance is over its ceiling before this note is added. Null when it can.
 */
export function heldReason(terms: HeldTerms): 'tooManyOpenNotes' | 'overCeiling' | 'noteOverCeiling' | null {
  if (terms.settlementMethod === 'HELD_NOTE' && terms.maxOpenNotes !== null)
    return terms.openNotes.length > terms.maxOpenNotes ? 'tooManyOpenNotes' : null
  if (terms.settlementMethod === 'ROLLING' && terms.rollingCeilingFen !== null) {
    if (terms.balanceFen > terms.rollingCeilingFen) return 'overCeiling'
    return terms.grossFen > terms.rollingCeilingFen ? 'noteOverCeiling' : null
  }
  return null
}
