import { dueFor } from '#lib/codes/policy.ts'
import { policyOf } from '#lib/domain/delivery-notes/dispatch-rules.ts'
import { lineParams } from '#lib/domain/delivery-notes/prepare-rules.ts'
import { copyOf, type RoadLine, type RoadNote, sayQuantity } from '#lib/domain/delivery-notes/road-note.ts'
import { type Gate, met, type Rule, unmet, warn } from '#lib/kernel/gate.ts'

/** What the customer took of one line. */
export type OutcomeLine = {
  lineNo: number
  acceptedE3: bigint
  reason: string
  /** Codes of what goes back, where the line has codes. */
  returnedCodes: readonly string[]
}

export type DeliverFacts = {
  note: RoadNote
  driverId: string
  /** Null while nothing was stated yet. */
  outcome: readonly OutcomeLine[] | null
  /** How the customer signed; null when not. */
  signedBy: 'STROKE' | 'SIGNED_COPY' | null
  isPeriodOpen: boolean
  today: string
}

type DeliverRule = Rule<DeliverFacts>

const DRIVER = { role: 'DRIVER', act: 'note.deliver' }

/** FULL, PARTIAL or REFUSED, from what was accepted. */
export function outcomeOf(note: RoadNote, outcome: readonly OutcomeLine[]): 'FULL' | 'PARTIAL' | 'REFUSED' {
  const accepted = new Map(outcome.map((line) => [line.lineNo, line.acceptedE3]))
  if (note.lines.every((line) => (accepted.get(line.lineNo) ?? line.qtyE3) === line.qtyE3)) return 'FULL'
  return note.lines.every((line) => accepted.get(line.lineNo) === 0n) ? 'REFUSED' : 'PARTIAL'
}

/** How many of a line's codes come back when only this much is accepted. */
export function codesReturned(line: RoadLine, acceptedE3: bigint): number {
  const kept = line.codesKept.cases + line.codesKept.bottles
  if (acceptedE3 === 0n) return kept
  const due = dueFor(acceptedE3, line.caseFactorE3, policyOf(line))
  return Math.max(0, kept - due.cases - due.bottles)
}

const copiesWithDriver: DeliverRule = {
  id: 'R57',
  check: ({ note, driverId }) => {
    const away = ['DRIVER', 'CUSTOMER'].find((kind) => {
      const copy = copyOf(note, kind)
      return copy?.keeperId !== driverId && copy?.isExcused !== true
    })
    return away ? unmet('copyNotAccepted', { role: 'DRIVER', act: 'copies.accept' }, { copy: away }) : met()
  },
}

const everyLineStated: DeliverRule = {
  id: 'R114',
  check: ({ note, outcome, signedBy }) => {
    if (outcome === null) return warn('outcomeDue', { customer: note.contactName })
    for (const line of note.lines) {
      const stated = outcome.find((each) => each.lineNo === line.lineNo)
      if (!stated) return unmet('lineNotStated', DRIVER, lineParams(line))
      const params = { ...lineParams(line), due: sayQuantity(line, line.qtyE3) }
      if (stated.acceptedE3 > line.qtyE3) return unmet('acceptedTooMuch', DRIVER, params)
      if (stated.acceptedE3 < line.qtyE3 && stated.reason === '')
        return unmet('reasonMissing', DRIVER, params)
      const isWhole = stated.acceptedE3 === line.qtyE3 || stated.acceptedE3 === 0n
      const expected = isWhole ? stated.returnedCodes.length : codesReturned(line, stated.acceptedE3)
      if (stated.returnedCodes.length !== expected)
        return unmet('returnedCodesMissing', DRIVER, { ...params, codes: expected })
    }
    if (signedBy !== null || outcomeOf(note, outcome) === 'REFUSED') return met()
    return unmet('customerUnsigned', DRIVER, { customer: note.contactName })
  },
}

const openPeriod: DeliverRule = {
  id: 'R120',
  check: ({ note, outcome, isPeriodOpen, today }) =>
    isPeriodOpen || outcome === null || outcomeOf(note, outcome) === 'FULL'
      ? met()
      : unmet('periodClosed', { role: 'ACCOUNTANT', act: 'period.reopen' }, { date: today }),
}

/** 送达: what must hold before a delivery is recorded. */
export const DELIVER_GATE: Gate<DeliverFacts> = {
  step: 'deliver',
  rules: [copiesWithDriver, everyLineStated, openPeriod],
}
