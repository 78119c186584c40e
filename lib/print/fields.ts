import { textWidthMm, wrapText } from './text-fit.ts'

/** A piece of a row outside the table: its text already broken into rows for its width. */
export type FieldCell = { lines: readonly string[]; widthMm: number; align: 'left' | 'center' | 'right' }
export type FieldRow = { cells: readonly FieldCell[]; rowCount: number }

const gapMm = 3

/** A row of cells beside each other, `widthsMm` each; the tallest cell decides the row's height. */
export function fieldRow(
  texts: readonly { text: string; widthMm: number; align?: FieldCell['align'] }[],
  fontPt: number,
): FieldRow {
  const cells = texts.map(({ text, widthMm, align = 'left' }) => ({
    lines: wrapText(text, widthMm - gapMm / 2, fontPt),
    widthMm,
    align,
  }))
  return { cells, rowCount: Math.max(1, ...cells.map((cell) => cell.lines.length)) }
}

/**
 * Texts one after the other on a grid of `columns` equal columns, so that rows stand under each other; a text takes
 * as many columns as it needs. One that is too wide for a whole row has it to itself and breaks.
 */
export function gridRows(
  texts: readonly string[],
  columns: number,
  widthMm: number,
  fontPt: number,
): FieldRow[] {
  const columnMm = widthMm / columns
  const rows: { text: string; widthMm: number }[][] = []
  let free = 0
  for (const text of texts) {
    const span = Math.min(columns, Math.ceil((textWidthMm(text, fontPt) + gapMm / 2) / columnMm))
    const cell = { text, widthMm: span * columnMm }
    const row = rows.at(-1)
    if (row === undefined || span > free) {
      rows.push([cell])
      free = columns - span
    } else {
      row.push(cell)
      free -= span
    }
  }
  return rows.map((row) => fieldRow(row, fontPt))
}

/** The rows of text in a list of field rows. */
export function countRows(rows: readonly FieldRow[]): number {
  return rows.reduce((sum, row) => sum + row.rowCount, 0)
}
