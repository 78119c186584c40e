import type { RecordInput } from '#lib/domain/stock-counts/schema.ts'
import { readCount } from '#lib/kernel/counted-quantity.ts'
import type { ProductUnit } from '#lib/kernel/quantity.ts'
import type { FoundLine } from '#lib/papers/goods/content.ts'
import type { GoodsPaper } from '#lib/papers/goods/held.ts'
import type { OpeningProduct } from '#lib/papers/goods/opening.ts'

export type RecordedLine = Pick<FoundLine, 'round' | 'lineNo' | 'productId' | 'goodE3' | 'reason'>

export type Recording =
  | { ok: true; lines: RecordedLine[] }
  | { ok: false; fields: Record<string, string> }
  /** Somebody else counted the line since the keeper looked. */
  | { ok: false; counted: { line: number; name: string } }

type Wish = RecordInput['lines'][number]
type Target = { lineNo: number; productId: string; units: readonly ProductUnit[] }

/** Reads what a keeper counted into rounds; `others` are products that no line names. */
export function readRecording(
  paper: GoodsPaper,
  typed: RecordInput['lines'],
  others: ReadonlyMap<string, OpeningProduct>,
): Recording {
  const fields: Record<string, string> = {}
  const lines: RecordedLine[] = []
  for (const [index, wish] of typed.entries()) {
    const target = targetOf(paper, wish, others, lines)
    const isTwice = lines.some(({ productId }) => productId === target?.productId)
    const count = target && readCount(wish.counted, target.units)
    if (!target || isTwice || !count)
      fields[`lines.${index}.${wish.lineNo === null ? 'productId' : 'lineNo'}`] = isTwice
        ? 'duplicate'
        : 'unknown'
    else if (!count.ok) fields[`lines.${index}.counted`] = count.code
    else {
      const before = paper.counts.filter(({ lineNo }) => lineNo === target.lineNo)
      const last = before.toSorted((one, other) => one.round - other.round).at(-1)
      const round = last?.round ?? 0
      if (round !== wish.seenRound)
        return { ok: false, counted: { line: target.lineNo, name: last?.countedByName ?? '' } }
      const { lineNo, productId } = target
      lines.push({ round: round + 1, lineNo, productId, goodE3: `${count.qtyE3}`, reason: wish.remark })
    }
  }
  return Object.keys(fields).length > 0 ? { ok: false, fields } : { ok: true, lines }
}

/** Products that are neither on a line nor counted beside them yet. */
export function newProducts(paper: GoodsPaper, typed: RecordInput['lines']): string[] {
  const known = new Set([...paper.lines, ...paper.counts].map(({ productId }) => productId))
  return typed.flatMap(({ lineNo, productId }) =>
    lineNo === null && productId !== null && !known.has(productId) ? [productId] : [],
  )
}

function targetOf(
  paper: GoodsPaper,
  { lineNo, productId }: Wish,
  others: ReadonlyMap<string, OpeningProduct>,
  before: readonly RecordedLine[],
): Target | null {
  const line = paper.lines.find((each) =>
    lineNo === null ? each.productId === productId : each.lineNo === lineNo,
  )
  if (line) return { lineNo: line.lineNo, productId: line.productId, units: line.units }
  const known = paper.counts.find((each) =>
    lineNo === null ? each.productId === productId : each.lineNo === lineNo,
  )
  const product = others.get(known?.productId ?? productId ?? '')
  if (!product || (lineNo !== null && !known)) return null
  const taken = [...paper.lines, ...paper.counts, ...before].map((each) => each.lineNo)
  return { lineNo: known?.lineNo ?? Math.max(...taken) + 1, productId: product.id, units: product.units }
}
