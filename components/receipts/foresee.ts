import { formatFenPlain, parseYuan } from '#lib/kernel/money.ts'

/** What an amount would pay, as the desk will do it: oldest first, the rest waits. */
export type Foreseen = { paid: { paperId: string; amount: string }[]; rest: string }

/**
 * Foresees the allocation of an amount being typed, in yuan. Null while it is no amount above zero. Money that
 * waited before goes with it; customers who pay before delivery have all of it wait (R48).
 */
export function foresee(
  typed: string,
  customer: { prepaid: string; paysBefore: boolean; items: readonly { paperId: string; open: string }[] },
): Foreseen | null {
  const amount = parseYuan(typed)
  const waiting = parseYuan(customer.prepaid)
  if (!amount.ok || amount.value <= 0n || !waiting.ok) return null
  let leftFen = amount.value + waiting.value
  const paid: Foreseen['paid'] = []
  for (const { paperId, open } of customer.paysBefore ? [] : customer.items) {
    const openFen = parseYuan(open)
    if (!openFen.ok || leftFen <= 0n) break
    const paidFen = openFen.value < leftFen ? openFen.value : leftFen
    paid.push({ paperId, amount: formatFenPlain(paidFen) })
    leftFen -= paidFen
  }
  return { paid, rest: formatFenPlain(leftFen) }
}
