import { formatInstant } from '../i18n/format.ts'
import { yuan } from './decimal-text.ts'
import { countRows, fieldRow, gridRows, type FieldRow } from './fields.ts'
import { contentBox, type FormGeometry } from './forms.ts'
import { fillIn, type NoteLabels } from './note-labels.ts'
import { copyOrder, type PaperSheet, type SheetCopy } from './note-sheet.ts'
import type { PrintRun } from './print-runs.ts'
import { textWidthMm, wrapText } from './text-fit.ts'

/** The QR code's side. A camera at arm's length needs 18 mm. */
export const qrSideMm = 19
/** The room beside the fields in which the QR code stands, its quiet zone included. */
export const qrColumnMm = 24
const qrRowMm = 21.6
const headingColumns = 3

export type Heading = {
  titleLines: readonly string[]
  /** The copy's own name, empty on a sheet that several plies share. */
  tag: string
  /** 补打 with its count, empty on a first print. */
  reprint: string
  rows: readonly FieldRow[]
  heightMm: number
}

/** 存根联（白）: a copy's name always carries its colour's word. */
export function copyName(copy: SheetCopy, labels: NoteLabels): string {
  return fillIn(labels.copyName, { title: copy.title, colour: copy.colourName })
}

/** 作废 in one sentence: when, why, that the number is kept, and what took its place. Null for a note that stands. */
export function voidSentence(sheet: PaperSheet, labels: NoteLabels): string | null {
  if (sheet.voided === null) return null
  const { stampedAt, reason, replacedByNumber } = sheet.voided
  const line = fillIn(labels.voidLine, { at: formatInstant(stampedAt), reason, number: sheet.number })
  return replacedByNumber === null ? line : line + fillIn(labels.replacedBy, { number: replacedByNumber })
}

/** `label：value`, one field. */
export function field(label: string, value: string, labels: NoteLabels): string {
  return `${label}${labels.colon}${value}`
}

/** The terms of the sale in one row: channel, settlement, freight agent, what the driver advances and collects. */
export function termFields(sheet: PaperSheet, labels: NoteLabels): string[] {
  if ('facts' in sheet) return []
  const { freightAgent, advancedFreight } = sheet
  return [
    field(labels.channel, labels.channels[sheet.channel], labels),
    field(labels.settlementMethod, labels.settlementMethods[sheet.settlementMethod], labels),
    freightAgent === null
      ? ''
      : field(labels.freightAgent, `${freightAgent.name} ${freightAgent.phone}`, labels),
    advancedFreight === null ? '' : field(labels.advancedFreight, yuan(advancedFreight), labels),
    sheet.isUrgent ? labels.urgent : '',
  ].filter((text) => text !== '')
}

/** Remarks of any length: void (R13), special instructions (R132), what the note replaces. */
export function remarks(sheet: PaperSheet, labels: NoteLabels): string[] {
  const { replacesNumber } = sheet
  return [
    voidSentence(sheet, labels) ?? '',
    ...('facts' in sheet ? sheet.remarks : [instructions(sheet.specialInstructions, labels)]),
    replacesNumber === null ? '' : fillIn(labels.replaces, { number: replacesNumber }),
  ].filter((text) => text !== '')
}

function instructions(text: string, labels: NoteLabels): string {
  return text === '' ? '' : field(labels.specialInstructions, text, labels)
}

/** Whose paper it is: the customer of a note (R4), the facts of a goods paper. */
export function partyFields(sheet: PaperSheet, labels: NoteLabels): readonly string[] {
  if ('facts' in sheet) return sheet.facts
  const { customer } = sheet
  return [
    field(labels.customer, customer.unitName, labels),
    field(labels.contact, customer.contactName, labels),
    field(labels.phone, customer.phone, labels),
  ]
}

/** Where a note's goods go; a goods paper says it among its facts. */
export function addressFields(sheet: PaperSheet, labels: NoteLabels): string[] {
  return 'facts' in sheet ? [] : [field(labels.deliveryAddress, sheet.customer.deliveryAddress, labels)]
}

function numberFields(sheet: PaperSheet, labels: NoteLabels): string[] {
  return [
    field(labels.number, sheet.number, labels),
    field(labels.businessDate, sheet.businessDate, labels),
    field(labels.accountSet, sheet.accountSet.name, labels),
  ]
}

