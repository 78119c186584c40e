import type { BusinessDate } from '#lib/kernel/business-date.ts'
import type { RetailLine } from '#lib/ops/import/retail-file.ts'
import type { PlannedDay, RetailPlan } from '#lib/ops/import/retail-plan.ts'

/** What is wanted of the file: days from and to, both included, and at most so many invoices. */
export type RetailSelection = { from: BusinessDate | null; to: BusinessDate | null; most: number | null }

/**
 * The part of the plan that is wanted, and its lines of the file: the invoices that were asked for, and those earlier
 * ones over which they take something back. The plan itself is the same for every selection, so that what is imported
 * in pieces is what is imported at once.
 */
export function selectRetail(
  plan: RetailPlan,
  lines: readonly RetailLine[],
  { from, to, most }: RetailSelection,
): { plan: RetailPlan; lines: RetailLine[]; isWhole: boolean } {
  const asked = new Set<string>()
  for (const { invoice, date } of lines) {
    if ((from !== null && date < from) || (to !== null && date > to)) continue
    if (most === null || asked.size < most) asked.add(invoice)
  }
  const wanted = asked.union(sourcesOf(plan, asked))
  const isWanted = ({ lines: own }: { lines: readonly RetailLine[] }): boolean =>
    own.some(({ invoice }) => wanted.has(invoice))
  const days = plan.days.map((day): PlannedDay => {
    return {
      date: day.date,
      sales: day.sales.filter(isWanted),
      returns: day.returns.filter((each) => isWanted({ lines: each.lines.map(({ line }) => line) })),
      reversals: day.reversals.filter(isWanted),
      stockOuts: day.stockOuts.filter(isWanted),
    }
  })
  const refused = plan.refused.filter(({ line }) => wanted.has(line.invoice))
  return {
    plan: { days, refused, reversed: plan.reversed },
    lines: lines.filter(({ invoice }) => wanted.has(invoice)),
    isWhole: from === null && to === null && most === null,
  }
}

/** The invoices by which went what these take back. */
function sourcesOf({ days }: RetailPlan, asked: ReadonlySet<string>): Set<string> {
  const invoiceOf = new Map<string, string>()
  const sources = new Set<string>()
  for (const day of days) {
    for (const { number, lines } of day.sales) invoiceOf.set(number, lines[0]?.invoice ?? '')
    for (const { line, from } of day.returns.flatMap((each) => each.lines))
      if (asked.has(line.invoice)) for (const { sale } of from) sources.add(invoiceOf.get(sale) ?? '')
    for (const { sale, lines } of day.reversals)
      if (lines.some(({ invoice }) => asked.has(invoice))) sources.add(invoiceOf.get(sale) ?? '')
  }
  return sources
}
