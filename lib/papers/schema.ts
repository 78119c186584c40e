import { z } from 'zod'
import { COPY_KINDS, COPY_PLACES } from './copy-kinds.ts'
import { cleanText } from '../kernel/text.ts'

/** The id of a row. */
export const idInput = z.guid('notAnId')

/** The number of an account set. */
export const accountSetInput = z.int('unknown').min(1, 'unknown').max(9999, 'unknown')

/** One paper. */
export const paperInput = { accountSetId: accountSetInput, paperId: idInput }

/** Text as people may type it: cleaned, no control or bidi characters; empty only where `isRequired` is absent. */
export function textInput(max: number, options: { isRequired?: boolean } = {}): z.ZodType<string, string> {
  return z.string('text').transform((raw, context) => {
    if (raw.trim() === '' && options.isRequired !== true) return ''
    const cleaned = cleanText(raw, { max, multiline: true })
    if (cleaned.ok) return cleaned.value
    context.addIssue({ code: 'custom', message: cleaned.code })
    return z.NEVER
  })
}

/** One of the four copies of a paper. */
export const copyInput = z.strictObject({ ...paperInput, kind: z.enum(COPY_KINDS) })

const copies = z.array(copyInput).min(1, 'empty').max(200, 'tooMany')

/** What a scanner read from a copy: the address in its QR code, or the token alone. */
export const scannedInput = z
  .string('text')
  .max(300, 'tooLong')
  .transform((raw, context) => {
    const token = /(?:^|\/)([\w-]{24})\/?$/.exec(raw.trim())?.[1]
    if (token !== undefined) return token
    context.addIssue({ code: 'custom', message: 'notACopy' })
    return z.NEVER
  })

/** Copies by press, or the one whose QR code was scanned. */
export const copyWishInput = z.strictObject({
  of: z.union([z.strictObject({ copies }), z.strictObject({ token: scannedInput })]),
  remark: textInput(200),
})

export type CopyWishInput = z.output<typeof copyWishInput>

/** Copies that their keeper hands over. `toId` null is for accounting: any accountant of the account set. */
export const offerInput = z.strictObject({
  copies,
  toPlace: z.enum(COPY_PLACES),
  toId: idInput.nullable(),
  remark: textInput(200),
})

export type OfferInput = z.output<typeof offerInput>
