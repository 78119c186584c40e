import type { StockOutPurpose } from '#lib/domain/stock-outs/schema.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import { inPieces } from '#lib/ops/import/lanes.ts'
import { type Refused, refusalOfCancelled, refusalOfSold } from '#lib/ops/import/retail-refusals.ts'
import type { RetailLine } from '#lib/ops/import/retail-file.ts'
import { RetailSales, type SoldAt } from '#lib/ops/import/retail-sales.ts'

/*
 * What each line of the file becomes at the desk, decided from the file alone: a line of a sale, of a return, of a
 * reversed note or of a stock-out note; or refused with a reason. Every line ends in exactly one place.
 */

/** A note: an invoice, or a part of one that has more lines than a note. */
export type PlannedSale = { number: string; lines: RetailLine[] }
/** A cancelled line with what it is taken back from, newest first. */
export type TakenLine = { line: RetailLine; from: (SoldAt & { quantity: number })[] }
export type PlannedReturn = { number: string; lines: TakenLine[] }
/** A cancellation of a whole note on its own day. */
export type PlannedReversal = { number: string; sale: string; lines: RetailLine[] }
export type PlannedStockOut = { number: string; purpose: StockOutPurpose; lines: RetailLine[] }

export type PlannedDay = {
  date: BusinessDate
  sales: PlannedSale[]
  returns: PlannedReturn[]
  reversals: PlannedReversal[]
  stockOuts: PlannedStockOut[]
}

export type RetailPlan = {
  days: PlannedDay[]
  refused: Refused[]
  /** Notes that the file takes back as a whole, with the cancellation that does. */
  reversed: ReadonlyMap<string, string>
}

/** What a note holds, and what a paper about goods holds. */
const NOTE_LINES_MOST = 500
const GOODS_LINES_MOST = 200

/** Plans the lines in the order of the file: a cancellation finds only what was sold before it. */
export function planRetail(lines: readonly RetailLine[]): RetailPlan {
  const refused: Refused[] = []
  const days: PlannedDay[] = []
  const sales = new RetailSales()
  for (const [date, ofDay] of Map.groupBy(lines, (line) => line.date)) {
    const day: PlannedDay = { date, sales: [], returns: [], reversals: [], stockOuts: [] }
    for (const [number, own] of Map.groupBy(ofDay, (line) => line.invoice)) {
      if (number.startsWith('A')) refused.push(...own.map((line) => ({ line, reason: 'badDebt' as const })))
      else if (number.startsWith('C')) cancel(number, own, day, sales, refused)
      else sell(number, own, day, sales, refused)
    }
    days.push(day)
  }
  const reversals = days.flatMap((day) => day.reversals)
  return { days, refused, reversed: new Map(reversals.map(({ sale, number }) => [sale, number])) }
}

type Leaving = RetailLine & { purpose: StockOutPurpose }

/** An invoice: its lines with money and the gifts beside them are sold, what leaves without money is written off. */
function sell(
  number: string,
  own: readonly RetailLine[],
  day: PlannedDay,
  sales: RetailSales,
  refused: Refused[],
): void {
  const leaving: Leaving[] = []
  const sold: RetailLine[] = []
  const isPaid = own.some((line) => line.amountE4 > 0n && refusalOfSold(line) === null)
  for (const line of own) {
    const reason = refusalOfSold(line)
    if (reason !== null) refused.push({ line, reason })
    else if (line.quantity < 0) leaving.push({ ...line, purpose: purposeOf(line.name) })
    else if (isPaid) sold.push(line)
    else if (line.customer !== '') leaving.push({ ...line, purpose: 'GIFT' })
    else refused.push({ line, reason: 'foundStock' })
  }
  inPieces(sold, NOTE_LINES_MOST).forEach((lines, index) => {
    const part = { number: partOf(number, index), lines }
    day.sales.push(part)
    sales.add(part, sold.length > lines.length)
  })
  const pieces = [...Map.groupBy(leaving, ({ purpose }) => purpose)].flatMap(([purpose, lines]) =>
    inPieces(lines, GOODS_LINES_MOST).map((piece) => ({ purpose, lines: piece })),
  )
  day.stockOuts.push(...pieces.map((piece, index) => ({ number: partOf(number, index), ...piece })))
}

/** A cancellation: of a whole note on its own day, or line by line of what was sold before. */
function cancel(
  number: string,
  own: readonly RetailLine[],
  day: PlannedDay,
  sales: RetailSales,
  refused: Refused[],
): void {
  const isPlain = own.every((line) => refusalOfCancelled(line) === null)
  const whole = isPlain ? sales.takeWhole(own) : null
  if (whole !== null) {
    day.reversals.push({ number, sale: whole, lines: [...own] })
    return
  }
  const taken: TakenLine[] = []
  for (const line of own) {
    const reason = refusalOfCancelled(line)
    const from = reason === null ? sales.take(line) : reason
    if (typeof from === 'string') refused.push({ line, reason: from })
    else taken.push({ line, from })
  }
  inReturns(taken).forEach((lines, index) => {
    day.returns.push({ number: partOf(number, index), lines })
  })
}

/** Cancelled lines in returns that a paper can hold: each source is a line of it. */
function inReturns(taken: readonly TakenLine[]): TakenLine[][] {
  const returns: TakenLine[][] = []
  let room = 0
  for (const line of taken) {
    if (line.from.length > room) {
      returns.push([])
      room = GOODS_LINES_MOST
    }
    returns.at(-1)?.push(line)
    room -= line.from.length
  }
  return returns
}

/** An invoice becomes one paper by its own number, or several. */
function partOf(invoice: string, index: number): string {
  return index === 0 ? invoice : `${invoice}-${index + 1}`
}

/** Why goods left, by what somebody wrote beside it; what says nothing was not found again. */
function purposeOf(words: string): StockOutPurpose {
  if (/sample|display|showroom/i.test(words)) return 'SAMPLE'
  return /given away|mailout/i.test(words) ? 'GIFT' : 'DAMAGE'
}
