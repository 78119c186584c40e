import { formatDecimal, groupThousands, parseDecimal, scaleDecimal, type Decimal } from '../kernel/decimal.ts'

function decimalOf(text: string): Decimal {
  const parsed = parseDecimal(text)
  if (!parsed.ok) throw new Error(`Not a decimal: ${text}`)
  return parsed.value
}

/** The exact sum of two decimal strings, with as many decimals as the longer one. Anything else throws. */
export function addDecimals(left: string, right: string): string {
  const first = decimalOf(left)
  const second = decimalOf(right)
  const decimals = Math.max(first.decimals, second.decimals)
  const sum = (scaleDecimal(first, decimals) ?? 0n) + (scaleDecimal(second, decimals) ?? 0n)
  return formatDecimal(sum, decimals, decimals)
}

/** Whether a decimal string is worth nothing: `0`, `0.00`. */
export function isZero(decimal: string): boolean {
  return decimalOf(decimal).digits === 0n
}

/** Money as the regulation wants it (R5): thousands separated, ￥ in front and no blank between. */
export function yuan(decimal: string): string {
  return decimal.startsWith('-') ? `-￥${groupThousands(decimal.slice(1))}` : `￥${groupThousands(decimal)}`
}
