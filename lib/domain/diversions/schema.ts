import { z } from 'zod'
import { accountSetField, dateField } from '#lib/kernel/fields.ts'
import { pictureInput } from '#lib/papers/pictures.ts'
import { idInput, paperInput, textInput } from '#lib/papers/schema.ts'

/** What is reported: a code, where it was found, when, and a photograph of it. */
export const reportDiversionInput = z.strictObject({
  accountSetId: accountSetField,
  /** As a scanner read it or a person typed it. */
  code: z.string('text').min(1, 'empty').max(400, 'tooLong'),
  foundOn: dateField,
  /** The customer at whom it was found, when it is one of ours. */
  foundCustomerId: idInput.nullable(),
  /** Shop, market or region; the customer's name where this is empty. */
  foundAt: textInput(200),
  remark: textInput(500),
  picture: pictureInput.nullable(),
})

export const ruleDiversionInput = z.strictObject({
  ...paperInput,
  ruling: textInput(1000, { isRequired: true }),
})

export type ReportDiversionInput = z.output<typeof reportDiversionInput>
