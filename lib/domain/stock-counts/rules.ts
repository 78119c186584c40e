import type { LineCodes } from '#lib/codes/line-codes.ts'
import {
  codedCountLines,
  hasMoreCodesThanGoods,
  needsMoreScans,
} from '#lib/domain/stock-counts/counted-codes.ts'
import type { CountedProductLine } from '#lib/domain/stock-counts/differences.ts'
import { sayLine } from '#lib/domain/stock-counts/differences.ts'
import { COUNT_LINES_MOST } from '#lib/domain/stock-counts/schema.ts'
import { type Gate, met, type Rule, unmet, warn } from '#lib/kernel/gate.ts'
import type { GoodsPaper } from '#lib/papers/goods/held.ts'
import type { OpeningFacts } from '#lib/papers/goods/opening-rules.ts'
import { openMonthRule, suspendedRule } from '#lib/papers/goods/opening-rules.ts'
import { type GoodsFacts, isVoidWaiting, postGate } from '#lib/papers/goods/rules.ts'

const DESK = { role: 'CLERK' }
const KEEPER = { role: 'KEEPER', act: 'stockCount.record' }
const APPROVER = { role: 'MANAGER', act: 'stockCount.approve' }

/** What the gate in front of opening a count looks at. */
export type OpenCountFacts = OpeningFacts & {
  /** Products of the slice. */
  productCount: number
  /** A count that is not finished yet and has one of the same products. */
  overlap: { number: string; product: string } | null
}

const rightPlace: Rule<OpenCountFacts> = {
  id: 'R133',
  check: ({ warehouse, productCount }) => {
    if (warehouse?.isActive !== true) return unmet('warehouseUnknown', DESK)
    if (warehouse.kind === 'TRANSIT') return unmet('inTransit', DESK, { warehouse: warehouse.name })
    if (productCount === 0) return unmet('nothingToCount', DESK)
    return productCount > COUNT_LINES_MOST
      ? unmet('tooManyToCount', DESK, { count: productCount, most: COUNT_LINES_MOST })
      : met()
  },
}

/** Two counts of the same goods at once would both post the same difference. */
const oneAtATime: Rule<OpenCountFacts> = {
  id: 'R10',
  check: ({ overlap }) => (overlap === null ? met() : unmet('countedElsewhere', APPROVER, overlap)),
}

/** 开盘点单: what must hold before a count gets its number. */
export const OPEN_COUNT_GATE: Gate<OpenCountFacts> = {
  step: 'openStockCount',
  rules: [rightPlace, oneAtATime, openMonthRule, suspendedRule],
}

/** What the gate in front of the keeper's signature looks at. */
export type FinishFacts = {
  paper: GoodsPaper
  keeperId: string
  lines: readonly CountedProductLine[]
  codes: ReadonlyMap<number, LineCodes>
}

const everyLineCounted: Rule<FinishFacts> = {
  id: 'R112',
  check: ({ paper, lines }) => {
    if (isVoidWaiting(paper))
      return unmet('voidWaiting', { role: 'SALES_MANAGER', act: 'goodsPaper.decideVoid' })
    const open = lines.filter(({ foundE3 }) => foundE3 === null)
    const first = open[0]
    return first
      ? unmet('notCounted', KEEPER, { line: first.lineNo, product: first.productName, open: open.length })
      : met()
  },
}

/** What differs from the books is counted a second time, without being told by how much (R10). */
const differencesCountedAgain: Rule<FinishFacts> = {
  id: 'R10',
  check: ({ lines }) => {
    if (lines.some(({ foundE3 }) => foundE3 === null)) return warn('notYet')
    const once = lines.filter(({ differenceE3, rounds }) => differenceE3 !== 0n && rounds < 2)
    return once.length === 0
      ? met()
      : unmet('countAgain', KEEPER, {
          lines: once.map(({ lineNo }) => lineNo).join('、'),
          count: once.length,
        })
  },
}

/**
 * Codes and goods go together (R7): what is missing is missing by its code, so what is there is scanned. Figures are not
 * told, and nothing is said before every difference was counted again.
 */
