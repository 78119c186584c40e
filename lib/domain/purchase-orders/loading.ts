import type { Person } from '#lib/auth/actor.ts'
import type { Reader } from '#lib/db/client.ts'
import { type BoughtLine, workBought } from '#lib/domain/purchase-orders/amounts.ts'
import { type Buying, readBuying } from '#lib/domain/purchase-orders/queries-buying.ts'
import type { RecordPurchaseFacts } from '#lib/domain/purchase-orders/rules.ts'
import type { RecordPurchaseInput } from '#lib/domain/purchase-orders/schema.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import { type GoodsOpening, readGoodsOpening } from '#lib/papers/goods/opening.ts'
import { readOpeningLines } from '#lib/papers/goods/opening-line.ts'
import { openingFacts } from '#lib/papers/goods/opening-rules.ts'
import type { Counter } from '#lib/papers/goods/counting-queries.ts'

/** What recording an order reads: the opening of any goods paper, and what buying adds. */
export type PurchaseLoaded = { opening: GoodsOpening; buying: Buying }

/** Reads what an order needs; null when the account set or supplier is not within the person's own. Four statements. */
export async function loadPurchase(
  reader: Reader,
  person: Counter,
  input: RecordPurchaseInput,
  businessDate: BusinessDate,
): Promise<PurchaseLoaded | null> {
  const { accountSetId, warehouseId, supplierId } = input
  if (!person.accountSetIds.includes(accountSetId)) return null
  const productIds = [...new Set(input.lines.map(({ productId }) => productId))]
  const key = { accountSetId, warehouseId, toWarehouseId: null, handlerId: null, businessDate }
  const opening = await readGoodsOpening(reader, person, key, productIds, { lock: false })
  if (!opening) return null
  const buying = await readBuying(reader, { accountSetId, supplierId, businessDate }, productIds)
  return buying && { opening, buying }
}

export type WorkedPurchase = { lines: BoughtLine[]; facts: RecordPurchaseFacts }

/** The order's figures and the facts of its gate, or which fields are wrong. Pure: for the screen and the command. */
export function workPurchase(
  { opening, buying }: PurchaseLoaded,
  input: RecordPurchaseInput,
  person: Pick<Person, 'userId' | 'isBillingSuspended'>,
  businessDate: BusinessDate,
): { ok: true; worked: WorkedPurchase } | { ok: false; fields: Record<string, string> } {
  const fields: Record<string, string> = {}
  const lines: BoughtLine[] = []
  input.lines.forEach((line, index) => {
    const product = opening.products.get(line.productId)
    if (!product) {
      fields[`lines.${index}.productId`] = 'unknownProduct'
      return
    }
    const taxRateBp = buying.taxRates.get(product.id) ?? 0
    const worked = workBought(line, { units: product.units, taxRateBp }, buying.supplier.priceMode)
    if (worked.ok) lines.push(worked.line)
    else fields[`lines.${index}.${worked.field}`] = worked.code
  })
  const read = readOpeningLines(input.lines, opening.products)
  if (!read.ok || Object.keys(fields).length > 0)
    return { ok: false, fields: { ...(read.ok ? {} : read.fields), ...fields } }
  if (lines.reduce((sum, { netFen, taxFen }) => sum + netFen + taxFen, 0n) > 999_999_999_999n)
    return { ok: false, fields: { form: 'amountTooLarge' } }
  const facts: RecordPurchaseFacts = {
    ...openingFacts(opening, read.lines, person, businessDate),
    supplier: buying.supplier,
    expectedOn: input.expectedOn,
    prices: read.lines.map(({ product }, index) => ({
      lineNo: index + 1,
      product: product.name,
      units: product.units,
      unitPriceE4: lines[index]?.unitPriceE4 ?? 0n,
      taxRateBp: buying.taxRates.get(product.id) ?? null,
      onOrderE3: buying.onOrderE3.get(product.id) ?? 0n,
    })),
  }
  return { ok: true, worked: { lines, facts } }
}
