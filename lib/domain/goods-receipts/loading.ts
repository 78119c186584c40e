import type { Person } from '#lib/auth/actor.ts'
import type { Reader } from '#lib/db/client.ts'
import { type Delivering, readDelivering, readOrder } from '#lib/domain/goods-receipts/order-queries.ts'
import { openOf, type OpenReceiptFacts, type OrderFacts } from '#lib/domain/goods-receipts/rules.ts'
import { openShare } from '#lib/domain/goods-receipts/postings.ts'
import type { OpenReceiptInput } from '#lib/domain/goods-receipts/schema.ts'
import { workBought } from '#lib/domain/purchase-orders/amounts.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import type { GoodsContentLine } from '#lib/papers/goods/content.ts'
import { type GoodsOpening, readGoodsOpening } from '#lib/papers/goods/opening.ts'
import { openingContentLine } from '#lib/papers/goods/opening-line.ts'
import { openingFacts } from '#lib/papers/goods/opening-rules.ts'
import type { Counter } from '#lib/papers/goods/counting-queries.ts'

/** What opening a receipt reads. */
export type ReceiptLoaded = { opening: GoodsOpening; order: OrderFacts | null; delivering: Delivering }

/** Reads what a receipt needs, its order held before. Null for what lies outside the person's account sets. Five statements. */
export async function loadReceiptOpening(
  reader: Reader,
  person: Counter,
  input: OpenReceiptInput,
  businessDate: BusinessDate,
): Promise<ReceiptLoaded | null> {
  const { accountSetId, warehouseId, handlerId, sourcePaperId } = input
  if (!person.accountSetIds.includes(accountSetId)) return null
  const order = sourcePaperId ? await readOrder(reader, { accountSetId, paperId: sourcePaperId }) : null
  if (sourcePaperId && !order) return null
  const supplierId = order?.supplierId ?? input.supplierId
  if (!supplierId) return null
  const named = order ? order.lines : input.lines
  const productIds = [...new Set(named.map(({ productId }) => productId))]
  const delivering = await readDelivering(reader, { accountSetId, supplierId, businessDate }, productIds)
  if (!delivering) return null
  const key = { accountSetId, warehouseId, handlerId, toWarehouseId: null, businessDate }
  const opening = await readGoodsOpening(reader, person, key, productIds, { lock: false })
  return opening && { opening, order, delivering }
}

type Line = Omit<GoodsContentLine, 'lineNo'>
type Worked =
  { ok: true; facts: OpenReceiptFacts; lines: Line[] } | { ok: false; fields: Record<string, string> }

/** The receipt's frozen lines and the facts of its gate, or which fields are wrong. Pure. */
export function workReceipt(
  loaded: ReceiptLoaded,
  input: OpenReceiptInput,
  person: Pick<Person, 'userId' | 'isBillingSuspended'>,
  businessDate: BusinessDate,
): Worked {
  const { opening, order, delivering } = loaded
  const fields: Record<string, string> = {}
  const lines = order ? orderLines(loaded, order, input, fields) : freeLines(loaded, input, fields)
  if (Object.keys(fields).length > 0) return { ok: false, fields }
  const openingLines = lines.flatMap((line) => {
    const product = opening.products.get(line.productId)
    return product ? [{ product, qtyE3: BigInt(line.qtyE3), remark: line.remark }] : []
  })
  const facts: OpenReceiptFacts = {
    ...openingFacts(opening, openingLines, person, businessDate),
    order,
    supplier: delivering.supplier,
    reason: input.reason,
  }
  return { ok: true, facts, lines }
}

/** What the order has open: of the chosen lines, or of all where none is chosen. What was typed is not looked at (R19). */
function orderLines(
  { opening }: ReceiptLoaded,
  order: OrderFacts,
  input: OpenReceiptInput,
  fields: Record<string, string>,
): Line[] {
  input.lines.forEach((wish, index) => {
    const isTwice = input.lines.findIndex(({ sourceLineNo }) => sourceLineNo === wish.sourceLineNo) < index
    const line = order.lines.find(({ lineNo }) => lineNo === wish.sourceLineNo)
    if (!line || line.productId !== wish.productId) fields[`lines.${index}.productId`] = 'unknown'
    else if (isTwice) fields[`lines.${index}.productId`] = 'duplicate'
  })
  const chosen = new Map(input.lines.map((line) => [line.sourceLineNo, line]))
  return order.lines
    .filter((line) => openOf(line) > 0n && (chosen.size === 0 || chosen.has(line.lineNo)))
    .flatMap((line) => {
      const product = opening.products.get(line.productId)
      if (!product) return []
      const { qtyE3, netFen, taxFen } = openShare(line)
      const remark = chosen.get(line.lineNo)?.remark ?? ''
      return [
        {
          ...openingContentLine({ product, qtyE3, remark }),
          unitPriceE4: `${line.unitPriceE4}`,
          amountFen: `${order.priceMode === 'TAX_INCLUSIVE' ? netFen + taxFen : netFen}`,
          taxRateBp: line.taxRateBp,
          netFen: `${netFen}`,
          taxFen: `${taxFen}`,
          sourcePaperId: order.paperId,
          sourceLineNo: line.lineNo,
        },
      ]
    })
}

/** Lines without an order: what the supplier's slip says, at the price that was typed, nothing where none was. */
function freeLines(
  { opening, delivering }: ReceiptLoaded,
  input: OpenReceiptInput,
  fields: Record<string, string>,
): Line[] {
  return input.lines.flatMap(({ productId, quantity, unitPrice, remark }, index) => {
    const product = opening.products.get(productId)
    if (product?.isActive !== true) {
      fields[`lines.${index}.productId`] = product ? 'inactive' : 'unknown'
      return []
    }
    const typed = { quantity, unitPrice: unitPrice.trim() === '' ? '0' : unitPrice }
    const priced = { units: product.units, taxRateBp: delivering.taxRates.get(productId) ?? 0 }
    const worked = workBought(typed, priced, delivering.supplier.priceMode)
    if (!worked.ok) {
      fields[`lines.${index}.${worked.field}`] = worked.code
      return []
    }
    const { qtyE3, unitPriceE4, amountFen, taxRateBp, netFen, taxFen } = worked.line
    return [
      {
        ...openingContentLine({ product, qtyE3, remark }),
        unitPriceE4: `${unitPriceE4}`,
        amountFen: `${amountFen}`,
        taxRateBp,
        netFen: `${netFen}`,
        taxFen: `${taxFen}`,
      },
    ]
  })
}
