import { z } from 'zod'
import { deliverLines } from '#lib/domain/delivery-notes/road-schema.ts'
import { paperInput } from '#lib/papers/schema.ts'
import { strokeInput } from '#lib/papers/strokes.ts'

/** The customer's hand: a stroke on the driver's screen, or the filed photograph of the copy signed on paper. */
const customerSignature = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('STROKE'), stroke: strokeInput }),
  z.strictObject({ kind: z.literal('SIGNED_COPY'), hash: z.string().regex(/^[0-9a-f]{64}$/, 'unknown') }),
])

/** What happened at the stop. No field takes a name: the customer's is the contact on the note. */
export const deliverInput = z.strictObject({
  ...paperInput,
  lines: deliverLines,
  signature: customerSignature.nullable(),
})