function frame(
  sheet: PaperSheet,
  labels: NoteLabels,
  run: PrintRun,
  geometry: FormGeometry,
): Omit<Heading, 'rows' | 'heightMm'> & { titleMm: number } {
  const fieldsMm = contentBox(geometry).widthMm - qrColumnMm
  const [only] = run.copies
  const tag = run.copies.length === 1 && only !== undefined ? copyName(only, labels) : ''
  const reprint = run.reprints === 0 ? '' : fillIn(labels.reprint, { count: run.reprints })
  const sideMm = Math.max(textWidthMm(tag, geometry.fontPt), textWidthMm(reprint, geometry.fontPt)) + 4
  const titleLines = wrapText(sheet.accountSet.title, fieldsMm - 2 * sideMm, geometry.titlePt)
  return { titleLines, tag, reprint, titleMm: titleLines.length * geometry.titleRowMm }
}

function headingMm(titleMm: number, rows: readonly FieldRow[], geometry: FormGeometry): number {
  return Math.max(qrRowMm, titleMm + countRows(rows) * geometry.rowMm)
}

/**
 * The head of the first page, at most `roomMm` high where only number and customer must stand there: texts that do
 * not fit come back as `leftOver`, to be printed as rows of the table, so that nothing is lost.
 */
export function firstHeading(
  sheet: PaperSheet,
  labels: NoteLabels,
  run: PrintRun,
  geometry: FormGeometry,
  roomMm: number,
): { heading: Heading; leftOver: string[] } {
  const { titleMm, ...rest } = frame(sheet, labels, run, geometry)
  const fieldsMm = contentBox(geometry).widthMm - qrColumnMm
  const grid = (texts: readonly string[]) => gridRows(texts, headingColumns, fieldsMm, geometry.fontPt)
  const rows = [...grid(numberFields(sheet, labels)), ...grid(partyFields(sheet, labels))]
  const leftOver: string[] = []
  const place = (texts: readonly string[]) => {
    const placed = grid(texts)
    if (headingMm(titleMm, [...rows, ...placed], geometry) <= Math.max(roomMm, qrRowMm)) rows.push(...placed)
    else leftOver.push(texts.join('  '))
  }
  for (const texts of [addressFields(sheet, labels), termFields(sheet, labels)]) {
    if (texts.length > 0) place(texts)
  }
  for (const remark of remarks(sheet, labels)) place([remark])
  return { heading: { ...rest, rows, heightMm: headingMm(titleMm, rows, geometry) }, leftOver }
}

/** The head of every further page: enough to know whose sheet it is. */
export function nextHeading(
  sheet: PaperSheet,
  labels: NoteLabels,
  run: PrintRun,
  geometry: FormGeometry,
): Heading {
  const { titleMm, ...rest } = frame(sheet, labels, run, geometry)
  const fieldsMm = contentBox(geometry).widthMm - qrColumnMm
  const rows = [
    ...gridRows(numberFields(sheet, labels), headingColumns, fieldsMm, geometry.fontPt),
    fieldRow([{ text: partyFields(sheet, labels)[0] ?? '', widthMm: fieldsMm }], geometry.fontPt),
  ]
  return { ...rest, rows, heightMm: headingMm(titleMm, rows, geometry) }
}

const circled = ['①', '②', '③', '④']

/** The foot of every page: which copies there are, which page and which content this is. */
export function legendRow(
  sheet: PaperSheet,
  labels: NoteLabels,
  run: PrintRun,
  geometry: FormGeometry,
  page: string,
): FieldRow {
  const { fontPt } = geometry
  const listed = run.copies.length === 1 ? sheet.copies : run.copies
  // Only a note has all four, so only its copies are numbered.
  const names = listed.map((copy) =>
    'facts' in sheet
      ? copyName(copy, labels)
      : `${circled[copyOrder.indexOf(copy.kind)] ?? ''}${copyName(copy, labels)}`,
  )
  const hash = field(labels.contentHash, sheet.contentHashShort, labels)
  const hashMm = textWidthMm(hash, fontPt) + 2
  const pageMm = textWidthMm(page, fontPt) + 4
  return fieldRow(
    [
      { text: names.join(' '), widthMm: contentBox(geometry).widthMm - hashMm - pageMm },
      { text: page, widthMm: pageMm, align: 'right' },
      { text: hash, widthMm: hashMm, align: 'right' },
    ],
    fontPt,
  )
}
