import type { RetailLine } from '#lib/ops/import/retail-file.ts'

/** Why a line of the file is no paper at the desk. */
export const REASONS = {
  badDebt: ['坏账调整，不是买卖', 'an adjustment of a bad debt: no trade'],
  fee: [
    '平台、银行的收费或佣金，是卖方的费用',
    'a platform’s or bank’s fee or commission: the seller’s own cost',
  ],
  discount: ['折扣没有对应的货', 'a discount that names no goods'],
  noSale: ['此前没有按此价卖给该客户此货', 'not sold to this customer at this price before'],
  salesUsedUp: ['退得比此前卖出的多', 'more is cancelled than was sold before'],
  belowFen: ['金额不足一分', 'an amount below a fen'],
  foundStock: ['没有客户也没有金额：盘点找到的货', 'neither customer nor amount: goods that were found'],
  nothingCharged: ['没有金额的费用', 'a charge of nothing'],
} as const satisfies Record<string, readonly [zh: string, en: string]>

export type Reason = keyof typeof REASONS
export type Refused = { line: RetailLine; reason: Reason }

/** What was charged beside goods: sold as a service, which nobody picks. */
const CHARGES: ReadonlySet<string> = new Set(['POST', 'DOT', 'M', 'C2', 'S', 'BANK CHARGES'])
/** What others charged the seller. */
const FEES: ReadonlySet<string> = new Set(['AMAZONFEE', 'CRUK'])

/** Whether a code names a charge, not goods. */
export function isCharge(code: string): boolean {
  return CHARGES.has(code)
}

/** Why a line of an invoice is refused for itself; null when it is not. */
export function refusalOfSold({ code, quantity, amountE4 }: RetailLine): Reason | null {
  if (FEES.has(code)) return 'fee'
  if (code === 'D') return 'discount'
  if (amountE4 % 100n !== 0n) return 'belowFen'
  // Goods that leave with a price below nothing would be a cancellation without its letter.
  if (amountE4 < 0n) return 'noSale'
  return isCharge(code) && (amountE4 === 0n || quantity < 0) ? 'nothingCharged' : null
}

/** Why a line of a cancellation is refused for itself; null when its sale is to be looked for. */
export function refusalOfCancelled({ code, quantity, amountE4 }: RetailLine): Reason | null {
  if (FEES.has(code) || code === 'BANK CHARGES') return 'fee'
  if (code === 'D') return 'discount'
  if (amountE4 % 100n !== 0n) return 'belowFen'
  return quantity < 0 && amountE4 < 0n ? null : 'noSale'
}
