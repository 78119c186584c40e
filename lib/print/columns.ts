import { assertNever } from '../kernel/result.ts'
import { groupThousands } from '../kernel/decimal.ts'
import { isZero, yuan } from './decimal-text.ts'
import type { NoteLabels } from './note-labels.ts'
import type { SheetLine } from './note-sheet.ts'
import { plainLine, textWidthMm } from './text-fit.ts'

export type ColumnKey =
  | 'lineNumber'
  | 'productName'
  | 'specification'
  | 'quantity'
  | 'baseQuantity'
  | 'unitPrice'
  | 'discount'
  | 'amount'
  | 'taxRate'
  | 'remark'

export type Column = { key: ColumnKey; title: string; widthMm: number; align: 'left' | 'right' }

/** What a cell keeps free beside its text, both sides together. */
export const cellPaddingMm = 2.2
/** A priceless copy (decision 1) leaves these columns out altogether. */
const priceColumns: readonly ColumnKey[] = ['unitPrice', 'discount', 'amount', 'taxRate']
const rightAligned: readonly ColumnKey[] = ['quantity', 'baseQuantity', ...priceColumns]
const everyColumn: readonly ColumnKey[] = [
  'lineNumber',
  'productName',
  'specification',
  'quantity',
  'baseQuantity',
  'unitPrice',
  'discount',
  'amount',
  'taxRate',
  'remark',
]
/** Texts that may break into rows get no more than this, so that the product's name keeps its room. */
const widestMm: Partial<Record<ColumnKey, number>> = {
  specification: 30,
  quantity: 34,
  baseQuantity: 30,
  remark: 28,
}
const narrowestMm: Partial<Record<ColumnKey, number>> = { specification: 17, remark: 15 }
const nameWantsMm = 40
const nameNeedsMm = 20

/** The text of one cell, before it is broken into rows. */
export function cellText(line: SheetLine, key: ColumnKey, labels: NoteLabels): string {
  switch (key) {
    case 'lineNumber':
      return String(line.lineNumber)
    case 'productName':
      return plainLine(line.isGift ? `${labels.gift}${line.productName}` : line.productName)
    case 'specification':
      return plainLine(line.specification)
    case 'quantity':
      return plainLine(line.quantityText)
    case 'baseQuantity':
      return line.baseQuantity === '' ? '' : plainLine(`${groupThousands(line.baseQuantity)}${line.unit}`)
    case 'unitPrice':
      return groupThousands(line.unitPrice)
    case 'discount':
      return isZero(line.discount) ? '' : groupThousands(line.discount)
    case 'amount':
      return yuan(line.amount)
    case 'taxRate':
      return `${line.taxRate}%`
    case 'remark':
      return plainLine(line.remark)
    default:
      return assertNever(key)
  }
}

function isNeeded(key: ColumnKey, lines: readonly SheetLine[], showsPrices: boolean): boolean {
  if (!showsPrices && priceColumns.includes(key)) return false
  if (key === 'discount') return lines.some((line) => !isZero(line.discount))
  if (key === 'specification') return lines.some((line) => plainLine(line.specification) !== '')
  if (key === 'remark') return lines.some((line) => plainLine(line.remark) !== '')
  return true
}

/** The columns a copy needs for these lines, in their order. */
export function columnKeys(lines: readonly SheetLine[], showsPrices: boolean): ColumnKey[] {
  return everyColumn.filter((key) => isNeeded(key, lines, showsPrices))
}

/**
 * The table's columns over `tableMm`, wide enough for their longest text; the product's name takes what is left.
 * Columns nobody uses are left out, and so is everything about prices when the copy shows none. `totalAmount` is
 * the longest text that sums put into the amount column, empty without prices.
 */
export function tableColumns(
  lines: readonly SheetLine[],
  labels: NoteLabels,
  showsPrices: boolean,
  tableMm: number,
  fontPt: number,
  totalAmount: string,
): Column[] {
  const widthOf = (text: string) => textWidthMm(text, fontPt) + cellPaddingMm
  const columns = columnKeys(lines, showsPrices).map((key): Column => {
    const texts = key === 'productName' ? [] : lines.map((line) => cellText(line, key, labels))
    if (key === 'amount') texts.push(totalAmount)
    const wanted = texts.reduce((widest, text) => Math.max(widest, widthOf(text)), widthOf(labels[key]))
    return {
      key,
      title: labels[key],
      widthMm: Math.min(wanted, widestMm[key] ?? tableMm),
      align: rightAligned.includes(key) ? 'right' : 'left',
    }
  })
  return giveNameTheRest(columns, tableMm)
}

function giveNameTheRest(columns: readonly Column[], tableMm: number): Column[] {
  const others = columns.filter((column) => column.key !== 'productName')
  let missingMm = nameWantsMm - (tableMm - others.reduce((sum, column) => sum + column.widthMm, 0))
  const settled = columns.map((column) => {
    const canGiveMm = Math.max(0, column.widthMm - (narrowestMm[column.key] ?? column.widthMm))
    const givesMm = Math.min(Math.max(0, missingMm), canGiveMm)
    missingMm -= givesMm
    return { ...column, widthMm: column.widthMm - givesMm }
  })
  const usedMm = settled.reduce((sum, { key, widthMm }) => (key === 'productName' ? sum : sum + widthMm), 0)
  const nameMm = Math.max(nameNeedsMm, tableMm - usedMm)
  // Figures of twelve digits in every column: all columns shrink alike and their texts break.
  const shrink = Math.min(1, tableMm / (usedMm + nameMm))
  return settled.map((column) => ({
    ...column,
    widthMm: shrink * (column.key === 'productName' ? nameMm : column.widthMm),
  }))
}
