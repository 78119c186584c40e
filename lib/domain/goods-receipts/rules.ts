import { type Gate, met, type Rule, unmet, warn } from '#lib/kernel/gate.ts'
import { asQtyE3, formatQuantity } from '#lib/kernel/quantity.ts'
import { type GoodsPaper, lastFound } from '#lib/papers/goods/held.ts'
import type { GoodsStatus } from '#lib/papers/goods/kinds.ts'
import {
  handlerRule,
  type OpeningFacts,
  openMonthRule,
  suspendedRule,
} from '#lib/papers/goods/opening-rules.ts'
import { type GoodsFacts, lineParams, postGate, takenIn } from '#lib/papers/goods/rules.ts'

/** A line of the order as it stands: what was ordered at what, and how much of it has come. */
export type OrderLine = {
  lineNo: number
  productId: string
  qtyE3: bigint
  receivedE3: bigint
  unitPriceE4: bigint
  taxRateBp: number
  netFen: bigint
  taxFen: bigint
}

/** The order behind a receipt. */
export type OrderFacts = {
  paperId: string
  number: string
  status: GoodsStatus
  version: number
  supplierId: string
  priceMode: 'TAX_INCLUSIVE' | 'TAX_EXCLUSIVE'
  isVoidWaiting: boolean
  lines: readonly OrderLine[]
}

/** Base units of an order's line that have not come yet, in 1/1000; never below zero. */
export function openOf({ qtyE3, receivedE3 }: Pick<OrderLine, 'qtyE3' | 'receivedE3'>): bigint {
  return receivedE3 < qtyE3 ? qtyE3 - receivedE3 : 0n
}

/** What the gate in front of opening a receipt looks at, beside the opening of any goods paper. */
export type OpenReceiptFacts = OpeningFacts & {
  order: OrderFacts | null
  supplier: { name: string; isActive: boolean }
  reason: string
}

const CLERK = { role: 'CLERK' }

const orderOrReason: Rule<OpenReceiptFacts> = {
  id: 'R15',
  check: ({ order, reason, supplier, warehouse, lines }) => {
    if (warehouse?.isActive !== true || warehouse.kind !== 'STORE') return unmet('warehouseUnknown', CLERK)
    if (order === null) {
      if (reason === '') return unmet('reasonMissing', CLERK)
      if (lines.length === 0) return unmet('noLines', CLERK)
      return supplier.isActive ? met() : unmet('supplierInactive', CLERK, { supplier: supplier.name })
    }
    const { number, status, isVoidWaiting } = order
    if (status === 'SUBMITTED')
      return unmet('orderNotApproved', { role: 'MANAGER', act: 'purchaseOrder.decide' }, { number })
    if (isVoidWaiting)
      return unmet('orderVoidWaiting', { role: 'MANAGER', act: 'goodsPaper.decideVoid' }, { number })
    if (status !== 'APPROVED' && status !== 'PARTLY_RECEIVED')
      return unmet('orderOver', CLERK, { number, status })
    return lines.length === 0 ? unmet('nothingOpen', CLERK, { number }) : met()
  },
}

/** 开入库单: what must hold before a receipt gets its number. */
export const OPEN_RECEIPT_GATE: Gate<OpenReceiptFacts> = {
  step: 'openReceipt',
  rules: [orderOrReason, handlerRule('R17', CLERK), openMonthRule, suspendedRule],
}

/** What the post gate looks at beside what all goods papers share: the order behind the receipt as it stands now. */
export type PostReceiptFacts = GoodsFacts & { order: OrderFacts | null }

/** One line on which more came in than is open, or that no order names. */
export type OverLine = { lineNo: number; product: string; takenE3: bigint; openE3: bigint }

/** The lines on which more was taken in than the order has open now. None where there is no order. */
export function linesOver(paper: GoodsPaper, order: OrderFacts | null): OverLine[] {
  if (order === null) return []
  const openE3 = new Map(order.lines.map((line) => [line.lineNo, openOf(line)]))
  return [...lastFound(paper.counts).values()].flatMap((found) => {
    const line = paper.lines.find(({ lineNo }) => lineNo === found.lineNo)
    const open = line?.sourceLineNo == null ? 0n : (openE3.get(line.sourceLineNo) ?? 0n)
    const takenE3 = takenIn(found) ?? 0n
    if (takenE3 <= open) return []
    return [{ lineNo: found.lineNo, product: line?.productName ?? '', takenE3, openE3: open }]
  })
}

/** How many lines were found otherwise than the paper expected: short, over, damaged, rejected or not ordered. */
export function countDifferences(paper: GoodsPaper): number {
  const expected = new Map(paper.lines.map((line) => [line.lineNo, line.qtyE3]))
  return [...lastFound(paper.counts).values()].filter(
    ({ lineNo, goodE3, damagedE3, rejectedE3 }) =>
      BigInt(goodE3) !== expected.get(lineNo) || damagedE3 !== '0' || rejectedE3 !== '0',
  ).length
}

const orderStillOpen: Rule<PostReceiptFacts> = {
  id: 'R15',
  check: ({ order }) => {
    if (order === null) return met()
    const { number, status } = order
    const isLiving = status === 'APPROVED' || status === 'PARTLY_RECEIVED' || status === 'RECEIVED'
    if (order.isVoidWaiting)
      return unmet('orderVoidWaiting', { role: 'MANAGER', act: 'goodsPaper.decideVoid' }, { number })
    return isLiving ? met() : unmet('orderOver', CLERK, { number, status })
  },
}

const differencesKnown: Rule<PostReceiptFacts> = {
  id: 'R19',
  check: ({ paper, order }) => {
    // What a receipt took in is no longer open on its order: there is nothing to be said of it twice.
    if (paper.postedAt !== null) return met()
    const over = linesOver(paper, order)[0]
    if (over && paper.decidedById === null) {
      const remedy = { role: 'SALES_MANAGER', act: 'goodsReceipt.accept' }
      const line = paper.lines.find(({ lineNo }) => lineNo === over.lineNo)
      if (line === undefined) return unmet('strangerNotAccepted', remedy, { line: over.lineNo })
      const say = (qtyE3: bigint) => formatQuantity(asQtyE3(qtyE3), line.units)
      const params = { ...lineParams(line), taken: say(over.takenE3), open: say(over.openE3) }
      return unmet('overNotAccepted', remedy, params)
    }
    if (paper.counts.length === 0) return warn('notYet')
    const differences = countDifferences(paper)
    return differences === 0 ? met() : warn('differs', { count: differences })
  },
}

/** 入库过账: the shared rules of goods papers, the order still living, and what differs accepted. */
export const POST_RECEIPT_GATE: Gate<PostReceiptFacts> = postGate<PostReceiptFacts>('GOODS_RECEIPT', [
  orderStillOpen,
  differencesKnown,
])
