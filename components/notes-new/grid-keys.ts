import type { Dispatch, KeyboardEvent, RefObject } from 'react'
import { cellOf, fieldId, focusCell, focusOn, setText } from './cells.ts'
import type { Column } from './note-figures.ts'
import { isBlank, type Line, type NoteAct, productTextOf } from './note-state.ts'
import { isBarcode, type KeyStroke, type Scan } from './scanner.ts'

/** What the keys of the grid work on; the same object for the life of the page. */
export type GridContext = {
  lines: RefObject<readonly Line[]>
  dispatch: Dispatch<NoteAct>
  /** The product cell that the list of matches stands under. */
  anchor: RefObject<HTMLElement | null>
  /** The row as it was before its product was typed over, so that Esc gives it back. */
  before: RefObject<Line | null>
  reader: { press: (stroke: KeyStroke, cell: string, text: string) => Scan | null }
  /** Opens the list of matches, moves in it, closes it. */
  type: (text: string) => void
  move: (by: number) => void
  close: () => void
  take: (key: string, text: string) => Promise<void>
  scan: (barcode: string, key: string) => Promise<void>
}

type Cell = { input: HTMLInputElement; key: string; column: Column }

const ENTER_BACK: Record<Column, Column> = {
  product: 'quantity',
  quantity: 'product',
  unitPrice: 'quantity',
  discount: 'unitPrice',
  remark: 'unitPrice',
}

/** Looks at every key before the cell does: a scanner's burst becomes a line, and the cell keeps its text. */
export function catchScan(grid: GridContext, event: KeyboardEvent): void {
  const cell = cellOf(event.target)
  if (cell === null || event.ctrlKey || event.metaKey || event.altKey) return
  const stroke = { key: event.key, timeStamp: event.timeStamp }
  const scan = grid.reader.press(stroke, `${cell.key} ${cell.column}`, cell.input.value)
  if (scan === null) return
  event.preventDefault()
  event.stopPropagation()
  grid.close()
  setText(cell.input, scan.textBefore)
  void grid.scan(scan.barcode, cell.key)
}

/** Enter, Esc and the arrows of the grid. */
export function pressKey(grid: GridContext, event: KeyboardEvent): void {
  const cell = cellOf(event.target)
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey
  if (cell === null || !isPlain || event.nativeEvent.isComposing) return
  if (event.key === 'Enter') enter(grid, cell, event.shiftKey)
  else if (event.key === 'Escape') escape(grid, cell)
  else if (event.key === 'ArrowDown') arrow(grid, cell, 1)
  else if (event.key === 'ArrowUp') arrow(grid, cell, -1)
  else return
  event.preventDefault()
}

function rowOf(grid: GridContext, key: string): number {
  return grid.lines.current.findIndex((line) => line.key === key)
}

function goTo(grid: GridContext, at: number, column: Column): boolean {
  const line = grid.lines.current[at]
  return line !== undefined && focusCell(line.key, column)
}

function isListOpen(input: HTMLElement | null): boolean {
  return input?.getAttribute('aria-expanded') === 'true'
}

function enter(grid: GridContext, cell: Cell, isBack: boolean): void {
  const { key, column } = cell
  const at = rowOf(grid, key)
  const line = grid.lines.current[at]
  if (isBack) {
    if (column === 'product') goTo(grid, at - 1, ENTER_BACK.product)
    else focusCell(key, ENTER_BACK[column])
  } else if (column === 'product') enterProduct(grid, cell)
  else if (column === 'quantity' && line !== undefined && lacksPrice(line)) focusCell(key, 'unitPrice')
  else if (column === 'quantity' || column === 'remark') goTo(grid, at + 1, 'product')
  else focusCell(key, 'remark')
}

function enterProduct(grid: GridContext, { input, key }: Cell): void {
  const text = input.value.trim()
  const line = grid.lines.current[rowOf(grid, key)]
  if (line?.product != null) return void focusCell(key, 'quantity')
  if (text === '' && !isListOpen(input)) {
    if (line === undefined || isBlank(line)) focusOn(fieldId('noteDiscount'))
    else focusCell(key, 'quantity')
    return
  }
  if (!isBarcode(text)) return void grid.take(key, text)
  grid.close()
  setText(input, '')
  void grid.scan(text, key)
}

/** Closes the list; else gives back the product that was typed over; else one step back. */
function escape(grid: GridContext, { key, column }: Cell): void {
  const isOpen = isListOpen(grid.anchor.current)
  grid.close()
  const kept = grid.before.current
  grid.before.current = null
  if (kept?.key === key && kept.product !== null) {
    const patch = { product: kept.product, productText: productTextOf(kept.product) }
    return grid.dispatch({ kind: 'setLine', key, patch })
  }
  if (isOpen) return
  if (column === 'product') focusOn(fieldId('customerId'))
  else focusCell(key, 'product')
}

function arrow(grid: GridContext, { input, key, column }: Cell, by: 1 | -1): void {
  if (column === 'product' && isListOpen(input)) return grid.move(by)
  const isMoved = goTo(grid, rowOf(grid, key) + by, column)
  if (!isMoved && by === 1 && column === 'product' && input.value.trim() === '') grid.type('')
}

/** Whether Enter has to go to the price: the product is known and the desk has no price for it. */
function lacksPrice({ product, unitPrice, isGift }: Line): boolean {
  if (product === null || isGift || unitPrice.trim() !== '') return false
  return product.customerPrice === null && product.lastPrice === null && product.listPrice === null
}
