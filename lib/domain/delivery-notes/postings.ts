import type { JournalLine } from '#lib/ledger/journal.ts'
import { acceptedShare } from '#lib/kernel/accepted-share.ts'

/** One line as posted: what was sold and what the customer took. */
export type PostedLine = {
  qtyE3: bigint
  acceptedE3: bigint
  netFen: bigint
  taxFen: bigint
  isGift: boolean
  /** Cost of what left and did not come back. */
  costFen: bigint
}

export type PostedAmounts = {
  netFen: bigint
  taxFen: bigint
  roundingOffFen: bigint
  grossFen: bigint
  costFen: bigint
  giftCostFen: bigint
}

/**
 * What a note brings into the books: each line in proportion to the quantity accepted, rounded per line. The
 * 抹零 stands while something was sold; it never exceeds what is left.
 */
export function postedAmounts(lines: readonly PostedLine[], roundingOffFen: bigint): PostedAmounts {
  let netFen = 0n
  let taxFen = 0n
  let costFen = 0n
  let giftCostFen = 0n
  for (const line of lines) {
    const taken = acceptedShare(line, line)
    netFen += taken.netFen
    taxFen += taken.taxFen
    if (line.isGift) giftCostFen += line.costFen
    else costFen += line.costFen
  }
  const soldFen = netFen + taxFen
  const keptOffFen = roundingOffFen < soldFen ? roundingOffFen : soldFen
  return { netFen, taxFen, costFen, giftCostFen, roundingOffFen: keptOffFen, grossFen: soldFen - keptOffFen }
}

/** Receivable, revenue, output tax and cost of goods; gifts and the 抹零 are selling expense. */
export function saleEntries(amounts: PostedAmounts): JournalLine[] {
  return [
    { debit: 'RECEIVABLE', credit: 'REVENUE', amountFen: amounts.netFen },
    { debit: 'RECEIVABLE', credit: 'OUTPUT_TAX', amountFen: amounts.taxFen },
    { debit: 'SELLING_EXPENSE', credit: 'RECEIVABLE', amountFen: amounts.roundingOffFen },
    { debit: 'COGS', credit: 'INVENTORY', amountFen: amounts.costFen },
    { debit: 'SELLING_EXPENSE', credit: 'INVENTORY', amountFen: amounts.giftCostFen },
  ]
}
