import type { BusinessDate } from '#lib/kernel/business-date.ts'

/** Where goods can stand. Every move has the warehouse on one side. */
export type StockPlace =
  | 'OPENING'
  | 'SUPPLIER'
  | 'WAREHOUSE'
  | 'CUSTOMER'
  /** Between two warehouses: what leaves one comes into the other at the value it left with. */
  | 'TRANSFER'
  /** Found or missing at a count. */
  | 'COUNT'
  /** Given away, used or broken. */
  | 'EXPENSE'

/**
 * Goods that move between two places. `qtyE3` is above zero. `valueFen` null on goods that leave: they go at
 * the moving average of what stands there. `releasedE3` is the part of a reservation that goes with them.
 */
export type StockMove = {
  readonly accountSetId: number
  readonly warehouseId: string
  readonly productId: string
  readonly fromPlace: StockPlace
  readonly toPlace: StockPlace
  readonly qtyE3: bigint
  readonly valueFen: bigint | null
  readonly businessDate: BusinessDate
  readonly paperId?: string
  readonly lineNo?: number
  readonly releasedE3?: bigint
  /** The entry this one mirrors; an entry is mirrored at most once. */
  readonly reversesId?: bigint
}

/** A move as it stands in the ledger, with the value it was entered at. */
export type StockMoved = {
  readonly id: bigint
  readonly warehouseId: string
  readonly productId: string
  readonly paperId: string | null
  readonly lineNo: number | null
  readonly qtyE3: bigint
  readonly valueFen: bigint
}