const codesAreScanned: Rule<FinishFacts> = {
  id: 'R7',
  check: ({ lines, codes }) => {
    const isOpen = lines.some(({ foundE3, differenceE3, rounds }) => {
      return foundE3 === null || (differenceE3 !== 0n && rounds < 2)
    })
    if (isOpen) return warn('notYet')
    const coded = codedCountLines(lines, codes)
    const over = coded.find(hasMoreCodesThanGoods)
    const short = coded.find(needsMoreScans)
    const wrong = over ?? short
    if (!wrong) return met()
    const { lineNo: line, productName: product } = wrong.line
    return unmet(over ? 'moreCodesThanFound' : 'codesNotScanned', KEEPER, { line, product })
  },
}

const keeperIsAnother: Rule<FinishFacts> = {
  id: 'R9',
  check: ({ paper, keeperId }) =>
    keeperId === paper.preparerId && paper.requiresDistinctSigners
      ? unmet('keeperSignsElsewhere', { role: 'KEEPER' })
      : met(),
}

/** 盘完签字: what must hold before the keeper signs for the count. */
export const FINISH_COUNT_GATE: Gate<FinishFacts> = {
  step: 'finishStockCount',
  rules: [everyLineCounted, differencesCountedAgain, codesAreScanned, keeperIsAnother],
}

/** What the gate in front of approving the differences looks at. */
export type ApproveFacts = { paper: GoodsPaper; approverId: string; lines: readonly CountedProductLine[] }

const finished: Rule<ApproveFacts> = {
  id: 'R64',
  check: ({ paper }) => {
    if (isVoidWaiting(paper))
      return unmet('voidWaiting', { role: 'SALES_MANAGER', act: 'goodsPaper.decideVoid' })
    if (paper.status === 'OPEN') return unmet('notFinished', { role: 'KEEPER', act: 'stockCount.finish' })
    return paper.status === 'COUNTED' ? met() : unmet('notNow', {}, { status: paper.status })
  },
}

/** Whoever counted does not approve what was counted (R10). */
const approverDidNotCount: Rule<ApproveFacts> = {
  id: 'R10',
  check: ({ paper, approverId, lines }) => {
    const hasCounted = paper.counts.some(({ countedById }) => countedById === approverId)
    if (hasCounted || paper.keeperId === approverId) return unmet('approverCounted', APPROVER)
    return met({ differences: lines.filter(({ differenceE3 }) => differenceE3 !== 0n).length })
  },
}

/** 批准差异: what must hold before the differences of a count are approved. */
export const APPROVE_COUNT_GATE: Gate<ApproveFacts> = {
  step: 'approveStockCount',
  rules: [finished, approverDidNotCount],
}

/** A loss with what stands there free to be taken, and which papers hold the rest. */
export type LossFacts = { line: CountedProductLine; freeE3: bigint; holders: readonly string[] }

export type PostCountFacts = GoodsFacts & { losses: readonly LossFacts[] }

/** A loss never takes what is promised to somebody: the papers that hold it are named. */
const lossesAreFree: Rule<PostCountFacts> = {
  id: 'R133',
  check: ({ losses }) => {
    const held = losses.find(({ line, freeE3 }) => -line.differenceE3 > freeE3)
    if (!held) return met()
    return unmet(
      'lossReserved',
      { role: 'CLERK', act: 'note.requestVoid' },
      {
        line: held.line.lineNo,
        product: held.line.productName,
        missing: sayLine(held.line, -held.line.differenceE3),
        free: sayLine(held.line, held.freeE3),
        papers: held.holders.join('、'),
      },
    )
  },
}

/** 盘点过账: what every paper needs before it moves stock and books, and that no loss takes what is reserved. */
export const POST_COUNT_GATE: Gate<PostCountFacts> = postGate('STOCK_COUNT', [lossesAreFree])

/** The gates of the room. */
export const STOCK_COUNT_GATES = [
  OPEN_COUNT_GATE,
  FINISH_COUNT_GATE,
  APPROVE_COUNT_GATE,
  POST_COUNT_GATE,
] as const
