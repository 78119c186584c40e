import { parseQuantity, type ProductUnit } from '#lib/kernel/quantity.ts'

/** What an opening line is checked against. */
export type OpeningFacts = {
  period: 'OPEN' | 'CLOSED' | 'NOT_OPENED'
  isWarehouseActive: boolean
  products: ReadonlyMap<string, { isActive: boolean; units: readonly ProductUnit[] }>
}

export type OpeningLine = { productId: string; qtyE3: bigint; valueFen: bigint }

/** Opening lines as they will be entered, or field to code for everything that is wrong with them. */
export function readOpeningLines(
  lines: readonly { productId: string; quantity: string; value: bigint }[],
  facts: OpeningFacts,
): { lines: OpeningLine[] } | { wrong: Record<string, string> } {
  const wrong: Record<string, string> = {}
  const read: OpeningLine[] = []
  const seen = new Set<string>()
  lines.forEach((line, index) => {
    const product = facts.products.get(line.productId)
    if (product === undefined) return void (wrong[`lines.${index}.productId`] = 'unknown')
    if (!product.isActive) return void (wrong[`lines.${index}.productId`] = 'inactive')
    if (seen.has(line.productId)) return void (wrong[`lines.${index}.productId`] = 'duplicate')
    seen.add(line.productId)
    const quantity = parseQuantity(line.quantity, product.units)
    if (!quantity.ok) return void (wrong[`lines.${index}.quantity`] = quantity.code)
    read.push({ productId: line.productId, qtyE3: quantity.qtyE3, valueFen: line.value })
  })
  return Object.keys(wrong).length > 0 ? { wrong } : { lines: read }
}
