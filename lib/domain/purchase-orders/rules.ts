import { type Checklist, evaluate, type Gate, met, type Rule, unmet, warn } from '#lib/kernel/gate.ts'
import { asQtyE3, formatQuantity, type ProductUnit } from '#lib/kernel/quantity.ts'
import type { GoodsPaper } from '#lib/papers/goods/held.ts'
import { type OpeningFacts, suspendedRule } from '#lib/papers/goods/opening-rules.ts'

/** What the gate in front of recording a purchase order looks at, beside the opening of any goods paper. */
export type RecordPurchaseFacts = OpeningFacts & {
  supplier: { name: string; isActive: boolean }
  expectedOn: string
  prices: readonly BoughtFacts[]
}

/** One line's price, tax, and what is on its way already. */
export type BoughtFacts = {
  lineNo: number
  product: string
  units: readonly ProductUnit[]
  unitPriceE4: bigint
  taxRateBp: number | null
  /** Ordered of the product on other orders and not received yet. */
  onOrderE3: bigint
}

type RecordRule = Rule<RecordPurchaseFacts>

const CLERK = { role: 'CLERK' }

const whoWhatHowMuch: RecordRule = {
  id: 'R85',
  check: ({ supplier, warehouse, lines, prices }) => {
    if (!supplier.isActive)
      return unmet('supplierInactive', { role: 'CLERK', act: 'supplier.write' }, { supplier: supplier.name })
    if (warehouse?.isActive !== true || warehouse.kind !== 'STORE') return unmet('warehouseUnknown', CLERK)
    const stopped = lines.find(({ product }) => !product.isActive)
    if (stopped)
      return unmet('productInactive', CLERK, { line: stopped.lineNo, product: stopped.product.name })
    const free = prices.find(({ unitPriceE4 }) => unitPriceE4 === 0n)
    return free ? warn('freeOfCharge', { line: free.lineNo, product: free.product }) : met()
  },
}

const byWhen: RecordRule = {
  id: 'R98',
  check: ({ expectedOn, businessDate }) => {
    if (expectedOn === '') return unmet('expectedOnMissing', CLERK)
    return expectedOn >= businessDate ? met() : unmet('expectedOnPast', CLERK, { date: expectedOn })
  },
}

const taxKnown: RecordRule = {
  id: 'R99',
  check: ({ prices }) => {
    const untaxed = prices.find(({ taxRateBp }) => taxRateBp === null)
    return untaxed
      ? unmet('taxRateMissing', { role: 'ADMINISTRATOR' }, { line: untaxed.lineNo, product: untaxed.product })
      : met()
  },
}

const notOnItsWay: RecordRule = {
  id: 'R41',
  check: ({ prices }) => {
    const coming = prices.find(({ onOrderE3 }) => onOrderE3 > 0n)
    if (!coming) return met()
    const { lineNo, product, onOrderE3, units } = coming
    return warn('onOrder', { line: lineNo, product, quantity: formatQuantity(asQtyE3(onOrderE3), units) })
  },
}

/** 记采购订单: what must hold before a purchase order gets its number. */
export const RECORD_PURCHASE_GATE: Gate<RecordPurchaseFacts> = {
  step: 'recordPurchase',
  rules: [whoWhatHowMuch, byWhen, taxKnown, notOnItsWay, suspendedRule],
}

/** A receipt that an order would take over, as the gates see it. */
export type ReceiptToTakeOver = {
  number: string
  status: string
  /** The order it was opened for. */
  orderNumber: string | null
  /** A living order that took it over, or is about to. */
  takenBy: string | null
}

/** What the gate in front of taking a receipt over looks at. */
export type TakeOverFacts = {
  receipt: ReceiptToTakeOver
  opener: { isSuspended: boolean }
  /** Lines of which something came. */
  lineCount: number
}

type TakeOverRule = Rule<TakeOverFacts>

