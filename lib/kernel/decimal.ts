/** What a parser answers: the value, or a code that the screen turns into a sentence. Parsers never throw. */
export type Parsed<Value, Code extends string> = { ok: true; value: Value } | { ok: false; code: Code }

/** A typed decimal as exact digits: value = digits / 10^decimals. */
export type Decimal = { isNegative: boolean; digits: bigint; decimals: number }

/** Longest text that can still be a number the desk accepts; longer input is refused before any arithmetic. */
const longestNumber = 40

const typedVariants: Readonly<Record<string, string>> = {
  '，': ',',
  '．': '.',
  '。': '.',
  '－': '-',
  '−': '-',
  '／': '/',
  '￥': '¥',
  '\u3000': ' ',
}

/**
 * Full-width digits and the marks a Chinese keyboard types for `, . - / ¥` become plain ones.
 * Everything else stays as typed: `²` or `½` must not turn into digits.
 */
export function normaliseDigits(text: string): string {
  return text.replace(/[０-９，．。－−／￥\u3000]/gu, (character) => {
    return typedVariants[character] ?? String.fromCodePoint((character.codePointAt(0) ?? 0) - 0xfee0)
  })
}

/**
 * Reads `1499`, `1,499.00`, `-3`, `.5` and their full-width forms. Thousands commas stand every three digits or
 * not at all, so that `14,99` is refused rather than guessed. No exponent, no sign but one leading minus.
 */
export function parseDecimal(text: string): Parsed<Decimal, 'empty' | 'notANumber'> {
  const typed = normaliseDigits(text).trim()
  if (typed === '') return { ok: false, code: 'empty' }
  if (typed.length > longestNumber) return { ok: false, code: 'notANumber' }
  const match = /^(-?)(\d{1,3}(?:,\d{3})+|\d+|(?=\.))(?:\.(\d+))?$/.exec(typed)
  if (match === null) return { ok: false, code: 'notANumber' }
  const fraction = match[3] ?? ''
  const digits = BigInt(`${(match[2] ?? '').replaceAll(',', '')}${fraction}`)
  return { ok: true, value: { isNegative: match[1] === '-', digits, decimals: fraction.length } }
}

/** The decimal in steps of 10^-decimals, or null when it was typed with more digits than that. */
export function scaleDecimal(decimal: Decimal, decimals: number): bigint | null {
  if (decimal.decimals > decimals) return null
  const scaled = decimal.digits * 10n ** BigInt(decimals - decimal.decimals)
  return decimal.isNegative ? -scaled : scaled
}

/**
 * A scaled integer as decimal text: `formatDecimal(14990000n, 4, 2)` is `1499.00`. Digits past `leastDecimals`
 * appear only when they are not zero.
 */
export function formatDecimal(scaled: bigint, decimals: number, leastDecimals: number): string {
  const sign = scaled < 0n ? '-' : ''
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  const shown = digits
    .slice(digits.length - decimals)
    .replace(/0+$/, '')
    .padEnd(leastDecimals, '0')
  return shown === '' ? `${sign}${whole}` : `${sign}${whole}.${shown}`
}

/** Thousands commas in the whole part of decimal text: `22485.00` is `22,485.00`. */
export function groupThousands(decimalText: string): string {
  const [whole = '', fraction] = decimalText.split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? grouped : `${grouped}.${fraction}`
}
