import type { Parsed } from '#lib/kernel/decimal.ts'
import { normaliseDigits } from '#lib/kernel/decimal.ts'

/** A GTIN in its one comparable form: 14 digits, zeros in front. */
export type Gtin14 = string & { readonly brand: 'Gtin14' }
export type BarcodeRefusal = 'empty' | 'notDigits' | 'wrongLength' | 'checkDigit'

const gtinLengths: readonly number[] = [8, 12, 13, 14]

/**
 * The check digit of a GTIN without it (GS1: weights 3 and 1 from the right, up to the next ten). Digits only.
 */
export function gtinCheckDigit(body: string): string {
  let sum = 0
  for (let position = 0; position < body.length; position += 1) {
    const digit = Number(body[body.length - 1 - position])
    sum += position % 2 === 0 ? digit * 3 : digit
  }
  return String((10 - (sum % 10)) % 10)
}

/**
 * Reads a scanned or typed GTIN-8, 12, 13 or 14 and answers it with 14 digits, so that one product's forms are
 * equal (R54). Refuses other lengths, other characters, all zeros and a wrong check digit.
 */
export function toGtin14(text: string): Parsed<Gtin14, BarcodeRefusal> {
  const digits = normaliseDigits(text).trim()
  if (digits === '') return { ok: false, code: 'empty' }
  if (!/^\d+$/.test(digits)) return { ok: false, code: 'notDigits' }
  if (!gtinLengths.includes(digits.length)) return { ok: false, code: 'wrongLength' }
  const isRight = /[1-9]/.test(digits) && digits.endsWith(gtinCheckDigit(digits.slice(0, -1)))
  return isRight ? { ok: true, value: asGtin14(digits.padStart(14, '0')) } : { ok: false, code: 'checkDigit' }
}

function asGtin14(digits: string): Gtin14 {
  return digits as Gtin14
}
