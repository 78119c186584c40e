import { z } from 'zod'
import {
  accountSetField,
  dateField,
  idField,
  looseIdField,
  looseTextField,
  textField,
} from '#lib/kernel/fields.ts'
import type { ReceiptMethod, ReceiptStanding } from '#lib/papers/receipts.ts'

export const RECEIPT_METHODS = [
  'CASH',
  'TRANSFER',
  'WECHAT',
  'ALIPAY',
  'CHEQUE',
] as const satisfies readonly ReceiptMethod[]

/** PENDING: the cashier has not accepted it; RECORDED: it is in the books; REVERSED: it was undone. */
export const RECEIPT_STANDINGS = [
  'PENDING',
  'RECORDED',
  'REVERSED',
] as const satisfies readonly ReceiptStanding[]

/** What money is for: what is owed, what will be bought, or a deposit that pays nothing until it is released. */
export const RECEIPT_PURPOSES = ['PAYMENT', 'PREPAYMENT', 'DEPOSIT'] as const

/** Yuan as typed; the command reads it. */
const amountText = z.string('text').max(40, 'tooLong')

/** Money received from a customer: amount, date and method are never left out (R94). */
export const receiptInput = z.strictObject({
  accountSetId: accountSetField,
  customerId: idField,
  /** Yuan, above zero. */
  amount: amountText,
  method: z.enum(RECEIPT_METHODS, 'method'),
  receivedOn: dateField,
  remark: looseTextField(200),
  /** Who paid, where that is not the customer's own name. */
  payer: looseTextField(100).default(''),
  purpose: z.enum(RECEIPT_PURPOSES, 'purpose').default('PAYMENT'),
  /** The note the money is meant for. */
  forPaperId: looseIdField.default(''),
  /** Who took the money, where that is not who records it. */
  takenById: looseIdField.default(''),
})

export type ReceiptInput = z.output<typeof receiptInput>

/** The same as typed. */
export type ReceiptForm = z.input<typeof receiptInput>

/** Which pending receipts the cashier accepts. */
export const acceptReceiptsInput = z.strictObject({
  accountSetId: accountSetField,
  paperIds: z.array(idField).min(1, 'noReceipts').max(200, 'tooManyReceipts'),
})

/** Which receipt is undone or released, and why. */
export const receiptActInput = z.strictObject({
  accountSetId: accountSetField,
  paperId: idField,
  reason: textField(200),
})

/** What a person lets pay what: note by note an amount, an allowance, or both; empty means none. */
export const allocateInput = z.strictObject({
  accountSetId: accountSetField,
  customerId: idField,
  /** The receipt whose money pays; empty: the customer's free money, oldest receipt first. */
  moneyId: looseIdField,
  lines: z
    .array(z.strictObject({ paperId: idField, amount: amountText, allowance: amountText }))
    .min(1, 'noNotes')
    .max(200, 'tooManyNotes'),
  reason: looseTextField(200),
})

export type AllocateInput = z.output<typeof allocateInput>
export type AllocateForm = z.input<typeof allocateInput>

/** Which allocations of a note are taken back: these entries, or all when none is named. */
export const undoAllocationInput = z.strictObject({
  accountSetId: accountSetField,
  paperId: idField,
  entryIds: z.array(z.string().regex(/^\d{1,18}$/, 'notAnId')).max(500, 'tooManyNotes'),
  reason: textField(200),
})
