import { BALANCE_CHECKS } from '#lib/domain/audit-trail/balance-checks.ts'
import { BOOK_CHECKS } from '#lib/domain/audit-trail/book-checks.ts'
import { chains, seals } from '#lib/domain/audit-trail/chain-checks.ts'
import { COLLECTION_CHECKS } from '#lib/domain/audit-trail/collection-checks.ts'
import { contents, signatures, statuses } from '#lib/domain/audit-trail/content-checks.ts'
import type { Check, Disagreement } from '#lib/domain/audit-trail/finding.ts'
import { GOODS_CHECKS } from '#lib/domain/audit-trail/goods-checks.ts'
import { RECONCILIATION_CHECKS } from '#lib/domain/audit-trail/reconciliation-checks.ts'
import { INVOICE_CHECKS } from '#lib/domain/audit-trail/invoice-checks.ts'
import { RECEIPT_CHECKS } from '#lib/domain/audit-trail/receipt-checks.ts'
import { RETURN_CHECKS } from '#lib/domain/audit-trail/return-checks.ts'
import { ROW_CHECKS } from '#lib/domain/audit-trail/row-hash-queries.ts'
import type { Reader } from '#lib/db/client.ts'

/** Everything that is recomputed, in the order in which it is told. */
export const CHECKS: readonly Check[] = [
  ...BALANCE_CHECKS,
  ...GOODS_CHECKS,
  ...RETURN_CHECKS,
  ...RECEIPT_CHECKS,
  ...COLLECTION_CHECKS,
  ...RECONCILIATION_CHECKS,
  ...BOOK_CHECKS,
  ...INVOICE_CHECKS,
  contents,
  signatures,
  statuses,
  chains,
  seals,
  ...ROW_CHECKS,
]

export type Verification = { checked: number; disagreements: Disagreement[] }

/**
 * Recomputes the whole desk: numbers, stock, money, notes, goods papers, custody, codes, contents, signatures, chains, seals
 * and row hashes. Reads only. `tell` hears of each check as it ends.
 */
export async function verifyDesk(
  reader: Reader,
  tell: (check: string, found: readonly Disagreement[]) => void = () => undefined,
): Promise<Verification> {
  const disagreements: Disagreement[] = []
  for (const check of CHECKS) {
    const found = await check.run(reader)
    tell(check.name, found)
    disagreements.push(...found)
  }
  return { checked: CHECKS.length, disagreements }
}
