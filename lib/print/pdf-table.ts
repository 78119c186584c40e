import { cellPaddingMm, type Column } from './columns.ts'
import type { FormGeometry } from './forms.ts'
import type { NotePage, SumRow } from './note-pages.ts'
import type { Align, PdfPen } from './pdf-pen.ts'
import type { TableRow } from './table-rows.ts'

type TableCell = { lines: readonly string[]; widthMm: number; align: Align }

function sumCells(sum: SumRow, columns: readonly Column[]): TableCell[] {
  const quantityAt = columns.findIndex(({ key }) => key === 'quantity')
  const amountAt = columns.findIndex(({ key }) => key === 'amount')
  const widthOf = (from: number, to: number) =>
    columns.slice(from, to).reduce((width, column) => width + column.widthMm, 0)
  const quantityEnd = amountAt === -1 ? columns.length : amountAt
  const cells: TableCell[] = [
    { lines: [sum.label], widthMm: widthOf(0, quantityAt), align: 'left' },
    { lines: [sum.quantity], widthMm: widthOf(quantityAt, quantityEnd), align: 'left' },
  ]
  if (sum.amount === null) return cells
  cells.push({ lines: [sum.amount], widthMm: widthOf(amountAt, amountAt + 1), align: 'right' })
  const restMm = widthOf(amountAt + 1, columns.length)
  return restMm === 0 ? cells : [...cells, { lines: [], widthMm: restMm, align: 'left' }]
}

function bodyCells(row: TableRow, columns: readonly Column[]): TableCell[] {
  if (row.kind === 'line') {
    return columns.map(({ key, widthMm, align }) => ({ lines: row.cells[key] ?? [], widthMm, align }))
  }
  const [first, ...others] = columns
  return [
    { lines: [], widthMm: first?.widthMm ?? 0, align: 'left' },
    {
      lines: row.lines,
      widthMm: others.reduce((width, column) => width + column.widthMm, 0),
      align: 'left',
    },
  ]
}

/** Draws the table of one page with its top left corner at (xMm, yMm); answers where it ends. */
export function drawTable(
  pen: PdfPen,
  columns: readonly Column[],
  page: NotePage,
  geometry: FormGeometry,
  xMm: number,
  yMm: number,
): number {
  const { rowMm, fontPt } = geometry
  const rightMm = columns.reduce((x, column) => x + column.widthMm, xMm)
  let top = yMm
  const drawRow = (cells: readonly TableCell[], rowCount: number) => {
    const bottom = top + rowCount * rowMm
    let left = xMm
    for (const { lines, widthMm, align } of cells) {
      lines.forEach((line, index) => {
        pen.text(line, {
          xMm: left + cellPaddingMm / 2,
          yMm: top + index * rowMm,
          widthMm: widthMm - cellPaddingMm,
          rowMm,
          align,
          fontPt,
        })
      })
      left += widthMm
      pen.rule(left, top, left, bottom)
    }
    pen.rule(xMm, bottom, rightMm, bottom)
    top = bottom
  }
  pen.rule(xMm, yMm, rightMm, yMm)
  drawRow(
    columns.map(({ title, widthMm, align }) => ({ lines: [title], widthMm, align })),
    1,
  )
  if (page.carriedIn !== null) drawRow(sumCells(page.carriedIn, columns), 1)
  for (const row of page.rows) drawRow(bodyCells(row, columns), row.rowCount)
  drawRow(sumCells(page.sum, columns), 1)
  pen.rule(xMm, yMm, xMm, top)
  return top
}
