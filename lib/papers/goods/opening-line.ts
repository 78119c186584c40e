import { dueFor } from '#lib/codes/policy.ts'
import { parseQuantity } from '#lib/kernel/quantity.ts'
import type { GoodsContentLine } from '#lib/papers/goods/content.ts'
import type { GoodsOpening, OpeningProduct } from '#lib/papers/goods/opening.ts'

/** A line as typed, of a paper without prices. */
export type OpeningLineInput = { productId: string; quantity: string; remark: string }
/** The same read: which product, how much. */
export type OpeningLine = { product: OpeningProduct; qtyE3: bigint; remark: string }

/** Reads the typed lines; `invalid` names every field that cannot be read. */
export function readOpeningLines(
  lines: readonly OpeningLineInput[],
  products: GoodsOpening['products'],
): { ok: true; lines: OpeningLine[] } | { ok: false; fields: Record<string, string> } {
  const fields: Record<string, string> = {}
  const read: OpeningLine[] = []
  lines.forEach(({ productId, quantity, remark }, index) => {
    const product = products.get(productId)
    if (!product) {
      fields[`lines.${index}.productId`] = 'unknownProduct'
      return
    }
    const parsed = parseQuantity(quantity, product.units)
    if (parsed.ok) read.push({ product, qtyE3: parsed.qtyE3, remark })
    else fields[`lines.${index}.quantity`] = parsed.code
  })
  return Object.keys(fields).length > 0 ? { ok: false, fields } : { ok: true, lines: read }
}

/** The line as it is frozen, without a price; codes are due by the product's rule of the day (R6, R7). */
export function openingContentLine(
  { product, qtyE3, remark }: OpeningLine,
  options: { hasCodes: boolean } = { hasCodes: true },
): Omit<GoodsContentLine, 'lineNo'> {
  const largest = product.units.at(-1)
  const factorE3 = largest !== undefined && largest.factorE3 > 1000n ? largest.factorE3 : null
  const due = dueFor(qtyE3, factorE3, product.codePolicy)
  return {
    productId: product.id,
    productCode: product.code,
    productName: product.name,
    specification: product.specification,
    baseUnit: product.baseUnit,
    caseUnit: factorE3 === null ? null : (largest?.unit ?? null),
    caseFactorE3: factorE3 === null ? null : `${factorE3}`,
    qtyE3: `${qtyE3}`,
    unitPriceE4: '0',
    amountFen: '0',
    taxRateBp: 0,
    netFen: '0',
    taxFen: '0',
    codesDue: options.hasCodes ? due.cases + due.bottles : 0,
    sourcePaperId: null,
    sourceLineNo: null,
    disposition: null,
    remark,
  }
}
