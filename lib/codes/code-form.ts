import { gtinCheckDigit } from '#lib/kernel/barcode.ts'
import type { Parsed } from '#lib/kernel/decimal.ts'
import type { CodeKind } from '#lib/codes/policy.ts'

export type CodeRefusal = 'empty' | 'tooShort' | 'tooLong' | 'characters' | 'allZero' | 'noSerial'

/**
 * A code as the desk keeps it. `kind` is what its form says, and `isCertain` whether the form leaves no doubt;
 * `gtin` is the product it names, 14 digits.
 */
export type ReadCode = { code: string; kind: CodeKind | null; isCertain: boolean; gtin: string | null }

/** Shortest and longest code that is taken for one. */
export const CODE_LENGTH = { least: 6, most: 100 } as const

const GROUP_SEPARATOR = '\u001d'
const symbology = /^\][A-Za-z]\d/
const printable = /^[\x21-\x7e]+$/
const humanReadable = /^\(\d{2}\)[\d\s()A-Za-z/._-]+$/
const serialShipping = /^00(\d{18})$/
/** A product's number, then dates, then a serial, perhaps with a batch before it. */
const serialItem =
  /^01(\d{14})\u001d?(?:1[1357]\d{6}\u001d?)*(?:10[^\u001d]{1,20}\u001d)?(?:1[1357]\d{6}\u001d?)*21([^\u001d]{1,20})/
/** The same without any serial: every case of the batch carries it. */
const itemAlone = /^01(\d{14})\u001d?(?:1[1357]\d{6}\u001d?)*(?:10[^\u001d]{1,20})?$/
const digitalLink = /\/01\/(\d{14})\/21\/([^/?#]{1,20})/

/**
 * Reads what a scanner or a person typed: GS1 element strings (SSCC, SGTIN, digital link) and the free codes
 * that breweries and wholesalers print. The same label gives the same code however it was read. Refuses what
 * cannot be a single code; all zeros is how a damaged label reads.
 */
export function readCode(typed: string): Parsed<ReadCode, CodeRefusal> {
  const raw = stripFrame(typed)
  if (raw === '') return { ok: false, code: 'empty' }
  if (raw.length > CODE_LENGTH.most) return { ok: false, code: 'tooLong' }
  const bare = raw.replaceAll(GROUP_SEPARATOR, '')
  if (!printable.test(bare)) return { ok: false, code: 'characters' }
  if (bare.length < CODE_LENGTH.least) return { ok: false, code: 'tooShort' }
  if (/^0+$/.test(bare)) return { ok: false, code: 'allZero' }
  const standard = standardOf(raw)
  if (standard) return { ok: true, value: standard }
  const alone = itemAlone.exec(raw)?.[1]
  if (alone !== undefined && isProductNumber(alone)) return { ok: false, code: 'noSerial' }
  return { ok: true, value: freeCode(bare) }
}

function isProductNumber(gtin: string): boolean {
  return gtin.endsWith(gtinCheckDigit(gtin.slice(0, -1)))
}

function stripFrame(typed: string): string {
  const trimmed = typed.normalize('NFKC').replace(/^[\s\u001d]+|\s+$/gu, '')
  const unframed = trimmed.replace(symbology, '').replace(/^\u001d/, '')
  if (!humanReadable.test(unframed)) return unframed
  // Printed parentheses say where each part begins, as the separator does in what a scanner reads.
  return unframed
    .replace(/\s/g, '')
    .replace(/(?!^)\((\d{2})\)/g, `${GROUP_SEPARATOR}$1`)
    .replace(/[()]/g, '')
}

function standardOf(raw: string): ReadCode | null {
  const shipping = serialShipping.exec(raw)?.[1]
  if (shipping !== undefined && isSerialShipping(shipping))
    return { code: shipping, kind: 'CASE', isCertain: true, gtin: null }
  const item = serialItem.exec(raw) ?? digitalLink.exec(raw)
  const [gtin, serial] = [item?.[1], item?.[2]]
  if (gtin === undefined || serial === undefined || !isProductNumber(gtin)) return null
  const kind = /^[1-8]/.test(gtin) ? 'CASE' : 'BOTTLE'
  return { code: `01${gtin}21${serial}`, kind, isCertain: true, gtin }
}

function freeCode(bare: string): ReadCode {
  const code = /^[0-9a-z]+$/.test(bare) ? bare.toUpperCase() : bare
  return { code, kind: isSerialShipping(code) ? 'CASE' : null, isCertain: false, gtin: null }
}

function isSerialShipping(digits: string): boolean {
  return /^\d{18}$/.test(digits) && digits.endsWith(gtinCheckDigit(digits.slice(0, -1)))
}

/** The spellings under which a product's barcode may be stored, for a code that could be one; else none. */
export function barcodeSpellings(code: string): string[] {
  if (!/^\d{8,14}$/.test(code)) return []
  const spellings = new Set([code, code.padStart(14, '0')])
  for (const length of [13, 12, 8])
    if (code.length > length && /^0+$/.test(code.slice(0, -length))) spellings.add(code.slice(-length))
  return [...spellings]
}
