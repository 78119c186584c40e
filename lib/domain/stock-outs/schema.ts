import { z } from 'zod'
import { openingLinesInput } from '#lib/papers/goods/opening-schema.ts'
import { accountSetInput, idInput, paperInput, textInput } from '#lib/papers/schema.ts'

/** What goods leave for without being sold. */
export const STOCK_OUT_PURPOSES = ['GIFT', 'SAMPLE', 'INTERNAL', 'DAMAGE'] as const
export type StockOutPurpose = (typeof STOCK_OUT_PURPOSES)[number]

/** A stock-out note as typed. Recipient and reason may be empty here: the gate says that they are missing (R23). */
export const openInput = z.strictObject({
  accountSetId: accountSetInput,
  warehouseId: idInput,
  purpose: z.enum(STOCK_OUT_PURPOSES, 'purpose'),
  partyName: textInput(100),
  partyContact: textInput(100).default(''),
  reason: textInput(300),
  handlerId: idInput,
  lines: openingLinesInput,
})
export type OpenStockOutInput = z.output<typeof openInput>

/** Posting: the paper and the version that was seen. */
export const postInput = z.strictObject({ ...paperInput, seenVersion: z.int('version').min(0, 'version') })

/** Whether the text names a purpose. */
export function isStockOutPurpose(text: string): text is StockOutPurpose {
  return STOCK_OUT_PURPOSES.some((purpose) => purpose === text)
}
