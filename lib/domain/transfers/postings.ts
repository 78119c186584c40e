import type { InTransit, Transit } from '#lib/domain/transfers/transit-queries.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import type { StockMove, StockMoved } from '#lib/ledger/entries.ts'
import type { GoodsPaper } from '#lib/papers/goods/held.ts'

type Key = Pick<GoodsPaper, 'accountSetId' | 'paperId'>

/** Every line leaves the sending store at its moving average, and its reservation with it. */
export function leaving(paper: GoodsPaper, businessDate: BusinessDate): StockMove[] {
  const { accountSetId, warehouseId, paperId } = paper
  return paper.lines.map(({ productId, lineNo, qtyE3 }) => ({
    ...{ accountSetId, warehouseId, productId, paperId, lineNo, qtyE3, businessDate },
    fromPlace: 'WAREHOUSE',
    toPlace: 'TRANSFER',
    valueFen: null,
    releasedE3: qtyE3,
  }))
}

/** The same goods on their way, at the value they left with. */
export function onTheirWay(
  { accountSetId, paperId }: Key,
  transitId: string,
  left: readonly StockMoved[],
  businessDate: BusinessDate,
): StockMove[] {
  return left.map(({ productId, lineNo, qtyE3, valueFen }) => {
    if (lineNo === null) throw new Error('transfer: goods left without a line')
    return {
      ...{ accountSetId, paperId, warehouseId: transitId, productId, lineNo, qtyE3, valueFen, businessDate },
      fromPlace: 'TRANSFER',
      toPlace: 'WAREHOUSE',
    }
  })
}

/** What a keeper found of one line. */
export type Arrived = { lineNo: number; goodE3: bigint; damagedE3: bigint }

/**
 * What arrived leaves the road and stands in the store, the damaged part with the damaged goods. A part takes its
 * share of what the line is worth; the last part takes the rest, so that a fen is never left on the road.
 */
export function arriving(
  paper: Key & { toWarehouseId: string },
  transit: Transit,
  arrivals: readonly Arrived[],
  businessDate: BusinessDate,
): StockMove[] {
  return arrivals.flatMap(({ lineNo, goodE3, damagedE3 }) => {
    const line = transit.lines.find((each) => each.lineNo === lineNo)
    if (!line || goodE3 + damagedE3 === 0n) return []
    const valueFen = shareOf(line, goodE3 + damagedE3)
    const goodFen = (valueFen * goodE3) / (goodE3 + damagedE3)
    const parts = [
      { toId: paper.toWarehouseId, qtyE3: goodE3, valueFen: goodFen },
      { toId: transit.damagedId, qtyE3: damagedE3, valueFen: valueFen - goodFen },
    ]
    return parts
      .filter((part) => part.qtyE3 > 0n)
      .flatMap(({ toId, qtyE3, valueFen: partFen }): StockMove[] => {
        const { accountSetId, paperId } = paper
        const move = { accountSetId, paperId, lineNo, businessDate, qtyE3, valueFen: partFen }
        const { productId } = line
        return [
          { ...move, productId, warehouseId: transit.transitId, fromPlace: 'WAREHOUSE', toPlace: 'TRANSFER' },
          { ...move, productId, warehouseId: toId, fromPlace: 'TRANSFER', toPlace: 'WAREHOUSE' },
        ]
      })
  })
}

/** What never arrived leaves the road as an expense. */
export function lost(
  { accountSetId, paperId }: Key,
  transit: Transit,
  businessDate: BusinessDate,
): StockMove[] {
  return transit.lines.map(({ lineNo, productId, qtyE3, valueFen }) => ({
    ...{ accountSetId, paperId, lineNo, productId, qtyE3, valueFen, businessDate },
    warehouseId: transit.transitId,
    fromPlace: 'WAREHOUSE',
    toPlace: 'EXPENSE',
  }))
}

/** Whether nothing is left on the road once these have arrived. */
export function isComplete(transit: Transit, arrivals: readonly Arrived[]): boolean {
  return transit.lines.every(({ lineNo, qtyE3 }) => {
    const arrived = arrivals.find((each) => each.lineNo === lineNo)
    return arrived !== undefined && arrived.goodE3 + arrived.damagedE3 === qtyE3
  })
}

function shareOf({ qtyE3, valueFen }: InTransit, partE3: bigint): bigint {
  return partE3 === qtyE3 ? valueFen : (valueFen * partE3) / qtyE3
}
