import { formatInstant } from '../i18n/format.ts'
import { isZero, yuan } from './decimal-text.ts'
import { countRows, fieldRow, gridRows, type FieldRow } from './fields.ts'
import { contentBox, type FormGeometry } from './forms.ts'
import type { NoteLabels } from './note-labels.ts'
import type { PaperSheet, SheetSignature, SheetStroke } from './note-sheet.ts'
import type { PrintRun } from './print-runs.ts'
import { field } from './sheet-heading.ts'
import { textWidthMm, wrapText } from './text-fit.ts'

export type SignatureCell = {
  widthMm: number
  /** The slot and, once signed, the name, the time and the fragment to verify it by. */
  lines: readonly string[]
  stroke: SheetStroke | null
}

export type SignatureRow = {
  cells: readonly SignatureCell[]
  heightMm: number
  /** How far down in the cell strokes begin, and how high they may be. */
  strokeTopMm: number
  strokeMm: number
}

/** What stands under the table of the last page: money in words, remarks, signatures (R8). */
export type Closing = { rows: readonly FieldRow[]; signatures: readonly SignatureRow[]; heightMm: number }

const cellsInRow = 6
const penRoomMm = 13
const strokeMm = 9

/** What the totals say beside the sum of the goods: only figures that are not nothing, tax always. */
export function totalFields(sheet: PaperSheet, labels: NoteLabels): string[] {
  const { totals } = sheet
  const whenAny = (label: string, amount: string) =>
    isZero(amount) ? [] : [field(label, yuan(amount), labels)]
  return [
    ...whenAny(labels.noteDiscount, totals.discount),
    ...whenAny(labels.roundingOff, totals.roundingOff),
    field(labels.net, yuan(totals.net), labels),
    field(labels.tax, yuan(totals.tax), labels),
  ]
}

function signatureLines(signature: SheetSignature, labels: NoteLabels, widthMm: number, fontPt: number) {
  const slot = labels.slots[signature.slot]
  if (signature.signed === null) return [`${slot}${labels.colon}`]
  const { name, at, verifyFragment } = signature.signed
  return [
    ...wrapText(field(slot, name, labels), widthMm - 2, fontPt),
    formatInstant(at),
    ...wrapText(field(labels.verify, verifyFragment, labels), widthMm - 2, fontPt),
  ]
}

function signatureRow(
  signatures: readonly SheetSignature[],
  labels: NoteLabels,
  cellMm: number,
  geometry: FormGeometry,
): SignatureRow {
  const cells = signatures.map((signature) => ({
    widthMm: cellMm,
    lines: signatureLines(signature, labels, cellMm, geometry.fontPt),
    stroke: signature.signed?.stroke ?? null,
  }))
  const isUnder = geometry.strokesStand === 'under'
  const hasStrokeUnder = isUnder && cells.some((cell) => cell.stroke !== null)
  const textMm = Math.max(...cells.map((cell) => cell.lines.length)) * geometry.rowMm
  return {
    cells,
    heightMm: Math.max(penRoomMm, textMm + (hasStrokeUnder ? strokeMm : 0)),
    strokeTopMm: isUnder ? textMm : geometry.rowMm - 1,
    strokeMm,
  }
}

/** The closing of the last page. A copy without prices closes with signatures only. */
export function closingOf(
  sheet: PaperSheet,
  labels: NoteLabels,
  run: PrintRun,
  geometry: FormGeometry,
): Closing {
  const { widthMm } = contentBox(geometry)
  const { fontPt, rowMm } = geometry
  const rows: FieldRow[] = []
  if (run.showsPrices) {
    const gross = field(labels.gross, yuan(sheet.totals.gross), labels)
    const grossMm = textWidthMm(gross, fontPt) + 3
    const words = field(labels.grossInWords, sheet.totals.grossInWords, labels)
    rows.push(...gridRows(totalFields(sheet, labels), 4, widthMm, fontPt))
    rows.push(
      fieldRow(
        [
          { text: words, widthMm: widthMm - grossMm },
          { text: gross, widthMm: grossMm, align: 'right' },
        ],
        fontPt,
      ),
    )
  }
  if (sheet.hasRelaxedSignatures) rows.push(fieldRow([{ text: labels.relaxedSignatures, widthMm }], fontPt))

  const signatures: SignatureRow[] = []
  const cellMm = widthMm / Math.min(cellsInRow, Math.max(4, sheet.signatures.length))
  for (let from = 0; from < sheet.signatures.length; from += cellsInRow) {
    signatures.push(signatureRow(sheet.signatures.slice(from, from + cellsInRow), labels, cellMm, geometry))
  }
  const heightMm = countRows(rows) * rowMm + signatures.reduce((sum, row) => sum + row.heightMm, 0)
  return { rows, signatures, heightMm }
}
