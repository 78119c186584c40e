import { z } from 'zod'
import { idInput, textInput } from '#lib/papers/schema.ts'

/** The lines of a paper without prices, as typed. A paper holds at most 200. */
export const openingLinesInput = z
  .array(
    z.strictObject({
      productId: idInput,
      quantity: z.string('text').max(80, 'tooLong'),
      remark: textInput(200).default(''),
    }),
  )
  .min(1, 'noLines')
  .max(200, 'tooManyLines')
