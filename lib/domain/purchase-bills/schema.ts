import { z } from 'zod'
import { RED } from '#lib/papers/goods/kinds.ts'
import { accountSetInput, idInput, paperInput, textInput } from '#lib/papers/schema.ts'

const seenVersion = z.int('version').min(0, 'version')

/** A purchase bill as typed: on which order, their invoice's number and day, and per line what it asks for. */
export const recordInput = z.strictObject({
  accountSetId: accountSetInput,
  sourcePaperId: idInput,
  /** RED on a bill that takes back what was billed and has gone back (红字); left out otherwise. */
  purpose: z.literal(RED, 'unknown').optional(),
  /** The form sends them; they are the order's whatever it says. */
  warehouseId: idInput.optional(),
  /** The supplier's own number of the invoice or credit note (R94); the gate says when it is missing. */
  externalNumber: textInput(60),
  /** Empty for today. */
  businessDate: z.string('notADate').regex(/^(\d{4}-\d{2}-\d{2})?$/, 'notADate'),
  /** Why a price differs from the order's. */
  reason: textInput(300).default(''),
  lines: z
    .array(
      z.strictObject({
        /** The line of the order. */
        sourcePaperId: idInput.optional(),
        productId: idInput.optional(),
        sourceLineNo: z.int('unknown').min(1, 'unknown').max(1000, 'unknown'),
        /** As people say it; empty leaves the line out of this bill. */
        quantity: z.string('text').max(80, 'tooLong'),
        /** Yuan for a base unit or for a named one; empty keeps the order's. */
        unitPrice: z.string('text').max(60, 'tooLong').default(''),
        /** Percent as the invoice says it; empty keeps the order's. */
        taxRate: z.string('text').max(20, 'tooLong').default(''),
        remark: textInput(200).default(''),
      }),
    )
    .min(1, 'noLines')
    .max(200, 'tooManyLines'),
})

export type RecordBillInput = z.output<typeof recordInput>

/** A manager agrees to the price difference, with a word. */
export const consentInput = z.strictObject({
  ...paperInput,
  seenVersion,
  remark: textInput(500, { isRequired: true }),
})

export const postInput = z.strictObject({
  ...paperInput,
  seenVersion,
  /** Empty for the bill's own day. */
  postingDate: z.string('notADate').regex(/^(\d{4}-\d{2}-\d{2})?$/, 'notADate'),
})
