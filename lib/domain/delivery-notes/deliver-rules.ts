import { dueFor } from '#lib/codes/policy.ts'
import { policyOf } from '#lib/domain/delivery-notes/dispatch-rules.ts'
import { lineParams } from '#lib/domain/delivery-notes/prepare-rules.ts'
import { copyOf, type RoadLine, type RoadNote, sayQuantity } from '#lib/domain/delivery-notes/road-note.ts'
import type { ToCollect } from '#lib/domain/delivery-notes/held-notes.ts'
import type { MoneySaid, Settled } from '#lib/domain/delivery-notes/tender-plan.ts'
import { type Gate, met, type Rule, unmet, warn } from '#lib/kernel/gate.ts'
import { formatFen } from '#lib/kernel/money.ts'

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
  /** The money of the stop; null while nothing was stated yet. */
  money: MoneySaid | null
  /** What older notes or amount are to be collected, as far as it is known. */
  older: ToCollect
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

/** Paid, left on account with a reason, or missing. */
function settledAs(
  { dueFen, paidFen }: Settled,
  reason: string,
): { state: 'paid' | 'left' | 'missing'; params: { due: string; missing: string; reason: string } } {
  const params = { due: formatFen(dueFen), missing: formatFen(dueFen - paidFen), reason }
  if (paidFen >= dueFen) return { state: 'paid', params }
  return { state: reason === '' ? 'missing' : 'left', params }
}

const cashPaid: DeliverRule = {
  id: 'R45',
  check: ({ note, money }) => {
    if (money === null)
      return note.settlementMethod === 'CASH' ? warn('cashDue', { amount: formatFen(note.grossFen) }) : met()
    const { state, params } = settledAs(money.own, money.reason)
    if (state === 'missing') return unmet('cashMissing', DRIVER, params)
    return state === 'left' ? warn('cashLeft', params) : met()
  },
}

const freightPaid: DeliverRule = {
  id: 'R52',
  check: ({ note, money }) => {
    if (money === null)
      return note.advancedFreightFen > 0n
        ? warn('freightDue', { amount: formatFen(note.advancedFreightFen) })
        : met()
    const { state, params } = settledAs(money.freight, money.reason)
    if (state === 'missing') return unmet('freightMissing', DRIVER, params)
    return state === 'left' ? warn('freightLeft', params) : met()
  },
}

const olderPaid: DeliverRule = {
  id: 'R117',
  check: ({ money, older }) => {
    if (money === null) {
      if (older?.kind === 'NOTES') {
        const amountFen = older.notes.reduce((sum, each) => sum + each.openFen, 0n)
        return warn('collectNote', {
          number: older.notes.map((each) => each.number).join('、'),
          amount: formatFen(amountFen),
        })
      }
      return older === null ? met() : warn('collectAmount', { amount: formatFen(older.amountFen) })
    }
    const { state, params } = settledAs(money.older, money.reason)
    if (state === 'missing') return unmet('olderMissing', DRIVER, params)
    return state === 'left' ? warn('olderLeft', params) : met()
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
  rules: [copiesWithDriver, everyLineStated, cashPaid, freightPaid, olderPaid, openPeriod],
}
