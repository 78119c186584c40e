import { divideRounded } from '#lib/kernel/money.ts'

type Amounts = { netFen: bigint; taxFen: bigint }

/**
 * What a line comes to for the quantity that was accepted of it. The amount with tax is what the customer was told: it is
 * shared and rounded first, so that half of 5,616.00 is 2,808.00; then the net amount, and the tax is the rest.
 */
export function acceptedShare(
  { netFen, taxFen }: Amounts,
  { acceptedE3, qtyE3 }: { acceptedE3: bigint; qtyE3: bigint },
): Amounts {
  if (acceptedE3 === qtyE3) return { netFen, taxFen }
  const grossShareFen = divideRounded((netFen + taxFen) * acceptedE3, qtyE3)
  const netShareFen = divideRounded(netFen * acceptedE3, qtyE3)
  return { netFen: netShareFen, taxFen: grossShareFen - netShareFen }
}
