import type { DifferenceDraft } from '#lib/domain/driver-reconciliations/repository.ts'
import type { Sheet } from '#lib/domain/driver-reconciliations/sheet.ts'
import type { JournalLine } from '#lib/ledger/journal.ts'

/**
 * What closing a session enters by itself: freight that was laid out comes home, and cash that is missing is owed by the
 * driver, cash too much is owed to them. The receipts of the session enter in full as the cashier accepts them, so that
 * both together put into the till what was counted.
 */
export function reconciliationLines(sheet: Sheet): JournalLine[] {
  const sum = (amounts: readonly string[]): bigint =>
    amounts.reduce((total, each) => total + BigInt(each), 0n)
  const freightFen = sum(sheet.notes.map((note) => note.freightFen))
  const freightOtherFen = sum(sheet.notes.map((note) => note.freightOtherFen))
  const differenceFen = BigInt(sheet.differenceFen)
  return [
    { debit: 'CASH', credit: 'ADVANCED_FREIGHT', amountFen: freightFen },
    { debit: 'BANK', credit: 'ADVANCED_FREIGHT', amountFen: freightOtherFen },
    differenceFen < 0n
      ? { debit: 'DRIVER_DIFFERENCE', credit: 'CASH', amountFen: -differenceFen }
      : { debit: 'CASH', credit: 'DRIVER_DIFFERENCE', amountFen: differenceFen },
  ]
}

/** What the driver came to owe by the count; null when the count was right. */
export function differenceOf(
  sheet: Pick<Sheet, 'differenceFen'>,
  driverId: string,
  businessDate: string,
): DifferenceDraft | null {
  const differenceFen = BigInt(sheet.differenceFen)
  if (differenceFen === 0n) return null
  const isShort = differenceFen < 0n
  const amountFen = isShort ? -differenceFen : differenceFen
  return { driverId, side: isShort ? 'SHORT' : 'OVER', cause: 'COUNT', amountFen, businessDate }
}

/** What the house bears of a shortage: once, by a manager's ruling on a dispute. */
export function borneByHouse(
  { differenceFen }: Pick<Sheet, 'differenceFen'>,
  driverId: string,
  businessDate: string,
): { difference: DifferenceDraft; lines: JournalLine[] } | null {
  const shortFen = -BigInt(differenceFen)
  if (shortFen <= 0n) return null
  return {
    difference: { driverId, side: 'OVER', cause: 'RULING', amountFen: shortFen, businessDate },
    lines: [{ debit: 'ADMIN_EXPENSE', credit: 'DRIVER_DIFFERENCE', amountFen: shortFen }],
  }
}
