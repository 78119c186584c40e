/** What came of a promise: kept, still open, kept in part, or broken. */
export type PromiseOutcome = 'KEPT' | 'OPEN' | 'PARTLY' | 'BROKEN'

/** Read from the money that came by its day; nothing is written down for it. */
export function promiseOutcome(
  promise: { amountFen: bigint; paidFen: bigint; dueOn: string },
  today: string,
): PromiseOutcome {
  if (promise.paidFen >= promise.amountFen) return 'KEPT'
  if (today <= promise.dueOn) return 'OPEN'
  return promise.paidFen > 0n ? 'PARTLY' : 'BROKEN'
}
