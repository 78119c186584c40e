import type { HeldCode } from '#lib/codes/line-codes.ts'
import type { InTransit, Transit } from '#lib/domain/transfers/transit-queries.ts'
import type { GoodsPaper } from '#lib/papers/goods/held.ts'

/** The lines of which something is on its way, with what a case of each holds. */
export function linesOnRoad(
  paper: Pick<GoodsPaper, 'lines'>,
  transit: Pick<Transit, 'lines'>,
): { lineNo: number; caseFactorE3: bigint | null }[] {
  return paper.lines.filter(({ lineNo }) => transit.lines.some((each) => each.lineNo === lineNo))
}

type Open = Pick<InTransit, 'lineNo' | 'qtyE3'>

/** The codes that are lost with the rest of a transfer, or the line of which nobody has said which they are. */
export type CodesLost = { ok: true; codes: string[] } | { ok: false; lineNo: number }

/**
 * Which codes go with the goods that never arrived. A line whose codes stand for no more than is missing loses all that
 * are still on the transfer; of every other line they are named, as many as fit into what is missing.
 */
export function codesLost(
  open: readonly Open[],
  held: readonly HeldCode[],
  named: ReadonlySet<string>,
): CodesLost {
  const codes: string[] = []
  for (const { lineNo, qtyE3 } of open) {
    const onLine = held.filter((each) => each.lineNo === lineNo)
    const isWhole = sum(onLine) <= qtyE3
    const lost = isWhole ? onLine : onLine.filter(({ code }) => named.has(code))
    const restE3 = qtyE3 - sum(lost)
    const fits = onLine.some((each) => !lost.includes(each) && each.qtyE3 <= restE3)
    if (restE3 < 0n || fits) return { ok: false, lineNo }
    codes.push(...lost.map(({ code }) => code))
  }
  return { ok: true, codes }
}

/** The lines of which the lost codes must be named, with the codes to choose from. */
export function linesToName(
  open: readonly Open[],
  held: readonly HeldCode[],
): { lineNo: number; codes: string[] }[] {
  return open.flatMap(({ lineNo, qtyE3 }) => {
    const onLine = held.filter((each) => each.lineNo === lineNo)
    const isAsked = sum(onLine) > qtyE3 && onLine.some((each) => each.qtyE3 <= qtyE3)
    return isAsked ? [{ lineNo, codes: onLine.map(({ code }) => code) }] : []
  })
}

function sum(held: readonly HeldCode[]): bigint {
  return held.reduce((total, { qtyE3 }) => total + qtyE3, 0n)
}
