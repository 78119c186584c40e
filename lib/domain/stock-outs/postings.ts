import { isStockOutPurpose, type StockOutPurpose } from '#lib/domain/stock-outs/schema.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import type { StockMove } from '#lib/ledger/entries.ts'
import type { AccountUse, JournalLine } from '#lib/ledger/journal.ts'
import type { GoodsPaper } from '#lib/papers/goods/held.ts'

/** Which expense bears what was given away, used or broken; never revenue. */
const EXPENSES: Readonly<Record<StockOutPurpose, AccountUse>> = {
  GIFT: 'SELLING_EXPENSE',
  SAMPLE: 'SELLING_EXPENSE',
  INTERNAL: 'ADMIN_EXPENSE',
  DAMAGE: 'STOCK_LOSS',
}

/** Every line leaves at the moving average, and its reservation with it. */
export function leaving(paper: GoodsPaper, businessDate: BusinessDate): StockMove[] {
  const { accountSetId, warehouseId, paperId } = paper
  return paper.lines.map(({ productId, lineNo, qtyE3 }) => ({
    ...{ accountSetId, warehouseId, productId, paperId, lineNo, qtyE3, businessDate },
    fromPlace: 'WAREHOUSE',
    toPlace: 'EXPENSE',
    valueFen: null,
    releasedE3: qtyE3,
  }))
}

/** What it cost, to the expense of its purpose. */
export function expenseEntries(purpose: string | null, costFen: bigint): JournalLine[] {
  if (purpose === null || !isStockOutPurpose(purpose)) throw new Error('a stock-out note has no purpose')
  return [{ debit: EXPENSES[purpose], credit: 'INVENTORY', amountFen: costFen }]
}
