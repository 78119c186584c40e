import type { ChecklistItem } from '#lib/kernel/gate.ts'
import type { Column, WrongPlace } from './note-figures.ts'
import type { Note } from './note-state.ts'

const FIELDS: Readonly<Record<string, string>> = {
  handlerMissing: 'handlerId',
  handlerIsPreparer: 'handlerId',
  fieldsMissing: 'addressId',
  freightMissing: 'freightAgent',
  expectedOnMissing: 'expectedOn',
  expectedOnPast: 'expectedOn',
  dateInFuture: 'businessDate',
  periodClosed: 'businessDate',
  warehouseUnknown: 'warehouseId',
  stockShort: 'warehouseId',
  discountNeedsConsent: 'noteDiscount',
}

const COLUMNS: Readonly<Record<string, Column>> = {
  stockShort: 'quantity',
  productInactive: 'product',
  underFloor: 'unitPrice',
  offList: 'unitPrice',
  differsFromOrder: 'quantity',
  barcodeMissing: 'product',
  barcodeWrong: 'product',
}

/** Whether an unmet rule can be cleared somewhere on this page. */
export function isOnPage({ code }: Pick<ChecklistItem, 'code'>): boolean {
  return code === 'noLines' || code in COLUMNS || code in FIELDS
}

/** Where on this page an unmet rule can be cleared: a row it names, or a field; null when it is cleared elsewhere. */
export function placeOfItem(item: ChecklistItem, note: Pick<Note, 'lines'>): WrongPlace | null {
  const { code, params } = item
  if (code === 'noLines') return linePlace(note, 1, 'product', code)
  const rowNo =
    typeof params['line'] === 'number' ? params['line'] : Number.parseInt(String(params['lines'] ?? ''), 10)
  const column = COLUMNS[code]
  if (column !== undefined && Number.isInteger(rowNo)) return linePlace(note, rowNo, column, code)
  const field = FIELDS[code]
  return field === undefined ? null : { at: 'field', field, code }
}

function linePlace(
  note: Pick<Note, 'lines'>,
  rowNo: number,
  column: Column,
  code: string,
): WrongPlace | null {
  const line = note.lines[rowNo - 1]
  return line === undefined ? null : { at: 'line', key: line.key, column, code }
}
