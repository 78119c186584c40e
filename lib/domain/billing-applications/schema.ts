import { z } from 'zod'
import { noteInput } from '#lib/domain/delivery-notes/schema.ts'
import { looseCountField, looseYuanField } from '#lib/kernel/fields.ts'

const remark = noteInput.shape.specialInstructions.pipe(z.string().max(300, 'tooLong'))

export const submitApplicationInput = z.strictObject({
  /** The note as it would be issued; its `applicationId` and `seenGross` do not matter here. */
  note: noteInput,
  remark,
})

const applicationKey = z.strictObject({
  accountSetId: noteInput.shape.accountSetId,
  applicationId: z.guid('id'),
  seenVersion: z.int('version').min(0, 'version'),
})

/** Agreeing may be limited: to an exposure that the customer's may not pass, and to a number of days from today (R117). */
export const approveApplicationInput = applicationKey.extend({
  remark,
  releaseUpTo: looseYuanField.optional(),
  releaseDays: looseCountField(1, 90).optional(),
})
export const rejectApplicationInput = applicationKey.extend({
  remark: remark.pipe(z.string().min(1, 'required')),
})
export const withdrawApplicationInput = applicationKey

export type SubmitApplicationInput = z.output<typeof submitApplicationInput>
