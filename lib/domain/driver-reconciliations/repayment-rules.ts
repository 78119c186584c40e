import { formatFen } from '#lib/kernel/money.ts'
import type { Refusal } from '#lib/kernel/result.ts'
import type { JournalLine } from '#lib/ledger/journal.ts'

/** Which way money of a difference goes. */
export type RepaymentSide = 'FROM_DRIVER' | 'TO_DRIVER'

/** A closed session's difference as it stands: above zero the driver owes it, below zero it is owed to them. */
export type OpenDifference = {
  number: string
  driverId: string
  isClosed: boolean
  /** What was short or over, less what the house bears and what was paid. */
  openFen: bigint
}

/** The way money goes that settles what is open. */
export function sideOf(openFen: bigint): RepaymentSide {
  return openFen > 0n ? 'FROM_DRIVER' : 'TO_DRIVER'
}

/** Why so much cannot be paid on a difference by this person; null when it can (R58). */
export function repaymentRefusal(of: OpenDifference, amountFen: bigint, actorId: string): Refusal | null {
  const { number, driverId, isClosed, openFen } = of
  if (driverId === actorId) return { code: 'reconciliation.ownDifference', params: { number } }
  if (!isClosed) return { code: 'reconciliation.repayAfterClose', params: { number } }
  const leftFen = openFen < 0n ? -openFen : openFen
  if (leftFen === 0n) return { code: 'reconciliation.nothingToRepay', params: { number } }
  return amountFen > leftFen
    ? {
        code: 'reconciliation.repaidTooMuch',
        params: { number, open: formatFen(leftFen), asked: formatFen(amountFen) },
      }
    : null
}

/** The till or the bank on one side, what the driver owes on the other. */
export function repaymentLines(side: RepaymentSide, method: string, amountFen: bigint): JournalLine[] {
  const money = method === 'CASH' ? 'CASH' : 'BANK'
  return side === 'FROM_DRIVER'
    ? [{ debit: money, credit: 'DRIVER_DIFFERENCE', amountFen }]
    : [{ debit: 'DRIVER_DIFFERENCE', credit: money, amountFen }]
}

/** The other way, as a mirror goes. */
export function otherSide(side: RepaymentSide): RepaymentSide {
  return side === 'FROM_DRIVER' ? 'TO_DRIVER' : 'FROM_DRIVER'
}
