import { tableColumns, type Column } from './columns.ts'
import { addDecimals, yuan } from './decimal-text.ts'
import type { FieldRow } from './fields.ts'
import { contentBox, formGeometry, type FormGeometry, type PaperForm, type PrintMode } from './forms.ts'
import { paginate, tallestPieceMm, type PageRoom } from './layout.ts'
import { fillIn, type NoteLabels } from './note-labels.ts'
import type { PaperSheet, SheetLine } from './note-sheet.ts'
import { printRuns, type PrintRun } from './print-runs.ts'
import { closingOf, type Closing } from './sheet-closing.ts'
import { firstHeading, legendRow, nextHeading, type Heading } from './sheet-heading.ts'
import { lineRows, textRows, type TableRow } from './table-rows.ts'
import { groupThousands } from '../kernel/decimal.ts'

/** 承前页, 过次页 or 合计: a row of sums. The amount is null on a copy without prices. */
export type SumRow = { label: string; quantity: string; amount: string | null }

export type NotePage = {
  pageNumber: number
  pageCount: number
  heading: Heading
  carriedIn: SumRow | null
  rows: readonly TableRow[]
  /** What is carried to the next page or, on the last one, the total. */
  sum: SumRow
  closing: Closing | null
  legend: FieldRow
}

export type PagedRun = { run: PrintRun; columns: readonly Column[]; pages: readonly NotePage[] }
export type PagedNote = { geometry: FormGeometry; runs: readonly PagedRun[] }

/** White between heading and table, and between table and closing. */
export const blockGapMm = 1
/** Left free at the foot of each page, for what rounding adds up to. */
const slackMm = 0.8
/** The first page keeps room for at least so many rows, whatever stands in its heading. */
const rowsForLines = 2

type RunningSum = { cases: string; bottles: string; amount: string }
const nothingYet: RunningSum = { cases: '0', bottles: '0', amount: '0.00' }

function sumRow(label: string, sum: RunningSum, run: PrintRun, labels: NoteLabels): SumRow {
  return { label, quantity: saidSum(sum, labels), amount: run.showsPrices ? yuan(sum.amount) : null }
}

/** A sum of quantities as people say it; a paper that is counted blind says none. */
export function saidSum(sum: Pick<RunningSum, 'cases' | 'bottles'>, labels: NoteLabels): string {
  if (sum.cases === '0' && sum.bottles === '0') return ''
  return fillIn(quantityWords(sum, labels), {
    cases: groupThousands(sum.cases),
    bottles: groupThousands(sum.bottles),
  })
}

/** As people say it: nothing is not said. */
function quantityWords(
  { cases, bottles }: Pick<RunningSum, 'cases' | 'bottles'>,
  labels: NoteLabels,
): string {
  if (cases === '0') return labels.bottlesOnly
  return bottles === '0' ? labels.casesOnly : labels.casesAndBottles
}

function addRows(
  sum: RunningSum,
  rows: readonly TableRow[],
  byNumber: ReadonlyMap<number, SheetLine>,
): RunningSum {
  return rows.reduce((running, row) => {
    const line = row.kind === 'line' && row.isStart ? byNumber.get(row.lineNumber) : undefined
    if (line === undefined) return running
    return {
      cases: addDecimals(running.cases, line.cases),
      bottles: addDecimals(running.bottles, line.bottles),
      amount: addDecimals(running.amount, line.amount),
    }
  }, sum)
}

function roomOn(
  contentMm: number,
  rowMm: number,
  firstMm: number,
  nextMm: number,
  closingMm: number,
): PageRoom {
  // Every page has a row of titles and a row of sums; every page but the first also what was carried in.
  const common = contentMm - slackMm - 2 * blockGapMm - 2 * rowMm
  return {
    onlyMm: common - firstMm - closingMm,
    firstMm: common - firstMm,
    middleMm: common - nextMm - rowMm,
    lastMm: common - nextMm - rowMm - closingMm,
  }
}

/** Lays out one run: what its heading says, where its lines go, what is carried from page to page. */
function pageRun(sheet: PaperSheet, labels: NoteLabels, run: PrintRun, geometry: FormGeometry): PagedRun {
  const { fontPt, rowMm } = geometry
  const content = contentBox(geometry)
  const closing = closingOf(sheet, labels, run, geometry)
  // Heights are taken with the widest page number, so that a true one never adds a row.
  const legend = (page: number, of: number) =>
    legendRow(sheet, labels, run, geometry, fillIn(labels.page, { page, pages: of }))
  const contentMm = content.heightMm - legend(999, 999).rowCount * rowMm
  const headingRoomMm = contentMm - slackMm - 2 * blockGapMm - (2 + rowsForLines) * rowMm - closing.heightMm
  const first = firstHeading(sheet, labels, run, geometry, headingRoomMm)
  const next = nextHeading(sheet, labels, run, geometry)
  const room = roomOn(contentMm, rowMm, first.heading.heightMm, next.heightMm, closing.heightMm)
  const rowsInPiece = Math.floor(tallestPieceMm(room) / rowMm)
  if (rowsInPiece < 1) throw new RangeError(`${sheet.number} does not fit ${geometry.form}`)

  const total = sumRow(labels.total, { ...sheet.totals, amount: sheet.totals.goods }, run, labels)
  const columns = tableColumns(
    sheet.lines,
    labels,
    run.showsPrices,
    content.widthMm,
    fontPt,
    total.amount ?? '',
  )
  const rows = [
    ...first.leftOver.flatMap((text) => textRows(text, null, columns, fontPt, rowsInPiece)),
    ...sheet.lines.flatMap((line) => lineRows(line, columns, labels, run.showsCodes, fontPt, rowsInPiece)),
  ]
  const ends = paginate(
    rows.map((row) => row.rowCount * rowMm),
    room,
  )
  const byNumber = new Map(sheet.lines.map((line) => [line.lineNumber, line]))
  let running = nothingYet
  const pages = ends.map((end, index): NotePage => {
    const placed = rows.slice(ends[index - 1] ?? 0, end)
    const isLast = index === ends.length - 1
    const carriedIn = index === 0 ? null : sumRow(labels.carriedIn, running, run, labels)
    running = addRows(running, placed, byNumber)
    return {
      pageNumber: index + 1,
      pageCount: ends.length,
      heading: index === 0 ? first.heading : next,
      carriedIn,
      rows: placed,
      sum: isLast ? total : sumRow(labels.carriedOut, running, run, labels),
      closing: isLast ? closing : null,
      legend: legend(index + 1, ends.length),
    }
  })
  return { run, columns, pages }
}

/**
 * The whole note on paper: every sheet of every copy, ready to be drawn. Refuses (RangeError) only when number,
 * customer and signatures alone overfill the form. Serves R2, R4, R5, R7, R8, R13.
 */
export function pageNote(sheet: PaperSheet, labels: NoteLabels, form: PaperForm, mode: PrintMode): PagedNote {
  const geometry = formGeometry[form]
  return { geometry, runs: printRuns(sheet, mode).map((run) => pageRun(sheet, labels, run, geometry)) }
}
