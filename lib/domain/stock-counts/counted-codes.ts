import type { LineCodes, LineLookedAt } from '#lib/codes/line-codes.ts'
import type { CountedProductLine } from '#lib/domain/stock-counts/differences.ts'
import type { GoodsPaper } from '#lib/papers/goods/held.ts'

/** A counted line with what its codes say; null where nothing was asked of them. */
export type CodedCountLine = { line: CountedProductLine; codes: LineCodes }

/**
 * The lines whose codes matter: something is missing, nothing is there, or codes were scanned. A line that agrees with
 * the books and of which nothing was scanned says nothing about codes.
 */
export function linesLookedAt(
  paper: Pick<GoodsPaper, 'lines'>,
  lines: readonly CountedProductLine[],
): LineLookedAt[] {
  return lines.flatMap(({ lineNo, productId, units, foundE3, differenceE3 }) => {
    const own = paper.lines.find((each) => each.lineNo === lineNo)
    const hasScans = own === undefined || own.codesKept.cases + own.codesKept.bottles > 0
    const isAsked = foundE3 !== null && (differenceE3 < 0n || foundE3 === 0n || hasScans)
    const largest = units.at(-1)?.factorE3 ?? 1000n
    const caseFactorE3 = own === undefined ? (largest > 1000n ? largest : null) : own.caseFactorE3
    return isAsked ? [{ lineNo, productId, caseFactorE3 }] : []
  })
}

/** Each line beside what its codes say. */
export function codedCountLines(
  lines: readonly CountedProductLine[],
  codes: ReadonlyMap<number, LineCodes>,
): CodedCountLine[] {
  return lines.flatMap((line) => {
    const said = codes.get(line.lineNo)
    return said ? [{ line, codes: said }] : []
  })
}

/** More was scanned than was found: one case may be open and hold less than its code stands for. */
export function hasMoreCodesThanGoods({ line, codes }: CodedCountLine): boolean {
  const caseFactorE3 = line.units.at(-1)?.factorE3 ?? 1000n
  const slackE3 = codes.seenCases > 0 ? caseFactorE3 - 1000n : 0n
  return codes.seenE3 > (line.foundE3 ?? 0n) + slackE3
}

/**
 * Goods are missing, and nobody can say which: more codes were not scanned than goods are missing, and not all that was
 * found was scanned.
 */
export function needsMoreScans(coded: CodedCountLine): boolean {
  const missingE3 = missingOf(coded)
  return missingE3 > 0n && coded.codes.unseenE3 > missingE3 && !isScannedWhole(coded)
}

/**
 * Whether what stood there by its code and was not scanned is lost: goods are missing, or everything that was found was
 * scanned and these were not among it.
 */
export function losesCodes(coded: CodedCountLine): boolean {
  return coded.codes.unseenCount > 0 && (missingOf(coded) > 0n || isScannedWhole(coded))
}

/** The lines of which codes are lost with the posting. */
export function losingLines(
  paper: Pick<GoodsPaper, 'lines'>,
  lines: readonly CountedProductLine[],
  codes: ReadonlyMap<number, LineCodes>,
): LineLookedAt[] {
  const losing = new Set(
    codedCountLines(lines, codes)
      .filter(losesCodes)
      .map(({ line }) => line.lineNo),
  )
  return linesLookedAt(paper, lines).filter(({ lineNo }) => losing.has(lineNo))
}

function missingOf({ line }: CodedCountLine): bigint {
  return line.differenceE3 < 0n ? -line.differenceE3 : 0n
}

function isScannedWhole({ line, codes }: CodedCountLine): boolean {
  return codes.seenE3 + codes.waitingE3 >= (line.foundE3 ?? 0n)
}
