import type { Parsed } from '#lib/kernel/decimal.ts'
import { normaliseDigits } from '#lib/kernel/decimal.ts'

export type TextRefusal = 'empty' | 'control' | 'bidi' | 'tooLong'
/** `max` counts characters as people do roughly: one for each code point, so 𠮷 is one. */
export type TextLimits = { readonly max: number; readonly multiline?: boolean }

/** NFC can shorten text, but not by more than this; longer input is refused unread. */
const longestShrink = 8

const bidiControl = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u
/** A joiner that makes one emoji of two is part of what was typed; anywhere else it is invisible. */
const emojiJoiner =
  /(?<=\p{Extended_Pictographic}[\ufe0f\u{1f3fb}-\u{1f3ff}]?)\u200d(?=\p{Extended_Pictographic})/gu
const variationSelector = /[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu
const unseen =
  /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0]/u
const mobilePhone = /^(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}$/
const landlinePhone = /^(?:\(0\d{2,3}\)|0\d{2,3}[- ]?)\d{7,8}(?:[- ]\d{1,6})?$/
const servicePhone = /^[48]00[- ]?\d{3}[- ]?\d{4}$/
const plainPhone = /^\+?\d{7,15}$/
const formulaStart = /^'*[=+\-@\t\r＝＋－＠]/
const protectedFormula = /^'+[=+\-@\t\r＝＋－＠]/

/**
 * Text as the desk keeps it: NFC, trimmed, line ends as `\n`. Refuses what cannot be seen: control characters,
 * zero-width characters and broken surrogates as `control`, direction marks as `bidi`. Emoji and rare characters
 * are welcome. Line breaks and tabs only where `multiline` says so.
 */
export function cleanText(raw: string, limits: TextLimits): Parsed<string, TextRefusal> {
  const trimmed = raw.trim()
  if (trimmed === '') return { ok: false, code: 'empty' }
  if (trimmed.length > limits.max * longestShrink) return { ok: false, code: 'tooLong' }
  if (!trimmed.isWellFormed()) return { ok: false, code: 'control' }
  const composed = trimmed.normalize('NFC')
  const text = limits.multiline === true ? composed.replace(/\r\n?/g, '\n') : composed
  if (bidiControl.test(text)) return { ok: false, code: 'bidi' }
  const seen = limits.multiline === true ? text.replace(/[\n\t]/g, ' ') : text
  if (unseen.test(seen.replace(emojiJoiner, ''))) return { ok: false, code: 'control' }
  if ([...text].length > limits.max) return { ok: false, code: 'tooLong' }
  return { ok: true, value: text }
}

/**
 * What two spellings of one name have in common: compatibility forms, case, spaces and variation selectors
 * removed. `ＡＢＣ 酒行` and `abc酒行` are twins.
 */
export function searchKey(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKC')
    .replace(/\s/gu, '')
    .replace(variationSelector, '')
}

/** Whether text is a Chinese mobile, a landline with area code, a 400 or 800 number, or 7 to 15 plain digits (R4). */
export function isPhone(text: string): boolean {
  const typed = normaliseDigits(text).trim()
  return [mobilePhone, landlinePhone, servicePhone, plainPhone].some((shape) => shape.test(typed))
}

/** A phone number with the four digits before its last four hidden, for roles that need not call (R67). */
export function maskPhone(phone: string): string {
  const digitCount = phone.replace(/\D/g, '').length
  const shownAtEnd = digitCount >= 7 ? 4 : 2
  let digitsLeft = digitCount
  return phone.replace(/\d/g, (digit) => {
    digitsLeft -= 1
    return digitsLeft >= shownAtEnd && digitsLeft < shownAtEnd + 4 ? '*' : digit
  })
}

/** Text that no spreadsheet runs as a formula: `'` before a leading `= + - @`, tab or CR, full-width forms too. */
export function csvSafe(text: string): string {
  return formulaStart.test(text) ? `'${text}` : text
}

/** Undoes `csvSafe` when an exported file is read in again. */
export function csvRestore(text: string): string {
  return protectedFormula.test(text) ? text.slice(1) : text
}
