import { z } from 'zod'
import { RECEIPT_METHODS } from '#lib/domain/receipts/schema.ts'
import { accountSetField, dateField, idField, looseTextField, textField } from '#lib/kernel/fields.ts'

/** The ways money goes out are those it comes in by. */
export const PAYMENT_METHODS = RECEIPT_METHODS

/** Money paid to a supplier: amount, date and method are never left out (R92, R94). */
export const paymentInput = z.strictObject({
  accountSetId: accountSetField,
  supplierId: idField,
  /** Yuan, above zero. */
  amount: z.string('text').max(40, 'tooLong'),
  method: z.enum(PAYMENT_METHODS, 'method'),
  paidOn: dateField,
  remark: looseTextField(200),
})

/** Which payment is undone, and why. */
export const reversePaymentInput = z.strictObject({
  accountSetId: accountSetField,
  paperId: idField,
  reason: textField(200),
})

export type PaymentInput = z.output<typeof paymentInput>

/** The same as typed. */
export type PaymentForm = z.input<typeof paymentInput>
