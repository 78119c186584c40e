import { z } from 'zod'
import { toGtin14 } from '#lib/kernel/barcode.ts'
import { type BusinessDate, parseBusinessDate } from '#lib/kernel/business-date.ts'
import { normaliseDigits, parseDecimal, type Parsed, scaleDecimal } from '#lib/kernel/decimal.ts'
import { type Fen, parseUnitPrice, parseYuan, type UnitPriceE4 } from '#lib/kernel/money.ts'
import { cleanText, isPhone } from '#lib/kernel/text.ts'

/*
 * Fields of forms as zod: what is typed is text, what comes out is the desk's own value. A refusal is one code.
 */

/** A field that is typed as text and read as `Value`. */
export type TypedField<Value> = z.ZodType<Value, string>

/** Nothing a person types into one field is longer; what is gets refused unread. */
const LONGEST = 4000

/** A field read by one of the kernel's parsers. */
export function parsedField<Value>(parse: (typed: string) => Parsed<Value, string>): TypedField<Value> {
  return z
    .string('text')
    .max(LONGEST, 'tooLong')
    .transform((typed, context) => {
      const parsed = parse(typed)
      if (parsed.ok) return parsed.value
      context.addIssue({ code: 'custom', message: parsed.code })
      return z.NEVER
    })
}

/** The same, where nothing typed means null. */
export function optional<Value>(
  parse: (typed: string) => Parsed<Value, string>,
): (typed: string) => Parsed<Value | null, string> {
  return (typed) => (typed.trim() === '' ? { ok: true, value: null } : parse(typed))
}

/** A line of text that must be there, at most `max` characters. */
export function textField(max: number): TypedField<string> {
  return parsedField((typed) => cleanText(typed, { max }))
}

/** A line of text that may be empty. */
export function looseTextField(max: number): TypedField<string> {
  return parsedField((typed) => (typed.trim() === '' ? { ok: true, value: '' } : cleanText(typed, { max })))
}

/** A short code of letters, digits and `- _ . /`: what people write on shelves and in files. */
export const codeField: TypedField<string> = parsedField((typed) => {
  const code = normaliseDigits(typed).trim()
  if (code === '') return { ok: false, code: 'empty' }
  if (code.length > 32) return { ok: false, code: 'tooLong' }
  return /^[\p{L}\p{N}][\p{L}\p{N}_./-]*$/u.test(code)
    ? { ok: true, value: code.normalize('NFC') }
    : { ok: false, code: 'codeForm' }
})

/** A phone number (R4). */
export const phoneField: TypedField<string> = parsedField(readPhone)

/** A phone number or nothing. */
export const loosePhoneField: TypedField<string> = parsedField((typed) =>
  typed.trim() === '' ? { ok: true, value: '' } : readPhone(typed),
)

/** Reads a phone number: plain digits out of full-width ones. */
export function readPhone(typed: string): Parsed<string, string> {
  const phone = normaliseDigits(typed).trim()
  if (phone === '') return { ok: false, code: 'empty' }
  return isPhone(phone) ? { ok: true, value: phone } : { ok: false, code: 'notAPhone' }
}

/** Reads an amount in yuan that is not below zero. */
export function readYuan(typed: string): Parsed<Fen, string> {
  const parsed = parseYuan(typed)
  return parsed.ok && parsed.value < 0n ? { ok: false, code: 'negative' } : parsed
}

export const yuanField: TypedField<Fen> = parsedField(readYuan)
export const looseYuanField: TypedField<Fen | null> = parsedField(optional(readYuan))
export const unitPriceField: TypedField<UnitPriceE4> = parsedField(parseUnitPrice)
export const looseUnitPriceField: TypedField<UnitPriceE4 | null> = parsedField(optional(parseUnitPrice))
export const dateField: TypedField<BusinessDate> = parsedField(parseBusinessDate)
export const looseDateField: TypedField<BusinessDate | null> = parsedField(optional(parseBusinessDate))
export const looseGtinField: TypedField<string | null> = parsedField(optional(toGtin14))

/** Reads a whole number from `least` to `most`. */
export function readCount(least: number, most: number): (typed: string) => Parsed<number, string> {
  return (typed) => {
    const decimal = parseDecimal(typed)
    if (!decimal.ok) return decimal
    const whole = scaleDecimal(decimal.value, 0)
    if (whole === null) return { ok: false, code: 'wholeNumber' }
    if (whole < BigInt(least)) return { ok: false, code: 'tooSmall' }
    return whole > BigInt(most) ? { ok: false, code: 'tooLarge' } : { ok: true, value: Number(whole) }
  }
}

/** A whole number typed as text. */
export function countField(least: number, most: number): TypedField<number> {
  return parsedField(readCount(least, most))
}

export function looseCountField(least: number, most: number): TypedField<number | null> {
  return parsedField(optional(readCount(least, most)))
}

/** Reads a percentage with up to two decimals into basis points, 0 to 100 %. */
export function readPercent(typed: string): Parsed<number, string> {
  const decimal = parseDecimal(normaliseDigits(typed).replace(/[%％]\s*$/u, ''))
  if (!decimal.ok) return decimal
  const rateBp = scaleDecimal(decimal.value, 2)
  if (rateBp === null) return { ok: false, code: 'tooManyDecimals' }
  if (rateBp < 0n) return { ok: false, code: 'negative' }
  return rateBp > 10_000n ? { ok: false, code: 'tooLarge' } : { ok: true, value: Number(rateBp) }
}

export const percentField: TypedField<number> = parsedField(readPercent)

/** An id of ours, given by a form or an address, never typed. */
export const idField = z.guid('notAnId')
/** The same, or an empty text where nothing is chosen. */
export const looseIdField = z.union([z.literal(''), idField], 'notAnId')
export const accountSetField = z.int('notAnId').min(1, 'notAnId').max(32_767, 'notAnId')
/** The version that was seen: another one in the database means somebody was there first. */
export const versionField = z.int('notAnId').min(0, 'notAnId').max(2_147_483_647, 'notAnId')
