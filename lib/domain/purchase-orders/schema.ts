import { z } from 'zod'
import { accountSetInput, idInput, paperInput, textInput } from '#lib/papers/schema.ts'

/** A purchase order as typed: who, what, how much, at what price, by when. */
export const recordInput = z.strictObject({
  accountSetId: accountSetInput,
  warehouseId: idInput,
  supplierId: idInput,
  /** The day the goods are to come; the gate says when it is missing or past. */
  expectedOn: z.string('notADate').regex(/^(\d{4}-\d{2}-\d{2})?$/, 'notADate'),
  reason: textInput(300).default(''),
  lines: z
    .array(
      z.strictObject({
        productId: idInput,
        /** As people say it: 2箱3瓶. */
        quantity: z.string('text').max(80, 'tooLong'),
        /** Yuan for a base unit, or for a named one: 320/箱. */
        unitPrice: z.string('text').max(60, 'tooLong'),
        remark: textInput(200).default(''),
      }),
    )
    .min(1, 'noLines')
    .max(200, 'tooManyLines'),
})

export type RecordPurchaseInput = z.output<typeof recordInput>

/** The posted receipt that an order recorded later takes over, and a word on it. Supplier, goods and prices are the receipt's. */
export const takeOverInput = z.strictObject({ ...paperInput, reason: textInput(300).default('') })

/** A manager's word on an order; a refusal says why. */
export const decideInput = z.strictObject({
  ...paperInput,
  seenVersion: z.int('version').min(0, 'version'),
  decision: z.enum(['APPROVED', 'REJECTED'], 'unknown'),
  remark: textInput(500),
})

/** Nothing more is expected of the order. */
export const closeInput = z.strictObject({
  ...paperInput,
  seenVersion: z.int('version').min(0, 'version'),
  reason: textInput(500, { isRequired: true }),
})
