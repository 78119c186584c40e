import { type BuyingPrice, parseBuyingPrice } from '#lib/domain/purchase-orders/amounts.ts'
import { readPercent } from '#lib/kernel/fields.ts'
import {
  asBp,
  asFen,
  divideRounded,
  isAmountInRange,
  lineAmount,
  type PriceMode,
  splitTax,
} from '#lib/kernel/money.ts'
import { asQtyE3, parseQuantity, type ProductUnit } from '#lib/kernel/quantity.ts'
import { shareFen } from '#lib/papers/goods/order-value.ts'

/** Fen for one 1/1000 base unit, as 1/10000 yuan for a whole one. */
const FEN_TO_PRICE = 100_000n

/** A line of an order with how far goods and bills have come: 1/1000 base units, fen. */
export type OrderedLine = {
  lineNo: number
  productId: string
  productCode: string
  productName: string
  specification: string
  baseUnit: string
  caseUnit: string | null
  caseFactorE3: bigint | null
  units: readonly ProductUnit[]
  qtyE3: bigint
  unitPriceE4: bigint
  amountFen: bigint
  taxRateBp: number
  netFen: bigint
  taxFen: bigint
  receivedE3: bigint
  returnedE3: bigint
  billedE3: bigint
  /** Posted receipts less returns, and what posted bills took off them, without tax. */
  receivedNetFen: bigint
  billedNetFen: bigint
  /** On bills of this order that are not posted yet, and below zero on red ones. */
  waitingE3: bigint
  waitingRedE3: bigint
  /** What bills ask of the line, red ones that wait taken off: quantity, fen without tax, tax. */
  askedE3: bigint
  askedNetFen: bigint
  askedTaxFen: bigint
  /** The one price and tax rate that posted bills asked it at; null where there are several, or none. */
  askedPriceE4: bigint | null
  askedRateBp: number | null
}

/** What one line of a bill asks for; below zero on a red bill. */
export type BilledLine = {
  orderLineNo: number
  qtyE3: bigint
  unitPriceE4: bigint
  amountFen: bigint
  taxRateBp: number
  netFen: bigint
  taxFen: bigint
  remark: string
}

/** Received and not billed yet; below zero what was billed and has gone back. */
export function unbilledE3(line: Pick<OrderedLine, 'receivedE3' | 'returnedE3' | 'billedE3'>): bigint {
  return line.receivedE3 - line.returnedE3 - line.billedE3
}

/** What another bill may still ask of a line, or another red one take back (below zero), beside those that wait. */
export function freeE3(line: OrderedLine, isRed: boolean, waits: { countsWaiting: boolean }): bigint {
  const waitingE3 = isRed ? line.waitingRedE3 : line.waitingE3
  const openE3 = unbilledE3(line) - (waits.countsWaiting ? waitingE3 : 0n)
  return isRed === openE3 < 0n ? openE3 : 0n
}

/**
 * What the receipts of the billed quantity were entered at: all that is left of the line when all of it is billed. Below
 * zero for what went back after it was billed.
 */
export function clearedFen(line: OrderedLine, qtyE3: bigint): bigint {
  const [openE3, openFen] = [unbilledE3(line), line.receivedNetFen - line.billedNetFen]
  const isRed = qtyE3 < 0n
  const isPart = isRed ? openE3 < qtyE3 : qtyE3 < openE3
  if (isPart) return divideRounded(openFen * qtyE3, openE3)
  return isRed === openFen < 0n ? openFen : 0n
}

/** What bills asked for this much of a line, without tax and as tax: the rest of it when all of it is taken back. */
function askedShare(line: OrderedLine, qtyE3: bigint): { netFen: bigint; taxFen: bigint } {
  const { askedE3, askedNetFen, askedTaxFen } = line
  if (askedE3 <= 0n) return { netFen: 0n, taxFen: 0n }
  const share = (totalFen: bigint): bigint =>
    qtyE3 >= askedE3 ? totalFen : divideRounded(totalFen * qtyE3, askedE3)
  return { netFen: share(askedNetFen), taxFen: share(askedTaxFen) }
}

/** One line of order, receipts and bill beside each other. */
export type MatchedLine = {
  order: OrderedLine
  bill: BilledLine
  /** What the receipts were entered at, without tax. */
  clearedFen: bigint
  /** What the bill asks more (or less) than that, without tax; a red bill, than what was billed. */
  differenceFen: bigint
  isOver: boolean
}

/** The three-way match: order, receipts and bill, line by line. A bill names a line of its order at most once. */
export function matchBill(
  order: readonly OrderedLine[],
  bill: readonly BilledLine[],
  waits: { countsWaiting: boolean },
): MatchedLine[] {
  return bill.flatMap((line) => {
    const ordered = order.find(({ lineNo }) => lineNo === line.orderLineNo)
    if (!ordered) return []
    const isRed = line.qtyE3 < 0n
    const free = freeE3(ordered, isRed, waits)
    return [
      {
        ...{ order: ordered, bill: line, clearedFen: clearedFen(ordered, line.qtyE3) },
        differenceFen: isRed ? redDifference(ordered, line) : line.netFen - clearedFen(ordered, line.qtyE3),
        isOver: isRed ? line.qtyE3 < free : line.qtyE3 > free,
      },
    ]
  })
}

/** What a red line takes back beside what was billed; a fen of rounding is no difference. */
function redDifference(ordered: OrderedLine, line: BilledLine): bigint {
  const differenceFen = line.netFen + askedShare(ordered, -line.qtyE3).netFen
  return differenceFen >= -1n && differenceFen <= 1n ? 0n : differenceFen
}

