import { z } from 'zod'
import { accountSetInput, idInput, paperInput, textInput } from '#lib/papers/schema.ts'

/** Where goods that come back go: to be sold again, to the damaged corner, or there until the supplier takes them. */
export const DISPOSITIONS = ['STOCK', 'DAMAGED', 'SUPPLIER'] as const
export type Disposition = (typeof DISPOSITIONS)[number]

/** A return as typed: lines of posted notes of one customer. The product is the note's, and is only checked. */
export const openCustomerReturnInput = z.strictObject({
  accountSetId: accountSetInput,
  warehouseId: idInput,
  customerId: idInput,
  handlerId: idInput,
  /** Why it comes back. May be empty here: the gate says that it is missing. */
  reason: textInput(300).default(''),
  lines: z
    .array(
      z.strictObject({
        productId: idInput,
        quantity: z.string('text').max(80, 'tooLong'),
        disposition: z.enum(DISPOSITIONS, 'unknown').default('STOCK'),
        remark: textInput(200).default(''),
        sourcePaperId: idInput,
        sourceLineNo: z.int('unknown').min(1, 'unknown').max(500, 'unknown'),
      }),
    )
    .min(1, 'noLines')
    .max(200, 'tooManyLines'),
})

export type OpenCustomerReturnInput = z.output<typeof openCustomerReturnInput>

/** Entered on the day it is posted, or on an earlier day of an open period. */
export const postCustomerReturnInput = z.strictObject({
  ...paperInput,
  postingDate: z.string('notADate').max(10, 'notADate').default(''),
})
