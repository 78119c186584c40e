import { z } from 'zod'
import { CODE_KINDS } from '#lib/codes/policy.ts'
import { codeInput, lineInput, scansInput } from '#lib/codes/scan-schema.ts'
import { paperInput, textInput } from '#lib/papers/schema.ts'

/** A batch from one scanner. */
export const captureGoodsInput = z.strictObject({ ...paperInput, scans: scansInput })

export const removeGoodsCodeInput = z.strictObject({ ...paperInput, code: codeInput })

export const reportDamagedGoodsInput = z.strictObject({
  ...paperInput,
  lineNo: lineInput,
  kind: z.enum(CODE_KINDS, 'unknown'),
  /** What of it can be read; empty when nothing can. */
  code: z.string('text').max(100, 'tooLong'),
  reason: textInput(200, { isRequired: true }),
})

export const approveDamagedGoodsInput = z.strictObject({
  ...paperInput,
  sequence: z.int('unknown').min(1, 'unknown').max(100_000, 'unknown'),
  decision: z.enum(['APPROVED', 'REFUSED'], 'unknown'),
})
