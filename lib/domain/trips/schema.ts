import { z } from 'zod'
import { scansInput } from '#lib/codes/scan-schema.ts'
import { accountSetField, codeField, looseTextField } from '#lib/kernel/fields.ts'
import { idInput, paperInput, textInput } from '#lib/papers/schema.ts'

/** The most stops of one trip. */
export const STOPS_MOST = 100

/** Who drives which vehicle to which notes, in the order of the stops. */
const plan = {
  driverId: idInput,
  /** The number plate. */
  vehicle: codeField,
  noteIds: z
    .array(idInput)
    .min(1, 'empty')
    .max(STOPS_MOST, 'tooMany')
    .refine((ids) => new Set(ids).size === ids.length, 'duplicate'),
  remark: looseTextField(200),
}

export const openTripInput = z.strictObject({ accountSetId: accountSetField, ...plan })

export const changeTripInput = z.strictObject({ ...paperInput, ...plan })

export const tripInput = z.strictObject({ ...paperInput })

export const cancelTripInput = z.strictObject({ ...paperInput, reason: textInput(200, { isRequired: true }) })

/** A batch from one scanner at the loading bay: QR codes of copies, numbers of notes, codes of goods. */
export const loadTripInput = z.strictObject({ ...paperInput, scans: scansInput })

export const stopInput = z.strictObject({ ...paperInput, noteId: idInput })

export const notDeliveredInput = z.strictObject({
  ...paperInput,
  noteId: idInput,
  reason: textInput(200, { isRequired: true }),
})
