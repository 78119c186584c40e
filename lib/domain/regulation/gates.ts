import { CLOSE_PERIOD_GATE } from '#lib/domain/account-sets/closing-rules.ts'
import { OPEN_RECEIPT_GATE, POST_RECEIPT_GATE } from '#lib/domain/goods-receipts/rules.ts'
import { DECIDE_GATE, SUBMIT_GATE, WITHDRAW_GATE } from '#lib/domain/billing-applications/rules.ts'
import { CUSTOMER_RETURN_GATES } from '#lib/domain/customer-returns/rules.ts'
import { REQUEST_INVOICE_GATE } from '#lib/domain/invoices/rules.ts'
import { CLOSE_NOTE_GATE } from '#lib/domain/note-closings/rules.ts'
import { NOTE_GATES } from '#lib/domain/delivery-notes/rules.ts'
import { RECONCILIATION_GATES } from '#lib/domain/driver-reconciliations/rules.ts'
import { CONSENT_BILL_GATE, POST_BILL_GATE, RECORD_BILL_GATE } from '#lib/domain/purchase-bills/rules.ts'
import {
  CLOSE_PURCHASE_GATE,
  DECIDE_PURCHASE_GATE,
  RECORD_PURCHASE_GATE,
  TAKE_OVER_GATE,
} from '#lib/domain/purchase-orders/rules.ts'
import { SUPPLIER_RETURN_GATES } from '#lib/domain/supplier-returns/rules.ts'
import { STOCK_COUNT_GATES } from '#lib/domain/stock-counts/rules.ts'
import { STOCK_OUT_GATES } from '#lib/domain/stock-outs/rules.ts'
import { TRANSFER_GATES } from '#lib/domain/transfers/rules.ts'
import { TRIP_GATES } from '#lib/domain/trips/rules.ts'
import { CANCEL_GATE, CHECK_GATE, CONFIRM_GATE, RECORD_GATE } from '#lib/domain/sales-orders/rules.ts'
import type { Finding } from '#lib/kernel/gate.ts'
import { GOODS_GATES } from '#lib/papers/goods/gates.ts'
import type { RuleId } from '#lib/regulation/rules.ts'

/** A gate without its facts: the step it guards and the rules that stand in it, each once. */
export type GateOutline = { step: string; rules: readonly RuleId[] }

/** A gate of any step, for reading it: its facts are nobody's here. */
type AnyGate = { step: string; rules: readonly { id: RuleId; check: (facts: never) => Finding }[] }

/** The gates of every room. A new gate stands here, and its sentences in the messages `gates/<step>`. */
export const GATES: readonly AnyGate[] = [
  RECORD_GATE,
  CONFIRM_GATE,
  CHECK_GATE,
  CANCEL_GATE,
  SUBMIT_GATE,
  DECIDE_GATE,
  WITHDRAW_GATE,
  ...NOTE_GATES,
  ...GOODS_GATES,
  ...STOCK_OUT_GATES,
  ...TRANSFER_GATES,
  ...STOCK_COUNT_GATES,
  RECORD_PURCHASE_GATE,
  TAKE_OVER_GATE,
  DECIDE_PURCHASE_GATE,
  CLOSE_PURCHASE_GATE,
  RECORD_BILL_GATE,
  CONSENT_BILL_GATE,
  POST_BILL_GATE,
  OPEN_RECEIPT_GATE,
  POST_RECEIPT_GATE,
  ...CUSTOMER_RETURN_GATES,
  ...SUPPLIER_RETURN_GATES,
  CLOSE_PERIOD_GATE,
  REQUEST_INVOICE_GATE,
  CLOSE_NOTE_GATE,
  ...RECONCILIATION_GATES,
  ...TRIP_GATES,
]

/** Every step of the desk with the rules of its gates: kinds of goods papers share their steps. */
export const EVERY_GATE: readonly GateOutline[] = [...new Set(GATES.map(({ step }) => step))].map((step) => {
  const rules = GATES.filter((gate) => gate.step === step).flatMap((gate) => gate.rules)
  return { step, rules: [...new Set(rules.map((rule) => rule.id))] }
})

/** The steps in whose gate a rule stands. */
export function stepsOf(id: RuleId): string[] {
  return EVERY_GATE.filter(({ rules }) => rules.includes(id)).map(({ step }) => step)
}
