import { z } from 'zod'
import { accountSetField, idField } from '#lib/kernel/fields.ts'

/** Notes of an account set, one or many. */
export const closeNotesInput = z.strictObject({
  accountSetId: accountSetField,
  paperIds: z.array(idField).min(1, 'noNotes').max(100, 'tooManyNotes'),
})
