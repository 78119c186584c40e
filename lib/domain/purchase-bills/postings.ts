import type { JournalLine } from '#lib/ledger/journal.ts'

/** The figures a bill is posted with, fen: what it asks without tax, its tax, and what its receipts were entered at. */
export type BillAmounts = { netFen: bigint; taxFen: bigint; clearedFen: bigint }

/**
 * A bill in the books: the unbilled and the tax against what is owed, the difference apart. A red one, its amounts below
 * zero, is money the supplier owes us: an advance, which pays the oldest bills next.
 */
export function billEntries({ netFen, taxFen, clearedFen }: BillAmounts, isRed: boolean): JournalLine[] {
  const differenceFen = netFen - clearedFen
  if (isRed)
    return [
      { debit: 'ADVANCE', credit: 'UNBILLED', amountFen: -clearedFen },
      { debit: 'ADVANCE', credit: 'INPUT_TAX', amountFen: -taxFen },
      { debit: 'ADVANCE', credit: 'PRICE_VARIANCE', amountFen: -differenceFen },
      { debit: 'PRICE_VARIANCE', credit: 'ADVANCE', amountFen: differenceFen },
    ]
  return [
    { debit: 'UNBILLED', credit: 'PAYABLE', amountFen: clearedFen },
    { debit: 'INPUT_TAX', credit: 'PAYABLE', amountFen: taxFen },
    { debit: 'PRICE_VARIANCE', credit: 'PAYABLE', amountFen: differenceFen },
    { debit: 'PAYABLE', credit: 'PRICE_VARIANCE', amountFen: -differenceFen },
  ]
}
