import { type OrderFacts, type OrderLine, openOf } from '#lib/domain/goods-receipts/rules.ts'
import { addDays, parseBusinessDate } from '#lib/kernel/business-date.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import type { StockMove } from '#lib/ledger/entries.ts'
import { type GoodsPaper, lastFound } from '#lib/papers/goods/held.ts'
import { shareFen } from '#lib/papers/goods/order-value.ts'

/** The part of an order's line that is still open, with its share of net and tax as the receipt freezes them. */
export function openShare(line: OrderLine): { qtyE3: bigint; netFen: bigint; taxFen: bigint } {
  const qtyE3 = openOf(line)
  return {
    qtyE3,
    netFen: shareFen(line.netFen, line.qtyE3, line.receivedE3, qtyE3),
    taxFen: shareFen(line.taxFen, line.qtyE3, line.receivedE3, qtyE3),
  }
}

/** What one line brings in: 1/1000 base units good and damaged, and what they are entered at without tax. */
export type BroughtIn = {
  lineNo: number
  productId: string
  goodE3: bigint
  damagedE3: bigint
  goodFen: bigint
  damagedFen: bigint
  batchNo: string
  producedOn: string | null
  orderLineNo: number | null
}

/**
 * What a counted receipt brings in, line by line: an order's goods at its net price over what came before, other goods
 * at the paper's own price, goods that no line names at nothing. Rejected goods bring nothing.
 */
export function broughtIn(paper: GoodsPaper, order: OrderFacts | null): BroughtIn[] {
  const before = new Map(order?.lines.map((line) => [line.lineNo, line.receivedE3]))
  return [...lastFound(paper.counts).values()]
    .toSorted((one, other) => one.lineNo - other.lineNo)
    .flatMap((found) => {
      const goodE3 = BigInt(found.goodE3)
      const damagedE3 = BigInt(found.damagedE3)
      if (goodE3 + damagedE3 === 0n) return []
      const line = paper.lines.find(({ lineNo }) => lineNo === found.lineNo)
      const orderLine = order?.lines.find(({ lineNo }) => lineNo === line?.sourceLineNo)
      const priced = orderLine ?? line
      const cameE3 = orderLine ? (before.get(orderLine.lineNo) ?? 0n) : 0n
      const worth = (fromE3: bigint, partE3: bigint): bigint =>
        priced ? shareFen(priced.netFen, priced.qtyE3, fromE3, partE3) : 0n
      const { lineNo, productId, batchNo, producedOn } = found
      // Two lines of one receipt may answer the same line of the order.
      if (orderLine) before.set(orderLine.lineNo, cameE3 + goodE3 + damagedE3)
      return [
        {
          ...{ lineNo, productId, goodE3, damagedE3, batchNo, producedOn },
          goodFen: worth(cameE3, goodE3),
          damagedFen: worth(cameE3 + goodE3, damagedE3),
          orderLineNo: orderLine?.lineNo ?? null,
        },
      ]
    })
}

/** Good goods into the store, damaged ones into its damaged corner. */
export function arriving(
  paper: Pick<GoodsPaper, 'accountSetId' | 'paperId' | 'warehouseId'>,
  brought: readonly BroughtIn[],
  damagedWarehouseId: string,
  businessDate: BusinessDate,
): StockMove[] {
  const { accountSetId, paperId, warehouseId } = paper
  const shared = { accountSetId, paperId, businessDate, fromPlace: 'SUPPLIER', toPlace: 'WAREHOUSE' } as const
  return brought.flatMap(({ lineNo, productId, goodE3, damagedE3, goodFen, damagedFen }) => {
    const moves: StockMove[] = []
    if (goodE3 > 0n)
      moves.push({ ...shared, warehouseId, productId, lineNo, qtyE3: goodE3, valueFen: goodFen })
    if (damagedE3 > 0n)
      moves.push({
        ...{ ...shared, warehouseId: damagedWarehouseId, productId, lineNo },
        ...{ qtyE3: damagedE3, valueFen: damagedFen },
      })
    return moves
  })
}

/** A batch as it is kept for shelf life. */
export type NewBatch = {
  lineNo: number
  productId: string
  batchNo: string
  producedOn: string | null
  expiresOn: string | null
  qtyE3: string
}

/** Good goods with a batch number or a day of production; they expire by their product's shelf life. */
export function batchesOf(
  brought: readonly BroughtIn[],
  shelfLifeDays: ReadonlyMap<string, number | null>,
): NewBatch[] {
  return brought
    .filter(({ goodE3, batchNo, producedOn }) => goodE3 > 0n && (batchNo !== '' || producedOn !== null))
    .map(({ lineNo, productId, batchNo, producedOn, goodE3 }) => {
      const days = shelfLifeDays.get(productId) ?? null
      const made = parseBusinessDate(producedOn ?? '')
      const expiresOn = made.ok && days !== null ? addDays(made.value, days) : null
      return { lineNo, productId, batchNo, producedOn, expiresOn, qtyE3: `${goodE3}` }
    })
}
