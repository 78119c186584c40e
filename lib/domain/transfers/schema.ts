import { z } from 'zod'
import { codeInput } from '#lib/codes/scan-schema.ts'
import { openingLinesInput } from '#lib/papers/goods/opening-schema.ts'
import { accountSetInput, idInput, paperInput, textInput } from '#lib/papers/schema.ts'

/** A transfer as typed: from one store to another. */
export const openInput = z.strictObject({
  accountSetId: accountSetInput,
  warehouseId: idInput,
  toWarehouseId: idInput,
  reason: textInput(300).default(''),
  handlerId: idInput,
  lines: openingLinesInput,
})

const seen = { ...paperInput, seenVersion: z.int('version').min(0, 'version') }

/** Sending: the paper and the version that was seen. */
export const sendInput = z.strictObject(seen)

/** What a keeper found at the other end: whole and damaged, line by line. */
export const receiveInput = z.strictObject({
  ...seen,
  lines: z
    .array(
      z.strictObject({
        lineNo: z.int('unknown').min(1, 'unknown').max(200, 'unknown'),
        good: z.string('text').max(80, 'tooLong'),
        damaged: z.string('text').max(80, 'tooLong').default(''),
        reason: textInput(200).default(''),
      }),
    )
    .min(1, 'noLines')
    .max(200, 'tooManyLines'),
})
export type ReceiveInput = z.output<typeof receiveInput>

/**
 * What never arrived, and why it is no longer waited for. `lostCodes` names its codes where a line has more of them than is
 * missing.
 */
export const writeOffInput = z.strictObject({
  ...seen,
  reason: textInput(300, { isRequired: true }),
  lostCodes: z.array(codeInput).max(10_000, 'tooMany').default([]),
})
