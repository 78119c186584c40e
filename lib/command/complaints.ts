import { databaseComplaint } from '#lib/db/constraint-errors.ts'
import type { Refusal } from '#lib/kernel/result.ts'

/**
 * What a person reads when PostgreSQL itself said no: the second guard behind a rule, reached only in a race.
 * Everything not named here is a fault.
 */
const SENTENCES: Readonly<Record<string, string>> = {
  stock_never_oversold: 'stock.short',
  stock_never_negative: 'stock.short',
  code_holding_pkey: 'code.alreadyBound',
  signature_pkey: 'signature.slotTaken',
  app_user_user_name_key: 'user.nameTaken',
  customer_account_set_id_code_key: 'customer.codeTaken',
  customer_account_set_id_name_key_key: 'customer.nameTaken',
  supplier_invoice_once: 'purchaseBill.invoiceTaken',
  r87_bill_has_its_order: 'purchaseBill.noOrder',
  r87_billed_was_received: 'purchaseBill.overReceived',
  r87_red_was_returned: 'purchaseBill.overReturned',
  receipt_taken_over_once: 'purchaseOrder.receiptTaken',
  r87_receipt_to_take_over: 'purchaseOrder.receiptNotThere',
  r96_second_person: 'payment.secondPerson',
  payment_reversal_pkey: 'payment.alreadyReversed',
  r96_receipt_second_person: 'receipt.secondPerson',
  receipt_reversal_pkey: 'receipt.alreadyReversed',
  r58_cashier: 'receipt.cashierIsOther',
  bank_line_taken_once: 'bankList.lineTaken',
  supplier_account_set_id_code_key: 'supplier.codeTaken',
  supplier_account_set_id_name_key_key: 'supplier.nameTaken',
  warehouse_code_key: 'warehouse.codeTaken',
  product_code_key: 'product.codeTaken',
  product_unit_gtin_key: 'product.gtinTaken',
  r64_month_open: 'period.closedMeanwhile',
  note_closing_pkey: 'closing.alreadyClosed',
  r99_second_person: 'invoice.secondPerson',
  r99_invoiced_was_sold: 'invoice.overInvoiced',
  invoice_number_once: 'invoice.numberTaken',
  period_second_person: 'period.secondPerson',
  period_reopening_waiting: 'period.reopeningWaits',
  r14_void_second_person: 'void.secondPerson',
  r110_second_person: 'application.secondPerson',
  r12_incident: 'incident.secondPerson',
  r10_verifier_is_not_keeper: 'verify.secondPerson',
}

/** The refusal that stands for a constraint, or null when the error is something else. */
export function refusalOfComplaint(error: unknown): Refusal | null {
  const constraint = databaseComplaint(error)?.constraint
  const code = constraint ? SENTENCES[constraint] : undefined
  return code ? { code, params: {} } : null
}
