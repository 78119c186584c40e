import { z } from 'zod'
import { cleanText } from '#lib/kernel/text.ts'

export const RECEIPT_METHODS = ['CASH', 'TRANSFER', 'WECHAT', 'ALIPAY', 'CHEQUE'] as const

/** Money received from a customer: amount, date and method are never left out (R94). */
export const receiptInput = z.strictObject({
  accountSetId: z.int('accountSet').min(1, 'accountSet').max(9999, 'accountSet'),
  customerId: z.guid('id'),
  /** Yuan, above zero. */
  amount: z.string('text').max(40, 'tooLong'),
  method: z.enum(RECEIPT_METHODS, 'method'),
  receivedOn: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'notADate'),
  remark: z
    .string('text')
    .max(200, 'tooLong')
    .refine((raw) => raw.trim() === '' || cleanText(raw, { max: 200 }).ok, 'control'),
})

export type ReceiptInput = z.output<typeof receiptInput>
