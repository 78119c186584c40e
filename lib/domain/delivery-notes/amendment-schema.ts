import { z } from 'zod'
import { idInput, paperInput, textInput } from '#lib/papers/schema.ts'

/** What the customer really took, where the driver changed the copy by hand: lines with less than was recorded (R59). */
export const openAmendmentInput = z.strictObject({
  ...paperInput,
  reason: textInput(300, { isRequired: true }),
  lines: z
    .array(
      z.strictObject({
        lineNo: z.int('unknown').min(1, 'unknown').max(500, 'unknown'),
        /** As people say it: 1箱3瓶; 0 when nothing was taken. */
        accepted: z.string('text').max(40, 'tooLong'),
      }),
    )
    .min(1, 'noLines')
    .max(500, 'tooMany'),
})

/** Agreeing to a slip, or taking it back. */
export const amendmentInput = z.strictObject(paperInput)

export const withdrawAmendmentInput = z.strictObject({
  ...paperInput,
  reason: textInput(300, { isRequired: true }),
})

/** The keeper takes the surplus in, with the codes of what came back. */
export const receiveSurplusInput = z.strictObject({
  ...paperInput,
  slipId: idInput,
  codes: z.array(z.string('text').max(400, 'tooLong')).max(2000, 'tooMany'),
})
