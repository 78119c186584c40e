import { asQtyE3, formatQuantity, type ProductUnit } from '#lib/kernel/quantity.ts'
import { type GoodsPaper, lastFound } from '#lib/papers/goods/held.ts'
import type { OpeningProduct } from '#lib/papers/goods/opening.ts'

/** One product of a count: how often it was counted, and what the last round says against the books of that moment. */
export type CountedProductLine = {
  lineNo: number
  productId: string
  productName: string
  units: readonly ProductUnit[]
  rounds: number
  /** Null before the first round. */
  foundE3: bigint | null
  bookE3: bigint
  /** Found less book: below zero is missing. */
  differenceE3: bigint
}

/** The lines of a count and the goods nobody expected, each by its last round. `others` are products beside the lines. */
export function countedLines(
  paper: Pick<GoodsPaper, 'lines' | 'counts'>,
  others: ReadonlyMap<string, OpeningProduct>,
): CountedProductLine[] {
  const last = lastFound(paper.counts)
  const expected = paper.lines.map(({ lineNo, productId, productName, units }) => ({
    ...{ lineNo, productId, productName, units },
  }))
  const unexpected = [...last.values()]
    .filter(({ lineNo }) => !paper.lines.some((line) => line.lineNo === lineNo))
    .map(({ lineNo, productId }) => {
      const product = others.get(productId)
      return { lineNo, productId, productName: product?.name ?? '', units: product?.units ?? [] }
    })
  return [...expected, ...unexpected].map((line) => {
    const found = last.get(line.lineNo)
    const foundE3 = found ? BigInt(found.goodE3) : null
    const bookE3 = BigInt(found?.bookE3 ?? '0')
    const rounds = paper.counts.filter(({ lineNo }) => lineNo === line.lineNo).length
    return { ...line, rounds, foundE3, bookE3, differenceE3: foundE3 === null ? 0n : foundE3 - bookE3 }
  })
}

/** Products counted beside the paper's lines. */
export function unexpectedProducts(paper: Pick<GoodsPaper, 'lines' | 'counts'>): string[] {
  const known = new Set(paper.lines.map(({ productId }) => productId))
  return [...new Set(paper.counts.map(({ productId }) => productId))].filter((id) => !known.has(id))
}

/** A quantity of the line as people say it; signed when it is missing. */
export function sayLine(line: Pick<CountedProductLine, 'units'>, qtyE3: bigint): string {
  return formatQuantity(asQtyE3(qtyE3), line.units)
}
