import { type BusinessDate, parseBusinessDate } from '#lib/kernel/business-date.ts'
import { parseUnitPrice } from '#lib/kernel/money.ts'
import { findCsv, readCsv, unreadable } from '#lib/ops/import/csv-file.ts'

/*
 * UCI "Online Retail": a year of a giftware seller's invoices as one CSV file, lines in order of days, with
 * cancellations, write-offs, charges and every kind of dirt. Amounts stand in the file's currency and are taken as yuan.
 */

/** One line of the file, exact: the price and the amount in 1/10000, the amount as the file means it. */
export type RetailLine = {
  lineNumber: number
  invoice: string
  /** Upper case: the file writes the same code both ways. */
  code: string
  name: string
  quantity: number
  date: BusinessDate
  priceE4: bigint
  amountE4: bigint
  /** Empty where nobody wrote down who bought. */
  customer: string
  country: string
}

/** Lines and amount in all. */
export type RetailTotals = { lines: number; amountE4: bigint }

const NAME = 'online_retail_2011.csv'

/** What the publisher’s whole file adds up to, by the figures beside it. */
export const WHOLE_FILE: RetailTotals = { lines: 541_909, amountE4: 97_477_479_340n }

const COLUMNS = {
  invoice: 'InvoiceNo',
  code: 'StockCode',
  name: 'Description',
  quantity: 'Quantity',
  moment: 'InvoiceDate',
  price: 'UnitPrice',
  customer: 'CustomerID',
  country: 'Country',
} as const

/** The file in a folder: compressed, or as plain text. Refuses when neither is there. */
export function findRetailFile(folder: string): Promise<string> {
  return findCsv(folder, NAME)
}

/** The lines in the order of the file. Refuses a file that cannot be read to the last line. */
export async function readRetail(path: string): Promise<RetailLine[]> {
  const lines: RetailLine[] = []
  for await (const { at, lineNumber } of readCsv(path, COLUMNS)) {
    const line = lineOf(at, lineNumber)
    if (line.date < (lines.at(-1)?.date ?? '')) throw unreadable(lineNumber, COLUMNS.moment)
    lines.push(line)
  }
  return lines
}

/** Sums over lines. */
export function retailTotals(lines: Iterable<Pick<RetailLine, 'amountE4'>>): RetailTotals {
  let count = 0
  let amountE4 = 0n
  for (const line of lines) {
    count += 1
    amountE4 += line.amountE4
  }
  return { lines: count, amountE4 }
}

function lineOf(at: (column: keyof typeof COLUMNS) => string, lineNumber: number): RetailLine {
  const date = parseBusinessDate(at('moment').slice(0, 10))
  const written = at('quantity')
  const isBelow = at('price').startsWith('-')
  const price = parseUnitPrice(isBelow ? at('price').slice(1) : at('price'))
  if (!date.ok) throw unreadable(lineNumber, COLUMNS.moment)
  if (!/^-?[1-9]\d{0,8}$/.test(written)) throw unreadable(lineNumber, COLUMNS.quantity)
  if (!price.ok) throw unreadable(lineNumber, COLUMNS.price)
  if (at('invoice') === '' || at('code') === '') throw unreadable(lineNumber, COLUMNS.invoice)
  const priceE4 = isBelow ? -price.value : price.value
  return {
    lineNumber,
    invoice: at('invoice'),
    code: at('code').trim().toUpperCase(),
    name: at('name').trim(),
    quantity: Number(written),
    date: date.value,
    priceE4,
    amountE4: BigInt(written) * priceE4,
    customer: at('customer'),
    country: at('country'),
  }
}
