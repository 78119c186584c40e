import { parseBuyingPrice } from '#lib/domain/purchase-orders/amounts.ts'
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
import { parseQuantity, type ProductUnit } from '#lib/kernel/quantity.ts'
import { shareFen } from '#lib/papers/goods/order-value.ts'

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
  /** On bills of this order that are not posted yet. */
  waitingE3: bigint
}

/** What one line of a bill asks for. */
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

/** Received and not billed yet. */
export function unbilledE3(line: Pick<OrderedLine, 'receivedE3' | 'returnedE3' | 'billedE3'>): bigint {
  return line.receivedE3 - line.returnedE3 - line.billedE3
}

/** What the receipts of the billed quantity were entered at: all that is left of the line when all of it is billed. */
export function clearedFen(line: OrderedLine, qtyE3: bigint): bigint {
  const [openE3, openFen] = [unbilledE3(line), line.receivedNetFen - line.billedNetFen]
  if (openE3 <= 0n || qtyE3 >= openE3) return openFen < 0n ? 0n : openFen
  return divideRounded(openFen * qtyE3, openE3)
}

/** One line of order, receipts and bill beside each other. */
export type MatchedLine = {
  order: OrderedLine
  bill: BilledLine
  /** What the receipts were entered at, without tax. */
  clearedFen: bigint
  /** What the bill asks more (or less) than that, without tax. */
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
    const cleared = clearedFen(ordered, line.qtyE3)
    const freeE3 = unbilledE3(ordered) - (waits.countsWaiting ? ordered.waitingE3 : 0n)
    const differenceFen = line.netFen - cleared
    return [{ order: ordered, bill: line, clearedFen: cleared, differenceFen, isOver: line.qtyE3 > freeE3 }]
  })
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

/** The lines of a bill as typed; a line without a quantity is left out. */
export function readBilledLines(
  typed: readonly Typed[],
  order: readonly OrderedLine[],
  priceMode: PriceMode,
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
    const read = readLine(line, ordered, priceMode)
    if ('field' in read) fields[`lines.${index}.${read.field}`] = read.code
    else lines.push(read)
  })
  if (Object.keys(fields).length > 0) return { ok: false, fields }
  return lines.length > 0 ? { ok: true, lines } : { ok: false, fields: { 'lines.0.quantity': 'empty' } }
}

function readLine(typed: Typed, ordered: OrderedLine, priceMode: PriceMode): BilledLine | Wrong {
  const quantity = parseQuantity(typed.quantity, ordered.units)
  if (!quantity.ok) return { field: 'quantity', code: quantity.code }
  const rate = typed.taxRate.trim() === '' ? null : readPercent(typed.taxRate)
  if (rate?.ok === false) return { field: 'taxRate', code: rate.code }
  const taxRateBp = rate?.value ?? ordered.taxRateBp
  const { qtyE3 } = quantity
  const shared = { orderLineNo: ordered.lineNo, qtyE3, taxRateBp, remark: typed.remark }
  const price = typed.unitPrice.trim() === '' ? null : parseBuyingPrice(typed.unitPrice, ordered.units)
  if (price?.ok === false) return { field: 'unitPrice', code: price.code }
  const isAsOrdered = price === null || price.value.baseE4 === ordered.unitPriceE4
  if (isAsOrdered && taxRateBp === ordered.taxRateBp) return { ...shared, ...asOrdered(ordered, qtyE3) }
  const amountFen =
    price === null
      ? shareFen(ordered.amountFen, ordered.qtyE3, ordered.billedE3, qtyE3)
      : lineAmount(price.value.priceE4, qtyE3, price.value.factorE3)
  if (!isAmountInRange(amountFen)) return { field: 'quantity', code: 'amountTooLarge' }
  const { netFen, taxFen } = splitTax(asFen(amountFen), asBp(taxRateBp), priceMode)
  return { ...shared, unitPriceE4: price?.value.baseE4 ?? ordered.unitPriceE4, amountFen, netFen, taxFen }
}

/** At the order's price and tax a bill asks for its share of the order's own figures, to the fen. */
function asOrdered(ordered: OrderedLine, qtyE3: bigint) {
  const share = (totalFen: bigint): bigint => shareFen(totalFen, ordered.qtyE3, ordered.billedE3, qtyE3)
  return {
    unitPriceE4: ordered.unitPriceE4,
    amountFen: share(ordered.amountFen),
    netFen: share(ordered.netFen),
    taxFen: share(ordered.taxFen),
  }
}
