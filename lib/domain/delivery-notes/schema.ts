import { z } from 'zod'
import { accountSetField, dateField, idField, looseDateField } from '#lib/kernel/fields.ts'
import { cleanText } from '#lib/kernel/text.ts'

/** Longest of anything typed into a note. */
const LINES_MOST = 500

/** Text as people may type it: cleaned, no control or bidi characters. */
function text(max: number, options: { isMultiline?: boolean } = {}): z.ZodType<string> {
  return z
    .string('text')
    .max(max, 'tooLong')
    .transform((raw, context) => {
      if (raw.trim() === '') return ''
      const cleaned = cleanText(raw, { max, multiline: options.isMultiline === true })
      if (cleaned.ok) return cleaned.value
      context.addIssue({ code: 'custom', message: cleaned.code })
      return z.NEVER
    })
}

/** A figure as typed; the desk reads it with its own parsers. */
const figure = z.string('text').max(40, 'tooLong')

export const noteLineInput = z.strictObject({
  productId: idField,
  /** As people say it: 2箱3瓶, 2/3, 0.5箱. */
  quantity: figure,
  /** Yuan per base unit; empty takes the offer of the price ladder. */
  unitPrice: figure,
  /** Yuan off this line; empty is none. */
  discount: figure,
  isGift: z.boolean(),
  remark: text(200),
  /** The barcode scanned for this line, where the channel asks for it (R54). */
  barcode: z.string().max(20, 'tooLong'),
})

/** What a clerk states to issue a note. Everything else the desk knows or works out itself. */
export const noteInput = z.strictObject({
  draftId: idField.nullable(),
  accountSetId: accountSetField,
  customerId: idField,
  addressId: idField,
  warehouseId: idField,
  handlerId: idField,
  businessDate: dateField,
  /** Empty: the business date. */
  expectedOn: looseDateField.transform((date): string => date ?? ''),
  intakeChannel: z.enum(['PHONE', 'MAIL', 'WEB', 'MESSAGE', 'COUNTER', 'VISIT'], 'intakeChannel'),
  isUrgent: z.boolean(),
  specialInstructions: text(500, { isMultiline: true }),
  freightAgent: text(100),
  freightPhone: text(40),
  advancedFreight: figure,
  noteDiscount: figure,
  roundingOff: figure,
  lines: z.array(noteLineInput).min(1, 'noLines').max(LINES_MOST, 'tooManyLines'),
  /** The order this note bills; null records the order with the note (decision 8). */
  orderId: idField.nullable(),
  /** The approved billing application this note follows. */
  applicationId: idField.nullable(),
  /** The total the clerk saw, in yuan: a note is signed for what was seen. Empty while only checking. */
  seenGross: figure,
  replacesId: idField.nullable(),
})

export type NoteInput = z.output<typeof noteInput>
export type NoteLineInput = z.output<typeof noteLineInput>
