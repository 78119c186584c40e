import { formatFenPlain, parseYuan } from '#lib/kernel/money.ts'

/** The sum of decimal texts in yuan, exact. */
export function sumYuan(amounts: readonly string[]): string {
  let sumFen = 0n
  for (const amount of amounts) {
    const read = parseYuan(amount)
    if (read.ok) sumFen += read.value
  }
  return formatFenPlain(sumFen)
}
