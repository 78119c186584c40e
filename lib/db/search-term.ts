import { toGtin14 } from '#lib/kernel/barcode.ts'
import { normaliseDigits } from '#lib/kernel/decimal.ts'
import { searchKey } from '#lib/kernel/text.ts'

/** What a person typed into a search field, made ready for LIKE. All of it is text: `%` and `_` mean themselves. */
export type SearchTerm = {
  /** Without blanks and case, as `search_key` columns are kept. */
  key: string
  /** The longest word between two wildcards, for the trigram index. */
  longest: string
  /** Every word between two wildcards; a match has all of them. */
  words: string[]
  /** The whole term followed by a wildcard. */
  prefix: string
  /** Digits only, between two wildcards, when at least four were typed; otherwise null. */
  digits: string | null
  /** The 14-digit form when the term is a whole barcode, otherwise null. */
  gtin: string | null
}

/** Longest term that is looked at; more than anyone types or scans (A43). */
const LONGEST = 64
const MOST_WORDS = 6

/** Reads a typed query of any length; null when nothing of it can be searched for. */
export function searchTerm(query: string): SearchTerm | null {
  const typed = [...query.slice(0, LONGEST * 4).toWellFormed()]
    .slice(0, LONGEST)
    .join('')
    .replace(/[\p{Cc}\p{Cf}\ufffd]/gu, ' ')
  const words = typed.split(/\s+/u).map(searchKey).filter(Boolean).slice(0, MOST_WORDS)
  const key = words.join('')
  if (key === '') return null
  const longest = words.reduce((best, word) => (word.length > best.length ? word : best), '')
  const digits = normaliseDigits(typed).replace(/\D/g, '')
  const gtin = toGtin14(typed)
  return {
    key,
    longest: `%${escapeLike(longest)}%`,
    words: words.map((word) => `%${escapeLike(word)}%`),
    prefix: `${escapeLike(key)}%`,
    digits: digits.length >= 4 && /^[\d\s+()（）-]+$/u.test(normaliseDigits(typed)) ? `%${digits}%` : null,
    gtin: gtin.ok ? gtin.value : null,
  }
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}
