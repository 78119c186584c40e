import { z } from 'zod'
import { accountSetInput, idInput, paperInput, textInput } from '#lib/papers/schema.ts'

const lineNo = z.int('unknown').min(1, 'unknown').max(500, 'unknown')

/** A receipt as it is opened: against an order with the lines chosen (none: all that is open), or without one. */
export const openReceiptInput = z.strictObject({
  accountSetId: accountSetInput,
  warehouseId: idInput,
  handlerId: idInput,
  /** Who delivers; with an order it is the order's supplier. */
  supplierId: idInput.optional(),
  sourcePaperId: idInput.optional(),
  /** Required where there is no order (R15). */
  reason: textInput(300).default(''),
  /** The number on the supplier's own slip. */
  externalNumber: textInput(60).default(''),
  lines: z
    .array(
      z.strictObject({
        productId: idInput,
        quantity: z.string('text').max(80, 'tooLong'),
        /** Yuan for a base unit, or for a named one: 320/箱. Empty is 0. Not looked at where there is an order. */
        unitPrice: z.string('text').max(60, 'tooLong').default(''),
        remark: textInput(200).default(''),
        sourcePaperId: idInput.optional(),
        sourceLineNo: lineNo.optional(),
      }),
    )
    .max(200, 'tooManyLines')
    .default([]),
})

export type OpenReceiptInput = z.output<typeof openReceiptInput>

/** Entered on the day it is posted, or on an earlier day of an open period. */
export const postReceiptInput = z.strictObject({
  ...paperInput,
  postingDate: z.string('notADate').max(10, 'notADate').default(''),
})

/** Consent to what differs, and why. */
export const acceptReceiptInput = z.strictObject({
  ...paperInput,
  remark: textInput(500, { isRequired: true }),
})
