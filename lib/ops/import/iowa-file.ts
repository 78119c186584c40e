import { type BusinessDate, parseBusinessDate } from '#lib/kernel/business-date.ts'
import { asUnitPriceE4, type Fen, parseYuan, sumFen, type UnitPriceE4 } from '#lib/kernel/money.ts'
import { findCsv, readCsv, unreadable } from '#lib/ops/import/csv-file.ts'

/*
 * The State of Iowa's liquor sales to shops as one CSV file, lines in order of days. Read as a stream: one day is
 * held at a time.
 */

/** `place` orders the stops of a day: who stands next to whom. */
export type IowaStore = { number: string; name: string; address: string; place: string }

export type IowaItem = {
  number: string
  name: string
  volumeMl: string
  /** Bottles in a case. */
  pack: number
  /** Barcodes as the file has them: of the bottle, and of the case. */
  upc: string
  scc: string
  costFen: Fen
  retailE4: UnitPriceE4
  vendor: IowaVendor
}

/** Who sells an item to the State. */
export type IowaVendor = { number: string; name: string }

export type IowaLine = { id: string; item: IowaItem; bottles: number; saleFen: Fen }
export type IowaInvoice = { number: string; store: IowaStore; lines: IowaLine[] }

/** Invoices of a day: all that the file has, or those that were asked for. */
export type IowaDay = { date: BusinessDate; invoices: IowaInvoice[]; isWhole: boolean }

/** What a file, a day or the desk says in all. */
export type Totals = { notes: number; lines: number; bottles: number; saleFen: Fen }

const NAME = 'iowa_liquor_sample.csv'
const LINE_NUMBER_DIGITS = 5

const COLUMNS = {
  id: 'Invoice/Item Number',
  date: 'Date',
  store: 'Store Number',
  storeName: 'Store Name',
  street: 'Address',
  city: 'City',
  state: 'State',
  zip: 'Zip Code',
  item: 'Item Number',
  itemName: 'Item Description',
  pack: 'Pack',
  volume: 'Bottle Volume (ml)',
  upc: 'UPC',
  scc: 'SCC',
  cost: 'State Bottle Cost',
  retail: 'State Bottle Retail',
  vendor: 'Vendor Number',
  vendorName: 'Vendor Name',
  bottles: 'Bottles Sold',
  sale: 'Sale (Dollars)',
} as const

type Row = Record<keyof typeof COLUMNS, string>

/** The file in a folder: compressed, or as plain text. Refuses when neither is there. */
export function findIowaFile(folder: string): Promise<string> {
  return findCsv(folder, NAME)
}

/** The invoices of the file day by day, or of one day. Refuses a file that cannot be read to the last line. */
export async function* readDays(path: string, wanted: BusinessDate | null): AsyncGenerator<IowaDay> {
  const stores = new Map<string, IowaStore>()
  const items = new Map<string, IowaItem>()
  let day: { date: BusinessDate; invoices: Map<string, IowaInvoice> } | null = null
  for await (const { at, lineNumber } of readCsv(path, COLUMNS)) {
    const row = rowOf(at)
    const date = parseBusinessDate(row.date)
    if (!date.ok) throw unreadable(lineNumber, COLUMNS.date)
    if (wanted !== null && date.value !== wanted) continue
    if (day !== null && date.value < day.date) throw unreadable(lineNumber, COLUMNS.date)
    if (day !== null && date.value > day.date) {
      yield { date: day.date, invoices: [...day.invoices.values()], isWhole: true }
      day = null
    }
    day ??= { date: date.value, invoices: new Map() }
    const store = kept(stores, row.store, () => storeOf(row))
    const item = kept(items, row.item, () => itemOf(row, lineNumber))
    const number = row.id.slice(0, -LINE_NUMBER_DIGITS)
    const invoice = kept(day.invoices, number, () => ({ number, store, lines: [] }))
    invoice.lines.push(lineOf(row, item, lineNumber))
  }
  if (day !== null) yield { date: day.date, invoices: [...day.invoices.values()], isWhole: true }
}

/** The largest invoice of each store over the whole file, in fen: what its terms are measured by. */
export async function largestInvoices(path: string): Promise<ReadonlyMap<string, Fen>> {
  const largest = new Map<string, Fen>()
  for await (const { invoices } of readDays(path, null))
    for (const invoice of invoices) {
      const { saleFen } = totalsOf([invoice])
      if (saleFen > (largest.get(invoice.store.number) ?? 0n)) largest.set(invoice.store.number, saleFen)
    }
  return largest
}

/** An invoice that gives money back; returns are a paper of their own. */
export function isReturn(invoice: IowaInvoice): boolean {
  return (
    invoice.number.startsWith('RINV') || invoice.lines.some((line) => line.bottles <= 0 || line.saleFen < 0n)
  )
}

/** Sums over invoices. */
export function totalsOf(invoices: readonly IowaInvoice[]): Totals {
  const lines = invoices.flatMap((invoice) => invoice.lines)
  return {
    notes: invoices.length,
    lines: lines.length,
    bottles: lines.reduce((sum, line) => sum + line.bottles, 0),
    saleFen: sumFen(lines.map((line) => line.saleFen)),
  }
}

function rowOf(at: (column: keyof Row) => string): Row {
  return {
    id: at('id'),
    date: at('date'),
    store: at('store'),
    storeName: at('storeName'),
    street: at('street'),
    city: at('city'),
    state: at('state'),
    zip: at('zip'),
    item: at('item'),
    itemName: at('itemName'),
    pack: at('pack'),
    volume: at('volume'),
    upc: at('upc'),
    scc: at('scc'),
    cost: at('cost'),
    retail: at('retail'),
    vendor: at('vendor'),
    vendorName: at('vendorName'),
    bottles: at('bottles'),
    sale: at('sale'),
  }
}

function kept<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const found = map.get(key)
  if (found !== undefined) return found
  const made = make()
  map.set(key, made)
  return made
}

function storeOf({ store, storeName, street, city, state, zip }: Row): IowaStore {
  const place = [street, city, `${state} ${zip}`.trim()].filter((part) => part !== '')
  return { number: store, name: storeName, address: place.join(', '), place: `${zip} ${city}` }
}

function itemOf(row: Row, lineNumber: number): IowaItem {
  const cost = parseYuan(row.cost)
  const retail = parseYuan(row.retail)
  const pack = Number(row.pack)
  if (!cost.ok) throw unreadable(lineNumber, COLUMNS.cost)
  if (!retail.ok) throw unreadable(lineNumber, COLUMNS.retail)
  if (!Number.isInteger(pack) || pack < 1) throw unreadable(lineNumber, COLUMNS.pack)
  return {
    number: row.item,
    name: row.itemName,
    volumeMl: row.volume,
    pack,
    upc: row.upc,
    scc: row.scc,
    costFen: cost.value,
    retailE4: asUnitPriceE4(retail.value * 100n),
    vendor: { number: row.vendor, name: row.vendorName },
  }
}

function lineOf(row: Row, item: IowaItem, lineNumber: number): IowaLine {
  const sale = parseYuan(row.sale)
  const bottles = Number(row.bottles)
  if (!sale.ok) throw unreadable(lineNumber, COLUMNS.sale)
  if (!Number.isInteger(bottles) || bottles === 0) throw unreadable(lineNumber, COLUMNS.bottles)
  return { id: row.id, item, bottles, saleFen: sale.value }
}
