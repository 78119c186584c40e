import { z } from 'zod'
import { CODE_KINDS } from '#lib/codes/policy.ts'

/** The most codes of one sending. */
export const SCANS_MOST = 500

/** A line of a paper. */
export const lineInput = z.int('unknown').min(1, 'unknown').max(SCANS_MOST, 'unknown')

/** A batch from one scanner; the whole of it is answered code by code. */
export const scansInput = z
  .array(
    z.strictObject({
      typed: z.string('text').max(400, 'tooLong'),
      lineNo: lineInput.nullable(),
      kind: z.enum(CODE_KINDS, 'unknown').nullable(),
    }),
  )
  .min(1, 'empty')
  .max(SCANS_MOST, 'tooMany')

/** A code as typed or as it stands on a paper. */
export const codeInput = z.string('text').min(1, 'empty').max(100, 'tooLong')