type Typed = {
  productId?: string | undefined
  sourceLineNo: number
  quantity: string
  unitPrice: string
  taxRate: string
  remark: string
}
type Wrong = { field: string; code: string }

/**
 * The lines of a bill as typed; a line without a quantity is left out. Quantities of a red bill are typed as they went
 * back and come out below zero.
 */
export function readBilledLines(
  typed: readonly Typed[],
  order: readonly OrderedLine[],
  { priceMode, isRed }: { priceMode: PriceMode; isRed: boolean },
): { ok: true; lines: BilledLine[] } | { ok: false; fields: Record<string, string> } {
  const fields: Record<string, string> = {}
  const lines: BilledLine[] = []
  typed.forEach((line, index) => {
    const ordered = order.find(({ lineNo }) => lineNo === line.sourceLineNo)
    const isTwice = typed.findIndex(({ sourceLineNo }) => sourceLineNo === line.sourceLineNo) !== index
    const isOther = line.productId !== undefined && line.productId !== ordered?.productId
    if (!ordered || isTwice || isOther) {
      fields[`lines.${index}.quantity`] = isTwice ? 'duplicate' : 'unknown'
      return
    }
    if (line.quantity.trim() === '') return
    const read = isRed ? readRedLine(line, ordered, priceMode) : readLine(line, ordered, priceMode)
    if ('field' in read) fields[`lines.${index}.${read.field}`] = read.code
    else lines.push(read)
  })
  if (Object.keys(fields).length > 0) return { ok: false, fields }
  return lines.length > 0 ? { ok: true, lines } : { ok: false, fields: { 'lines.0.quantity': 'empty' } }
}

type Read = { qtyE3: bigint; price: BuyingPrice | null; taxRateBp: number | null }

function readTyped(typed: Typed, units: readonly ProductUnit[]): Read | Wrong {
  const quantity = parseQuantity(typed.quantity, units)
  if (!quantity.ok) return { field: 'quantity', code: quantity.code }
  const rate = typed.taxRate.trim() === '' ? null : readPercent(typed.taxRate)
  if (rate?.ok === false) return { field: 'taxRate', code: rate.code }
  const price = typed.unitPrice.trim() === '' ? null : parseBuyingPrice(typed.unitPrice, units)
  if (price?.ok === false) return { field: 'unitPrice', code: price.code }
  return { qtyE3: quantity.qtyE3, price: price?.value ?? null, taxRateBp: rate?.value ?? null }
}

/** At the order's price and tax a bill asks for its share of the order's own figures, to the fen. */
function readLine(typed: Typed, ordered: OrderedLine, priceMode: PriceMode): BilledLine | Wrong {
  const read = readTyped(typed, ordered.units)
  if ('field' in read) return read
  const { qtyE3, price } = read
  const taxRateBp = read.taxRateBp ?? ordered.taxRateBp
  const unitPriceE4 = price?.baseE4 ?? ordered.unitPriceE4
  const line = { orderLineNo: ordered.lineNo, qtyE3, unitPriceE4, taxRateBp, remark: typed.remark }
  const share = (totalFen: bigint): bigint => shareFen(totalFen, ordered.qtyE3, ordered.billedE3, qtyE3)
  const amountFen = share(ordered.amountFen)
  if (unitPriceE4 === ordered.unitPriceE4 && taxRateBp === ordered.taxRateBp)
    return { ...line, amountFen, netFen: share(ordered.netFen), taxFen: share(ordered.taxFen) }
  return amountOf(line, price, amountFen, priceMode)
}

/** At the price and tax that were billed a red bill takes back its share of what the bills asked, to the fen. */
function readRedLine(typed: Typed, ordered: OrderedLine, priceMode: PriceMode): BilledLine | Wrong {
  const read = readTyped(typed, ordered.units)
  if ('field' in read) return read
  const { qtyE3, price } = read
  const { netFen, taxFen } = askedShare(ordered, qtyE3)
  const amountFen = priceMode === 'TAX_INCLUSIVE' ? netFen + taxFen : netFen
  const billedE4 = ordered.askedPriceE4 ?? divideRounded(amountFen * FEN_TO_PRICE, qtyE3)
  const billedBp = ordered.askedRateBp ?? ordered.taxRateBp
  const unitPriceE4 = price?.baseE4 ?? billedE4
  const taxRateBp = read.taxRateBp ?? billedBp
  const line = { orderLineNo: ordered.lineNo, qtyE3, unitPriceE4, taxRateBp, remark: typed.remark }
  const isAsBilled = unitPriceE4 === billedE4 && taxRateBp === billedBp
  const worked = isAsBilled
    ? { ...line, amountFen, netFen, taxFen }
    : amountOf(line, price, amountFen, priceMode)
  if ('field' in worked) return worked
  return {
    ...worked,
    ...{ qtyE3: -qtyE3, amountFen: -worked.amountFen, netFen: -worked.netFen, taxFen: -worked.taxFen },
  }
}

/** Another price or tax rate than the one known: worked out anew, from the known amount where no price is typed. */
function amountOf(
  line: Omit<BilledLine, 'amountFen' | 'netFen' | 'taxFen'>,
  price: BuyingPrice | null,
  knownFen: bigint,
  priceMode: PriceMode,
): BilledLine | Wrong {
  const amountFen = price === null ? knownFen : lineAmount(price.priceE4, asQtyE3(line.qtyE3), price.factorE3)
  if (!isAmountInRange(amountFen)) return { field: 'quantity', code: 'amountTooLarge' }
  const { netFen, taxFen } = splitTax(asFen(amountFen), asBp(line.taxRateBp), priceMode)
  return { ...line, amountFen, netFen, taxFen }
}
