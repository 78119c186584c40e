import type { CameLine } from '#lib/domain/purchase-orders/queries-take-over.ts'
import type { PriceMode } from '#lib/kernel/money.ts'
import type { GoodsContentLine } from '#lib/papers/goods/content.ts'
import type { OpeningProduct } from '#lib/papers/goods/opening.ts'
import { openingContentLine } from '#lib/papers/goods/opening-line.ts'
import { shareFen } from '#lib/papers/goods/order-value.ts'

/**
 * A line of an order that takes a receipt over: what came of the receipt's line, at the price it was entered at, so that
 * the order and the receipt agree to the fen. Goods that the receipt did not name stand at nothing. Pure.
 */
export function takenOverLine(
  came: CameLine,
  product: OpeningProduct,
  at: { receiptId: string; priceMode: PriceMode; taxRateBp: number },
): Omit<GoodsContentLine, 'lineNo'> {
  const { lineNo, qtyE3, netFen, said } = came
  const taxFen = said === null ? 0n : shareFen(said.taxFen, said.qtyE3, 0n, qtyE3)
  return {
    ...openingContentLine({ product, qtyE3, remark: '' }, { hasCodes: false }),
    unitPriceE4: `${said?.unitPriceE4 ?? 0n}`,
    amountFen: `${at.priceMode === 'TAX_INCLUSIVE' ? netFen + taxFen : netFen}`,
    taxRateBp: said?.taxRateBp ?? at.taxRateBp,
    netFen: `${netFen}`,
    taxFen: `${taxFen}`,
    sourcePaperId: at.receiptId,
    sourceLineNo: lineNo,
  }
}
