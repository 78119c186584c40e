import type { RetailLine } from '#lib/ops/import/retail-file.ts'

/** A line of a note at the desk. */
export type SoldAt = { sale: string; lineNo: number }

type Stood = SoldAt & { left: number }

/** What was sold and not cancelled yet, by customer, product and price. */
export class RetailSales {
  readonly #byKind = new Map<string, Stood[]>()
  readonly #lines = new Map<string, Stood[]>()
  /** Whole notes of a day that nothing was taken back from, by what they say. */
  readonly #whole = new Map<string, string[]>()
  readonly #touched = new Set<string>()

  /** Remembers a note. A part of an invoice is never cancelled as a whole. */
  add({ number, lines }: { number: string; lines: readonly RetailLine[] }, isPart: boolean): void {
    const stood = lines.map((line, index): Stood => {
      const each = { sale: number, lineNo: index + 1, left: line.quantity }
      push(this.#byKind, kindOf(line), each)
      return each
    })
    this.#lines.set(number, stood)
    if (!isPart) push(this.#whole, contentOf(lines), number)
  }

  /** The note of that day and customer that says exactly what these lines cancel; it is gone afterwards. */
  takeWhole(lines: readonly RetailLine[]): string | null {
    const notes = this.#whole.get(contentOf(lines)) ?? []
    const found = notes.findLast((number) => !this.#touched.has(number))
    if (found === undefined) return null
    this.#touched.add(found)
    for (const each of this.#lines.get(found) ?? []) each.left = 0
    return found
  }

  /** What a cancelled line is taken back from, the newest first; the reason when it was not sold so, or not so much. */
  take(line: RetailLine): (SoldAt & { quantity: number })[] | 'noSale' | 'salesUsedUp' {
    const stood = this.#byKind.get(kindOf(line))
    if (stood === undefined) return 'noSale'
    let wanted = Math.abs(line.quantity)
    const total = stood.reduce((sum, { left }) => sum + left, 0)
    if (total < wanted) return 'salesUsedUp'
    const taken: (SoldAt & { quantity: number })[] = []
    for (const each of stood.toReversed()) {
      const quantity = Math.min(each.left, wanted)
      if (quantity === 0) continue
      each.left -= quantity
      wanted -= quantity
      this.#touched.add(each.sale)
      taken.push({ sale: each.sale, lineNo: each.lineNo, quantity })
    }
    return taken
  }
}

function kindOf({ customer, code, priceE4 }: RetailLine): string {
  return `${customer} ${code} ${priceE4}`
}

function contentOf(lines: readonly RetailLine[]): string {
  const said = lines.map(({ code, quantity, priceE4 }) => `${code} ${Math.abs(quantity)} ${priceE4}`).sort()
  return [lines[0]?.date, lines[0]?.customer, ...said].join('\n')
}

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const known = map.get(key)
  if (known === undefined) map.set(key, [value])
  else known.push(value)
}
