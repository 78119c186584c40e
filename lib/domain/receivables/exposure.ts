/**
 * What the house stands to lose on a customer, in fen, by its parts. Each note is in one of them only: it is committed from
 * its issue until it is posted, owed from then until it is paid. Money counts once it is in the books and pays nothing yet;
 * what waits for the cashier counts nowhere.
 */
export type ExposureParts = {
  /** Notes issued and not yet posted. */
  committedFen: bigint
  /** Posted and not yet paid. */
  receivableFen: bigint
  /** Received and not yet allocated. */
  prepaidFen: bigint
}

/** The exposure (R117): at the application, the issue, the dispatch and on every screen. `newFen` is a note not issued yet. */
export function exposureOf({ committedFen, receivableFen, prepaidFen }: ExposureParts, newFen = 0n): bigint {
  return committedFen + receivableFen - prepaidFen + newFen
}

/** Whether a customer is sold to on credit at all: not who pays in cash at the door or before the goods leave (R45, R48). */
export function sellsOnCredit(terms: { settlementMethod: string; requiresPrepayment: boolean }): boolean {
  return terms.settlementMethod !== 'CASH' && !terms.requiresPrepayment
}
