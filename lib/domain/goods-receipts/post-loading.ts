import type { Person } from '#lib/auth/actor.ts'
import type { Tx } from '#lib/db/client.ts'
import { orderOf, type StoredOrder } from '#lib/domain/goods-receipts/order-queries.ts'
import type { OrderFacts } from '#lib/domain/goods-receipts/rules.ts'
import { type BusinessDate, periodOf } from '#lib/kernel/business-date.ts'
import { type PeriodStatus, periodStatusOf } from '#lib/ledger/period.ts'
import type { PaperKey } from '#lib/papers/custody.ts'
import type { GoodsPaper } from '#lib/papers/goods/held.ts'
import { goodsPaperOf, type StoredGoodsPaper } from '#lib/papers/goods/load.ts'
import { withinGoodsScope } from '#lib/papers/goods/scope.ts'

/** A receipt with all that posting it looks at. */
export type ReceiptToPost = {
  paper: GoodsPaper
  order: OrderFacts | null
  period: PeriodStatus
  /** Where what is damaged is put. */
  damagedWarehouseId: string
  /** Days, by product; null where it keeps. */
  shelfLifeDays: ReadonlyMap<string, number | null>
}

type Stored = {
  paper: StoredGoodsPaper
  order: StoredOrder | null
  period: string | null
  damagedWarehouseId: string | null
  shelfLifeDays: [string, number | null][]
}

/**
 * Holds the order behind a receipt, the receipt and the period of the day, in this order, and reads what then stands; null
 * outside the person's scope. One statement, whatever the number of lines.
 */
export async function readReceiptToPost(
  tx: Tx,
  person: Person,
  { accountSetId, paperId }: PaperKey,
  postingDate: BusinessDate,
): Promise<ReceiptToPost | null> {
  const rows = await tx.$queryRaw<{ read: Stored }[]>`
    SELECT read_receipt_to_post(g.account_set_id, g.paper_id, ${periodOf(postingDate)}) AS read FROM goods_paper g
    WHERE g.account_set_id = ${accountSetId} AND g.paper_id = ${paperId}::uuid AND g.kind = 'GOODS_RECEIPT'
      AND ${withinGoodsScope(person)}`
  const read = rows[0]?.read
  if (!read) return null
  const { paper, order, period, damagedWarehouseId, shelfLifeDays } = read
  if (damagedWarehouseId === null) throw new Error('goods receipt: the store has no place for damaged goods')
  return {
    paper: goodsPaperOf(paper),
    order: order && orderOf(order),
    period: periodStatusOf(period),
    damagedWarehouseId,
    shelfLifeDays: new Map(shelfLifeDays),
  }
}
