import { z } from 'zod'
import { readCreditCode } from '#lib/kernel/credit-code.ts'
import {
  accountSetField,
  dateField,
  idField,
  looseTextField,
  optional,
  parsedField,
  textField,
  versionField,
} from '#lib/kernel/fields.ts'

/** 增值税专用发票 and 普通发票. */
export const INVOICE_KINDS = ['SPECIAL', 'ORDINARY'] as const
export const INVOICE_STATUSES = ['REQUESTED', 'REVIEWED', 'ISSUED', 'REJECTED'] as const
export type InvoiceStatus = (typeof INVOICE_STATUSES)[number]

/** A line of a note, whole: what of it is not invoiced yet. */
const noteLine = z.strictObject({
  paperId: idField,
  lineNo: z.int('notAnId').min(1, 'notAnId').max(9999, 'notAnId'),
})

/** An invoice asked for lines of posted notes of one customer. */
export const requestInvoiceInput = z.strictObject({
  accountSetId: accountSetField,
  customerId: idField,
  kind: z.enum(INVOICE_KINDS, 'kind'),
  buyerName: textField(100),
  buyerTaxNumber: parsedField(optional(readCreditCode)),
  buyerAddress: looseTextField(200),
  buyerBank: looseTextField(200),
  remark: looseTextField(200),
  lines: z.array(noteLine).min(1, 'noLines').max(500, 'tooMany'),
})

const oneInvoice = { accountSetId: accountSetField, paperId: idField, version: versionField }

/** What the accountant says of a request. */
export const reviewInvoiceInput = z.strictObject({
  ...oneInvoice,
  decision: z.enum(['REVIEWED', 'REJECTED'], 'decision'),
  remark: looseTextField(200),
})

/** The number and day that the tax platform gave. */
export const issueInvoiceInput = z.strictObject({
  ...oneInvoice,
  platformNumber: z
    .string('text')
    .trim()
    .regex(/^\d{8,20}$/, 'platformNumber'),
  issuedOn: dateField,
})

/** A red invoice against an issued one: which of its lines, and why. */
export const requestRedInput = z.strictObject({
  accountSetId: accountSetField,
  sourcePaperId: idField,
  lineNos: z.array(z.int('notAnId').min(1, 'notAnId')).min(1, 'noLines').max(500, 'tooMany'),
  remark: textField(200),
})

export type RequestInvoiceForm = z.input<typeof requestInvoiceInput>
export type RequestInvoice = z.output<typeof requestInvoiceInput>
export type IssueInvoiceForm = z.input<typeof issueInvoiceInput>
