import type { CountedProductLine } from '#lib/domain/stock-counts/differences.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import type { StockMove, StockMoved } from '#lib/ledger/entries.ts'
import type { HeldStock } from '#lib/ledger/hold-stock.ts'
import type { JournalLine } from '#lib/ledger/journal.ts'
import type { GoodsPaper } from '#lib/papers/goods/held.ts'

type Cost = { qtyE3: bigint; valueFen: bigint }

/**
 * What the differences move: a loss leaves at the moving average; a gain comes in at the average of what stands there,
 * where nothing stands at what the last of it cost, else at nothing.
 */
export function differenceMoves(
  { accountSetId, paperId, warehouseId }: Pick<GoodsPaper, 'accountSetId' | 'paperId' | 'warehouseId'>,
  lines: readonly CountedProductLine[],
  worth: { held: readonly HeldStock[]; lastCosts: ReadonlyMap<string, Cost> },
  businessDate: BusinessDate,
): StockMove[] {
  return lines
    .filter(({ differenceE3 }) => differenceE3 !== 0n)
    .map(({ lineNo, productId, differenceE3 }): StockMove => {
      const move = { accountSetId, paperId, warehouseId, lineNo, productId, businessDate }
      if (differenceE3 < 0n)
        return { ...move, fromPlace: 'WAREHOUSE', toPlace: 'COUNT', qtyE3: -differenceE3, valueFen: null }
      const stock = worth.held.find((each) => each.productId === productId)
      const standing =
        stock && stock.onHandE3 > 0n ? { qtyE3: stock.onHandE3, valueFen: stock.valueFen } : undefined
      const valueFen = atCost(differenceE3, standing ?? worth.lastCosts.get(productId))
      return { ...move, fromPlace: 'COUNT', toPlace: 'WAREHOUSE', qtyE3: differenceE3, valueFen }
    })
}

/** Losses to the books of loss, gains to those of gain. */
export function differenceEntries(moves: readonly StockMove[], moved: readonly StockMoved[]): JournalLine[] {
  const gained = gainedLines(moves)
  const sum = (isGain: boolean) =>
    moved
      .filter(({ lineNo }) => gained.has(lineNo) === isGain)
      .reduce((total, { valueFen }) => total + valueFen, 0n)
  return [
    { debit: 'STOCK_LOSS', credit: 'INVENTORY', amountFen: sum(false) },
    { debit: 'INVENTORY', credit: 'STOCK_GAIN', amountFen: sum(true) },
  ]
}

/** The lines of which more was found than the books had. */
export function gainedLines(moves: readonly StockMove[]): ReadonlySet<number | null> {
  return new Set(moves.filter(({ toPlace }) => toPlace === 'WAREHOUSE').map(({ lineNo }) => lineNo ?? null))
}

/** The share of a known cost, rounded half up. */
function atCost(qtyE3: bigint, known: Cost | undefined): bigint {
  if (!known) return 0n
  return (known.valueFen * qtyE3 * 2n + known.qtyE3) / (known.qtyE3 * 2n)
}
