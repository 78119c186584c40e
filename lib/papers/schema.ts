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

/** What a scan names: one copy by its token, or the note whose plies were struck as one and share a QR code. */
export type Scanned = { token: string } | { accountSetId: number; paperId: string }

const tokenShape = /(?:^|\/copy\/)([\w-]{24})\/?$/
const noteShape = /\/notes\/(\d{1,4})\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/?$/

/** What a scanner read from a sheet: the address in its QR code, or a copy's token alone. */
export const scannedInput = z
  .string('text')
  .max(300, 'tooLong')
  .transform((raw, context): Scanned => {
    const text = raw.trim()
    const token = tokenShape.exec(text)?.[1]
    if (token !== undefined) return { token }
    const [, accountSet, paperId] = noteShape.exec(text) ?? []
    if (accountSet !== undefined && paperId !== undefined)
      return { accountSetId: Number(accountSet), paperId }
    context.addIssue({ code: 'custom', message: 'notACopy' })
    return z.NEVER
  })

/**
 * Copies by press, or by scanning a QR code: the one copy it stands on, or all copies of the note that are offered
 * to the actor.
 */
export const copyWishInput = z.strictObject({
  of: z.union([z.strictObject({ copies }), z.strictObject({ scanned: scannedInput })]),
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
