import { normaliseDigits, type Parsed } from '#lib/kernel/decimal.ts'

/** The signs of a unified social credit code in the order of their values: no I, O, S, V, Z (GB 32100-2015). */
const SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const LENGTH = 18
const BASE = 31

/**
 * Reads a unified social credit code 统一社会信用代码: 18 signs of which the last checks the others (GB 32100-2015, modulo 31
 * over powers of 3). Small letters, full-width signs and blanks are forgiven.
 */
export function readCreditCode(
  typed: string,
): Parsed<string, 'empty' | 'wrongLength' | 'creditCodeSigns' | 'checkDigit'> {
  const code = normaliseDigits(typed.normalize('NFKC')).replaceAll(/\s/g, '').toUpperCase()
  if (code === '') return { ok: false, code: 'empty' }
  if (code.length !== LENGTH) return { ok: false, code: 'wrongLength' }
  if ([...code].some((sign) => !SIGNS.includes(sign))) return { ok: false, code: 'creditCodeSigns' }
  return code.endsWith(checkSignOf(code.slice(0, -1)))
    ? { ok: true, value: code }
    : { ok: false, code: 'checkDigit' }
}

/** The sign that checks the seventeen before it. */
export function checkSignOf(first17: string): string {
  let weight = 1
  let sum = 0
  for (const sign of first17) {
    sum += SIGNS.indexOf(sign) * weight
    weight = (weight * 3) % BASE
  }
  return SIGNS[(BASE - (sum % BASE)) % BASE] ?? ''
}
