import { z } from 'zod'
import { accountSetInput, idInput, paperInput, textInput } from '#lib/papers/schema.ts'

/** A return to a supplier as typed: lines of posted receipts of one supplier. The product is only checked. */
export const openSupplierReturnInput = z.strictObject({
  accountSetId: accountSetInput,
  /** A store, or its place for damaged goods. */
  warehouseId: idInput,
  supplierId: idInput,
  handlerId: idInput,
  /** Why it goes back. May be empty here: the gate says that it is missing. */
  reason: textInput(300).default(''),
  lines: z
    .array(
      z.strictObject({
        productId: idInput,
        quantity: z.string('text').max(80, 'tooLong'),
        remark: textInput(200).default(''),
        sourcePaperId: idInput,
        sourceLineNo: z.int('unknown').min(1, 'unknown').max(500, 'unknown'),
      }),
    )
    .min(1, 'noLines')
    .max(200, 'tooManyLines'),
})

export type OpenSupplierReturnInput = z.output<typeof openSupplierReturnInput>

/** Posting: the paper and the version that was seen. */
export const postSupplierReturnInput = z.strictObject({
  ...paperInput,
  seenVersion: z.int('version').min(0, 'version'),
})
