import { z } from 'zod'
import { accountSetField, idField, textField } from '#lib/kernel/fields.ts'
import { paperInput, textInput } from '#lib/papers/schema.ts'

/** What of which notes of a customer nobody will pay, and why (R108). Amounts in yuan. */
export const proposeInput = z.strictObject({
  accountSetId: accountSetField,
  customerId: idField,
  reason: textField(500),
  lines: z
    .array(z.strictObject({ noteId: idField, amount: z.string('text').max(40, 'tooLong') }))
    .min(1, 'noLines')
    .max(200, 'tooMany'),
})

/** Whether a proposed write-off is entered; a refusal says why. */
export const decideInput = z
  .strictObject({ ...paperInput, decision: z.enum(['APPROVED', 'REFUSED']), remark: textInput(500) })
  .refine(({ decision, remark }) => decision === 'APPROVED' || remark !== '', {
    path: ['remark'],
    message: 'empty',
  })

/** Which write-off is taken back, and why. */
export const reverseWriteOffInput = z.strictObject({ ...paperInput, reason: textField(500) })

export type ProposeInput = z.output<typeof proposeInput>

/** The same as typed. */
export type ProposeForm = z.input<typeof proposeInput>