const receiptWaits: TakeOverRule = {
  id: 'R87',
  check: ({ receipt: { number, status, orderNumber, takenBy }, lineCount }) => {
    if (orderNumber !== null) return unmet('receiptHasOrder', {}, { number, order: orderNumber })
    if (takenBy !== null) return unmet('receiptTaken', {}, { number, order: takenBy })
    if (status !== 'POSTED') return unmet('receiptNotPosted', CLERK, { number, status })
    return lineCount === 0 ? unmet('nothingCame', CLERK, { number }) : met()
  },
}

const mayWrite: TakeOverRule = {
  id: 'R130',
  check: ({ opener }) => (opener.isSuspended ? unmet('clerkSuspended', { role: 'MANAGER' }) : met()),
}

/** 补采购订单: what must hold before an order takes over a receipt that had none. */
export const TAKE_OVER_GATE: Gate<TakeOverFacts> = {
  step: 'takeOverReceipt',
  rules: [receiptWaits, mayWrite],
}

/** What the gate in front of a manager's word looks at; `receipt` is the one that the order would take over. */
export type DecidePurchaseFacts = {
  paper: GoodsPaper
  deciderId: string
  decision: string
  remark: string
  receipt: { number: string; status: string } | null
}

const waits: Rule<DecidePurchaseFacts> = {
  id: 'R85',
  check: ({ paper: { status, voidRequest }, decision, remark }) => {
    if (voidRequest?.decision === null)
      return unmet('voidWaiting', { role: 'MANAGER', act: 'goodsPaper.decideVoid' })
    if (status !== 'SUBMITTED') return unmet('alreadyDecided', {}, { status })
    return decision === 'REJECTED' && remark === '' ? unmet('remarkMissing', { role: 'MANAGER' }) : met()
  },
}

const anotherDecides: Rule<DecidePurchaseFacts> = {
  id: 'R119',
  check: ({ paper, deciderId }) =>
    paper.preparerId === deciderId
      ? unmet('deciderIsPreparer', { role: 'MANAGER', act: 'purchaseOrder.decide' })
      : met(),
}

const receiptStands: Rule<DecidePurchaseFacts> = {
  id: 'R87',
  check: ({ receipt, decision }) =>
    receipt === null || decision !== 'APPROVED' || receipt.status === 'POSTED'
      ? met()
      : unmet('receiptGone', { role: 'MANAGER', act: 'purchaseOrder.decide' }, receipt),
}

/** 审批采购订单: by a manager who did not write it; a receipt it takes over is still posted. */
export const DECIDE_PURCHASE_GATE: Gate<DecidePurchaseFacts> = {
  step: 'decidePurchase',
  rules: [waits, anotherDecides, receiptStands],
}

/** The gate as it stands for this order: of a receipt it speaks only where there is one to take over. */
export function judgeDecision(facts: DecidePurchaseFacts): Checklist {
  const rules = facts.receipt === null ? [waits, anotherDecides] : DECIDE_PURCHASE_GATE.rules
  return evaluate({ ...DECIDE_PURCHASE_GATE, rules }, facts)
}

/** What the gate in front of closing an order short looks at; `receiptWaiting` is a receipt still under way. */
export type ClosePurchaseFacts = { paper: GoodsPaper; receiptWaiting: string | null }

/** 关闭采购订单: nothing more is expected, though not all came (R85). What came stays to be billed. */
export const CLOSE_PURCHASE_GATE: Gate<ClosePurchaseFacts> = {
  step: 'closePurchase',
  rules: [
    {
      id: 'R85',
      check: ({ paper: { status, voidRequest }, receiptWaiting }) => {
        if (voidRequest?.decision === null)
          return unmet('voidWaiting', { role: 'MANAGER', act: 'goodsPaper.decideVoid' })
        if (status !== 'APPROVED' && status !== 'PARTLY_RECEIVED') return unmet('notOpen', {}, { status })
        return receiptWaiting === null
          ? met()
          : unmet('receiptWaiting', { role: 'KEEPER' }, { number: receiptWaiting })
      },
    },
  ],
}
