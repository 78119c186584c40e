import type { Person } from '#lib/auth/actor.ts'
import type { Reader } from '#lib/db/client.ts'
import { readLineCodes } from '#lib/codes/seen-queries.ts'
import { codedCountLines, linesLookedAt, losesCodes } from '#lib/domain/stock-counts/counted-codes.ts'
import { countedLines, sayLine, unexpectedProducts } from '#lib/domain/stock-counts/differences.ts'
import { postCountFacts } from '#lib/domain/stock-counts/post-facts.ts'
import { readHolders } from '#lib/domain/stock-counts/post-queries.ts'
import { APPROVE_COUNT_GATE, FINISH_COUNT_GATE, POST_COUNT_GATE } from '#lib/domain/stock-counts/rules.ts'
import { type BusinessDate, periodOf } from '#lib/kernel/business-date.ts'
import { type Checklist, evaluate } from '#lib/kernel/gate.ts'
import { readPeriod } from '#lib/ledger/period.ts'
import type { GoodsPaper } from '#lib/papers/goods/held.ts'
import { readOpeningProducts } from '#lib/papers/goods/opening.ts'

/** What comes next on a count; a gate is null where its step is not the next one. */
export type CountNext = {
  finish: Checklist | null
  approve: Checklist | null
  post: Checklist | null
  /** The codes that will be lost with the posting, line by line, and the first of them. */
  losing: { lineNo: number; productName: string; count: number; codes: string[] }[]
}

/** The gates of a count as the commands will see them. At most five statements. */
export async function readCountNext(
  reader: Reader,
  person: Person,
  paper: GoodsPaper,
  today: BusinessDate,
): Promise<CountNext> {
  const none: CountNext = { finish: null, approve: null, post: null, losing: [] }
  const { accountSetId, status } = paper
  const lines = countedLines(paper, await readOpeningProducts(reader, unexpectedProducts(paper)))
  const keeperId = person.permissions.has('goodsPaper.count') ? person.userId : ''
  if (status !== 'OPEN' && status !== 'COUNTED' && status !== 'VERIFIED') return none
  const codes = await readLineCodes(reader, paper, linesLookedAt(paper, lines))
  if (status === 'OPEN') {
    return { ...none, finish: evaluate(FINISH_COUNT_GATE, { paper, keeperId, lines, codes }) }
  }
  const approverId = person.permissions.has('stockCount.approve') ? person.userId : ''
  const approve = evaluate(APPROVE_COUNT_GATE, { paper, approverId, lines })
  const losing = codedCountLines(lines, codes)
    .filter(losesCodes)
    .map(({ line: { lineNo, productName }, codes: { unseenCount: count, unseen } }) => {
      return { lineNo, productName, count, codes: unseen }
    })
  if (status === 'COUNTED') return { ...none, approve, losing }
  const missing = lines.filter(({ differenceE3 }) => differenceE3 < 0n).map(({ productId }) => productId)
  const held = await readStanding(reader, paper, missing)
  const holders = await readHolders(reader, paper, missing)
  const period = await readPeriod(reader, accountSetId, periodOf(today))
  const at = { actorId: approverId, today, postingDate: today, isPeriodOpen: period === 'OPEN' }
  return {
    ...none,
    losing,
    post: evaluate(POST_COUNT_GATE, postCountFacts(paper, lines, { held, holders }, at)),
  }
}

function readStanding(
  reader: Reader,
  { accountSetId, warehouseId }: GoodsPaper,
  productIds: readonly string[],
): Promise<{ productId: string; onHandE3: bigint; reservedE3: bigint }[]> {
  return reader.$queryRaw`
    SELECT product_id AS "productId", on_hand_e3 AS "onHandE3", reserved_e3 AS "reservedE3" FROM stock_balance
    WHERE account_set_id = ${accountSetId} AND warehouse_id = ${warehouseId}::uuid
      AND product_id = ANY(${[...productIds]}::uuid[])`
}

/** A line as the counting keeper sees it: what was counted, never what the books have. */
export type DeskLine = {
  lineNo: number
  productId: string
  productCode: string
  productName: string
  specification: string
  /** The units it can be said in, largest first: `箱 瓶`. */
  units: string
  rounds: number
  /** What the last round found, as people say it, and who counted; null before the first. */
  counted: string | null
  byName: string | null
  isUnexpected: boolean
  /** Everything is counted, this line does not agree with the books and is to be counted again (R10). */
  isToRepeat: boolean
}

export type CountDeskView = { lines: DeskLine[]; finish: Checklist; doneCount: number }

/** The count as its keepers work on it; null once it is finished. Two statements beside the paper. */
export async function readCountDesk(
  reader: Reader,
  person: Person,
  paper: GoodsPaper,
): Promise<CountDeskView | null> {
  if (paper.status !== 'OPEN') return null
  const others = await readOpeningProducts(reader, unexpectedProducts(paper))
  const counted = countedLines(paper, others)
  const isCounted = counted.every(({ foundE3 }) => foundE3 !== null)
  const lines = counted.map((line): DeskLine => {
    const own = paper.lines.find(({ lineNo }) => lineNo === line.lineNo)
    const other = others.get(line.productId)
    const last = paper.counts.filter(({ lineNo }) => lineNo === line.lineNo).at(-1)
    return {
      lineNo: line.lineNo,
      productId: line.productId,
      productCode: own?.productCode ?? other?.code ?? '',
      productName: line.productName,
      specification: own?.specification ?? other?.specification ?? '',
      units: line.units
        .map(({ unit }) => unit)
        .toReversed()
        .join(' '),
      rounds: line.rounds,
      counted: line.foundE3 === null ? null : sayLine(line, line.foundE3),
      byName: last?.countedByName ?? null,
      isUnexpected: own === undefined,
      isToRepeat: isCounted && line.differenceE3 !== 0n && line.rounds < 2,
    }
  })
  const codes = await readLineCodes(reader, paper, linesLookedAt(paper, counted))
  const finish = evaluate(FINISH_COUNT_GATE, { paper, keeperId: person.userId, lines: counted, codes })
  return { lines, finish, doneCount: lines.filter(({ counted: found }) => found !== null).length }
}
