import { formatInstant } from '../i18n/format.ts'
import type { FieldRow } from './fields.ts'
import { contentBox, type FormGeometry, type PaperForm, type PrintMode } from './forms.ts'
import type { NoteLabels } from './note-labels.ts'
import { blockGapMm, pageNote, type NotePage, type PagedRun } from './note-pages.ts'
import type { PaperSheet } from './note-sheet.ts'
import { frameColour } from './paper-colour.ts'
import { PdfPen } from './pdf-pen.ts'
import { drawTable } from './pdf-table.ts'
import { qrCodeOf, type QrCode } from './qr-code.ts'
import type { SignatureRow } from './sheet-closing.ts'
import { qrColumnMm, qrSideMm, type Heading } from './sheet-heading.ts'
import { textWidthMm } from './text-fit.ts'
import { stampAcross, stampUnderHeadingMm } from './void-stamp.ts'

/** How far outside the content a copy's coloured frame stands. */
const frameOutsetMm = 2.75

function drawFields(
  pen: PdfPen,
  rows: readonly FieldRow[],
  geometry: FormGeometry,
  xMm: number,
  yMm: number,
): number {
  const { rowMm, fontPt } = geometry
  let top = yMm
  for (const row of rows) {
    let left = xMm
    for (const { lines, widthMm, align } of row.cells) {
      lines.forEach((line, index) => {
        pen.text(line, { xMm: left, yMm: top + index * rowMm, widthMm, rowMm, align, fontPt })
      })
      left += widthMm
    }
    top += row.rowCount * rowMm
  }
  return top
}

function drawHeading(pen: PdfPen, heading: Heading, qr: QrCode, geometry: FormGeometry): number {
  const { xMm, yMm, widthMm } = contentBox(geometry)
  const { titleRowMm, titlePt, rowMm, fontPt } = geometry
  const fieldsMm = widthMm - qrColumnMm
  heading.titleLines.forEach((line, index) => {
    const top = yMm + index * titleRowMm
    pen.text(line, { xMm, yMm: top, widthMm: fieldsMm, rowMm: titleRowMm, align: 'center', fontPt: titlePt })
  })
  const boxed = (words: string, align: 'left' | 'right') => {
    if (words === '') return
    const boxMm = textWidthMm(words, fontPt) + 2
    const left = align === 'left' ? xMm : xMm + fieldsMm - boxMm
    const top = yMm + (titleRowMm - rowMm) / 2
    pen.frame(left, top, boxMm, rowMm)
    pen.text(words, { xMm: left, yMm: top, widthMm: boxMm, rowMm, align: 'center', fontPt })
  }
  boxed(heading.reprint, 'left')
  boxed(heading.tag, 'right')
  pen.qrCode(qr, xMm + widthMm - qrSideMm - 1, yMm + 0.6, qrSideMm)
  drawFields(pen, heading.rows, geometry, xMm, yMm + heading.titleLines.length * titleRowMm)
  return yMm + heading.heightMm
}

function drawSignatures(
  pen: PdfPen,
  row: SignatureRow,
  geometry: FormGeometry,
  xMm: number,
  yMm: number,
): number {
  const { rowMm, fontPt } = geometry
  let left = xMm
  for (const { lines, stroke, widthMm } of row.cells) {
    pen.frame(left, yMm, widthMm, row.heightMm)
    lines.forEach((line, index) => {
      pen.text(line, { xMm: left + 1, yMm: yMm + index * rowMm, widthMm: widthMm - 2, rowMm, fontPt })
    })
    if (stroke !== null) {
      pen.stroke(stroke, left + 1, yMm + row.strokeTopMm, widthMm - 2, row.strokeMm - 0.6)
    }
    left += widthMm
  }
  return yMm + row.heightMm
}

function drawPage(
  pen: PdfPen,
  sheet: PaperSheet,
  labels: NoteLabels,
  paged: PagedRun,
  page: NotePage,
  qr: QrCode,
  geometry: FormGeometry,
) {
  const content = contentBox(geometry)
  pen.addPage(geometry.widthMm, geometry.heightMm)
  const [only] = paged.run.copies
  if (paged.run.copies.length === 1 && only !== undefined) {
    pen.frame(
      content.xMm - frameOutsetMm,
      content.yMm - frameOutsetMm,
      content.widthMm + 2 * frameOutsetMm,
      content.heightMm + 2 * frameOutsetMm,
      frameColour(only.colourHex),
      0.5,
    )
  }
  const headingEnd = drawHeading(pen, page.heading, qr, geometry)
  let top = drawTable(pen, paged.columns, page, geometry, content.xMm, headingEnd + blockGapMm) + blockGapMm
  if (page.closing !== null) {
    top = drawFields(pen, page.closing.rows, geometry, content.xMm, top)
    for (const row of page.closing.signatures) top = drawSignatures(pen, row, geometry, content.xMm, top)
  }
  const legendTop = content.yMm + content.heightMm - page.legend.rowCount * geometry.rowMm
  drawFields(pen, [page.legend], geometry, content.xMm, legendTop)
  if (sheet.voided !== null) {
    const stampMm = content.yMm + page.heading.heightMm + stampUnderHeadingMm
    pen.stamp(labels.void, formatInstant(sheet.voided.stampedAt), geometry.widthMm * stampAcross, stampMm)
  }
}

export type NotePdfOptions = {
  form: PaperForm
  mode: PrintMode
  /** BCP 47, for readers aloud: `zh-CN`. */
  language: string
  createdAt: Date
  font: Uint8Array
}

/**
 * The note as a PDF, laid out exactly as `NoteSheets` prints it: selectable text in an embedded subset of the font.
 * The same sheet, options and moment give the same bytes, so that its hash can be kept (R126).
 */
export function renderNotePdf(
  sheet: PaperSheet,
  labels: NoteLabels,
  options: NotePdfOptions,
): Promise<Uint8Array> {
  const { geometry, runs } = pageNote(sheet, labels, options.form, options.mode)
  const pen = new PdfPen({
    font: options.font,
    title: sheet.number,
    author: sheet.accountSet.title,
    language: options.language,
    createdAt: options.createdAt,
  })
  for (const paged of runs) {
    const qr = qrCodeOf(paged.run.qrPayload)
    for (const page of paged.pages) drawPage(pen, sheet, labels, paged, page, qr, geometry)
  }
  return pen.finish()
}
