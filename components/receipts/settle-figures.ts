import { formatFenPlain, parseYuan } from '#lib/kernel/money.ts'

/** What is typed beside one note, in yuan as text; empty means nothing. */
export type Typed = { amount: string; allowance: string }

type Item = { paperId: string; open: string }

const fenOf = (typed: string): bigint => {
  const parsed = parseYuan(typed)
  return parsed.ok && parsed.value > 0n ? parsed.value : 0n
}

/** The sums of what is typed, and what of the money is left; below zero when too much was typed. In yuan. */
export function settleSums(
  typed: ReadonlyMap<string, Typed>,
  there: string,
): { paid: string; allowed: string; left: string; isOver: boolean } {
  let [paid, allowed] = [0n, 0n]
  for (const { amount, allowance } of typed.values()) {
    paid += fenOf(amount)
    allowed += fenOf(allowance)
  }
  const left = fenOf(there) - paid
  return {
    paid: formatFenPlain(paid),
    allowed: formatFenPlain(allowed),
    left: formatFenPlain(left),
    isOver: left < 0n,
  }
}

/** What one note can still take of the money that is left, beside what is typed elsewhere; empty when nothing. */
export function amountFor(item: Item, typed: ReadonlyMap<string, Typed>, there: string): string {
  let left = fenOf(there)
  for (const [paperId, { amount }] of typed) if (paperId !== item.paperId) left -= fenOf(amount)
  const due = fenOf(item.open) - fenOf(typed.get(item.paperId)?.allowance ?? '')
  const fen = left < due ? left : due
  return fen > 0n ? formatFenPlain(fen) : ''
}

/** The money laid on the notes in their order, as far as it goes; allowances stay as typed. */
export function fillInOrder(
  items: readonly Item[],
  typed: ReadonlyMap<string, Typed>,
  there: string,
): Map<string, Typed> {
  const filled = new Map<string, Typed>()
  for (const item of items) {
    const allowance = typed.get(item.paperId)?.allowance ?? ''
    filled.set(item.paperId, { amount: '', allowance })
    const amount = amountFor(item, filled, there)
    filled.set(item.paperId, { amount, allowance })
  }
  return filled
}

/** The notes that are settled together: those that were ticked, or all when none is. */
export function batchOf<Each extends Item>(items: readonly Each[], ticked: ReadonlySet<string>): Each[] {
  return items.filter(({ paperId }) => ticked.size === 0 || ticked.has(paperId))
}

/** The lines to send: only notes beside which something is typed, in the order of the page. */
export function settleLines(
  items: readonly Item[],
  typed: ReadonlyMap<string, Typed>,
): { paperId: string; amount: string; allowance: string }[] {
  return items.flatMap(({ paperId }) => {
    const { amount = '', allowance = '' } = typed.get(paperId) ?? {}
    return amount.trim() === '' && allowance.trim() === '' ? [] : [{ paperId, amount, allowance }]
  })
}
