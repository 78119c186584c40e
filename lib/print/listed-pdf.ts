import { contentBox, formGeometry } from './forms.ts'
import { type Align, PdfPen } from './pdf-pen.ts'
import { wrapText } from './text-fit.ts'

/** A paper that is a head, one table and some lines under it, in words that are ready to be printed. */
export type ListedSheet = {
  accountSetName: string
  number: string
  title: string
  /** Lines under the title: what stands at the left and at the right. */
  head: readonly (readonly [left: string, right: string])[]
  columns: readonly { title: string; share: number; align?: Align }[]
  rows: readonly (readonly string[])[]
  /** Lines after the table; a long one is wrapped. */
  after: readonly string[]
  pageOf: (page: number, pages: number) => string
}

const FONT = 9
const ROW = 5.6
const GEOMETRY = formGeometry.A4
const BOX = contentBox(GEOMETRY)

type Cell = { text: string; widthMm: number; align: Align }
/** A row of the table, as many lines high as its fullest cell needs; or one line of words across the page. */
type Band = { cells: readonly Cell[]; lineCount: number; isRuled: boolean }

/** Draws it on A4. The same sheet and moment give the same bytes. */
export async function renderListedPdf(
  sheet: ListedSheet,
  options: { language: string; createdAt: Date; font: Uint8Array },
): Promise<Uint8Array> {
  const { accountSetName: author, number, title } = sheet
  const pen = new PdfPen({ ...options, title: `${title} ${number}`, author })
  const pages = pagesOf(sheet)
  pages.forEach((bands, at) => {
    pen.addPage(GEOMETRY.widthMm, GEOMETRY.heightMm)
    let topMm = drawHead(pen, sheet)
    for (const band of bands) topMm = drawBand(pen, band, topMm)
    const foot = { ...across(BOX.yMm + BOX.heightMm - ROW), align: 'center' as const }
    pen.text(sheet.pageOf(at + 1, pages.length), foot)
  })
  return pen.finish()
}

/** Rows by page; the heading of the table stands on each. */
function pagesOf({ head, columns, rows, after }: ListedSheet): Band[][] {
  const whole = columns.reduce((sum, { share }) => sum + share, 0)
  const band = (texts: readonly string[]): Band => {
    const cells = columns.map(({ share, align = 'left' }, at) => {
      return { text: texts[at] ?? '', widthMm: (share * BOX.widthMm) / whole, align }
    })
    const lineCount = Math.max(
      1,
      ...cells.map(({ text, widthMm }) => wrapText(text, widthMm - 2, FONT).length),
    )
    return { cells, lineCount, isRuled: true }
  }
  const heading = band(columns.map((column) => column.title))
  const words = after.map((text): Band => {
    const lineCount = Math.max(1, wrapText(text, BOX.widthMm - 2, FONT).length)
    return { cells: [{ text, widthMm: BOX.widthMm, align: 'left' }], lineCount, isRuled: false }
  })
  const room = Math.floor((BOX.heightMm - headMm(head.length) - 2 * ROW) / ROW)
  const pages: Band[][] = [[heading]]
  let used = heading.lineCount
  for (const next of [...rows.map(band), ...words]) {
    if (used + next.lineCount > room) {
      pages.push(next.isRuled ? [heading] : [])
      used = next.isRuled ? heading.lineCount : 0
    }
    pages.at(-1)?.push(next)
    used += next.lineCount
  }
  return pages
}

function headMm(lines: number): number {
  return 10 + (lines + 1) * ROW
}

function drawHead(pen: PdfPen, { accountSetName, title, head }: ListedSheet): number {
  pen.text(`${accountSetName} ${title}`, {
    ...{ ...across(BOX.yMm), rowMm: 9 },
    ...{ align: 'center' as const, fontPt: GEOMETRY.titlePt },
  })
  head.forEach(([left, right], at) => {
    pen.text(left, across(BOX.yMm + 10 + at * ROW))
    pen.text(right, { ...across(BOX.yMm + 10 + at * ROW), align: 'right' })
  })
  return BOX.yMm + headMm(head.length)
}

function drawBand(pen: PdfPen, { cells, lineCount, isRuled }: Band, topMm: number): number {
  let leftMm = BOX.xMm
  for (const { text, widthMm, align } of cells) {
    wrapText(text, widthMm - 2, FONT).forEach((shown, at) => {
      const place = { xMm: leftMm + 1, yMm: topMm + at * ROW, widthMm: widthMm - 2, rowMm: ROW }
      pen.text(shown, { ...place, align, fontPt: FONT })
    })
    if (isRuled) pen.frame(leftMm, topMm, widthMm, lineCount * ROW)
    leftMm += widthMm
  }
  return topMm + lineCount * ROW
}

function across(yMm: number) {
  return { xMm: BOX.xMm, yMm, widthMm: BOX.widthMm, rowMm: ROW, fontPt: FONT }
}
