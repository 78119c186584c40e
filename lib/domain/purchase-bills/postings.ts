import type { JournalLine } from '#lib/ledger/journal.ts'

/** The figures a bill is posted with, fen: what it asks without tax, its tax, and what its receipts were entered at. */
export type BillAmounts = { netFen: bigint; taxFen: bigint; clearedFen: bigint }

/** A bill in the books: the unbilled and the tax against what is owed, the difference apart. */
export function billEntries({ netFen, taxFen, clearedFen }: BillAmounts): JournalLine[] {
  const differenceFen = netFen - clearedFen
  return [
    { debit: 'UNBILLED', credit: 'PAYABLE', amountFen: clearedFen },
    { debit: 'INPUT_TAX', credit: 'PAYABLE', amountFen: taxFen },
    { debit: 'PRICE_VARIANCE', credit: 'PAYABLE', amountFen: differenceFen },
    { debit: 'PAYABLE', credit: 'PRICE_VARIANCE', amountFen: -differenceFen },
  ]
}
