import { z } from 'zod'
import { noteInput } from '#lib/domain/delivery-notes/schema.ts'

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

export const approveApplicationInput = applicationKey.extend({ remark })
export const rejectApplicationInput = applicationKey.extend({
  remark: remark.pipe(z.string().min(1, 'required')),
})
export const withdrawApplicationInput = applicationKey

export type SubmitApplicationInput = z.output<typeof submitApplicationInput>
