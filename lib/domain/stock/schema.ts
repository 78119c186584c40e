import { z } from 'zod'
import { accountSetField, dateField, idField, yuanField } from '#lib/kernel/fields.ts'

/** Most lines typed into the form at once; more come by file. */
export const OPENING_LINES_MOST = 200

/** Goods that stand in a warehouse when the desk begins with it: quantity as people say it, value in yuan. */
export const openingStockInput = z.strictObject({
  accountSetId: accountSetField,
  warehouseId: idField,
  businessDate: dateField,
  lines: z
    .array(
      z.strictObject({ productId: idField, quantity: z.string('text').max(80, 'tooLong'), value: yuanField }),
    )
    .min(1, 'empty')
    .max(OPENING_LINES_MOST, 'tooMany'),
})

export type OpeningStockInput = z.output<typeof openingStockInput>
export type OpeningStockForm = z.input<typeof openingStockInput>
