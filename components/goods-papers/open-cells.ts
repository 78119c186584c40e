import type { OpenColumn } from './open-state.ts'

const COLUMNS: readonly OpenColumn[] = [
  'product',
  'quantity',
  'unitPrice',
  'taxRate',
  'disposition',
  'remark',
]

/** The id of a cell's control, so that the cursor can be put there from anywhere. */
export function openCellId(key: string, column: OpenColumn): string {
  return `open-${key}-${column}`
}

export type OpenCell = { control: HTMLElement; key: string; column: OpenColumn }

/** The row and column of a cell, from the element that was pressed in. */
export function openCellOf(target: EventTarget): OpenCell | null {
  if (!(target instanceof HTMLElement)) return null
  const { line: key, column: name } = target.dataset
  const column = COLUMNS.find((each) => each === name)
  return key === undefined || column === undefined ? null : { control: target, key, column }
}

/** Puts the cursor into a cell and selects what stands there; false when there is none. */
export function focusOpenCell(key: string, column: OpenColumn): boolean {
  const element = document.getElementById(openCellId(key, column))
  if (element === null) return false
  element.focus()
  if (element instanceof HTMLInputElement) element.select()
  element.scrollIntoView({ block: 'nearest' })
  return true
}
