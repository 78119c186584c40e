import { cellPaddingMm, cellText, type Column, type ColumnKey } from './columns.ts'
import { field } from './sheet-heading.ts'
import type { NoteLabels } from './note-labels.ts'
import type { SheetLine } from './note-sheet.ts'
import { wrapText } from './text-fit.ts'

/** A row of the table that stays whole on a page. */
export type TableRow =
  | {
      kind: 'line'
      lineNumber: number
      /** False for the rest of a line that is higher than a page can hold. */
      isStart: boolean
      cells: Readonly<Partial<Record<ColumnKey, readonly string[]>>>
      rowCount: number
    }
  | {
      kind: 'text'
      /** The line that these codes belong to; null for a remark on the whole note. */
      lineNumber: number | null
      lines: readonly string[]
      rowCount: number
    }

function sliced(lines: readonly string[], rowsInPiece: number): (readonly string[])[] {
  const pieces: (readonly string[])[] = []
  for (let from = 0; from < lines.length; from += rowsInPiece) {
    pieces.push(lines.slice(from, from + rowsInPiece))
  }
  return pieces
}

/** A text over the table's whole width, in pieces of at most `rowsInPiece` rows. */
export function textRows(
  text: string,
  lineNumber: number | null,
  columns: readonly Column[],
  fontPt: number,
  rowsInPiece: number,
): TableRow[] {
  const widthMm = columns.reduce(
    (sum, column) => (column.key === 'lineNumber' ? sum : sum + column.widthMm),
    -cellPaddingMm,
  )
  return sliced(wrapText(text, widthMm, fontPt), rowsInPiece).map((lines) => ({
    kind: 'text',
    lineNumber,
    lines,
    rowCount: lines.length,
  }))
}

/** One line of the note as rows: its cells, broken where they must be, then what was found and its codes where the copy shows them. */
export function lineRows(
  line: SheetLine,
  columns: readonly Column[],
  labels: NoteLabels,
  showsCodes: boolean,
  fontPt: number,
  rowsInPiece: number,
): TableRow[] {
  const texts = columns.map(({ key, widthMm }) => ({
    key,
    lines: wrapText(cellText(line, key, labels), widthMm - cellPaddingMm, fontPt),
  }))
  const rowCount = Math.max(1, ...texts.map(({ lines }) => lines.length))
  const rows: TableRow[] = []
  for (let from = 0; from < rowCount; from += rowsInPiece) {
    const to = Math.min(rowCount, from + rowsInPiece)
    rows.push({
      kind: 'line',
      lineNumber: line.lineNumber,
      isStart: from === 0,
      cells: Object.fromEntries(texts.map(({ key, lines }) => [key, lines.slice(from, to)])),
      rowCount: to - from,
    })
  }
  if (line.findings !== undefined) {
    rows.push(...textRows(line.findings, line.lineNumber, columns, fontPt, rowsInPiece))
  }
  if (showsCodes && line.codes.length > 0) {
    const codes = field(labels.codes, line.codes.join(' '), labels)
    rows.push(...textRows(codes, line.lineNumber, columns, fontPt, rowsInPiece))
  }
  return rows
}
