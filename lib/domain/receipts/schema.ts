import { z } from 'zod'
import { accountSetField, dateField, idField, looseTextField } from '#lib/kernel/fields.ts'

export const RECEIPT_METHODS = ['CASH', 'TRANSFER', 'WECHAT', 'ALIPAY', 'CHEQUE'] as const

/** Money received from a customer: amount, date and method are never left out (R94). */
export const receiptInput = z.strictObject({
  accountSetId: accountSetField,
  customerId: idField,
  /** Yuan, above zero. */
  amount: z.string('text').max(40, 'tooLong'),
  method: z.enum(RECEIPT_METHODS, 'method'),
  receivedOn: dateField,
  remark: looseTextField(200),
})

export type ReceiptInput = z.output<typeof receiptInput>

/** The same as typed. */
export type ReceiptForm = z.input<typeof receiptInput>
