import type { Column } from './note-figures.ts'

/** The id of a cell's input, so that the cursor can be put there from anywhere. */
export function cellId(key: string, column: Column): string {
  return `cell-${key}-${column}`
}

/** The id of a field above or below the lines. */
export function fieldId(field: string): string {
  return `field-${field}`
}

/** Puts the cursor into a field and selects what stands there. Answers whether the field is there. */
export function focusOn(id: string): boolean {
  const element = document.getElementById(id)
  if (element === null) return false
  element.focus()
  if (element instanceof HTMLInputElement && element.type === 'text') element.select()
  element.scrollIntoView({ block: 'nearest' })
  return true
}

/** Puts the cursor into a cell of the grid. */
export function focusCell(key: string, column: Column): boolean {
  return focusOn(cellId(key, column))
}

/** The row and column of a cell, from the element that was pressed in. */
export function cellOf(target: EventTarget): { input: HTMLInputElement; key: string; column: Column } | null {
  if (!(target instanceof HTMLInputElement)) return null
  const { line: key, column } = target.dataset
  if (key === undefined || !isColumn(column)) return null
  return { input: target, key, column }
}

function isColumn(name: string | undefined): name is Column {
  return (
    name === 'product' ||
    name === 'quantity' ||
    name === 'unitPrice' ||
    name === 'discount' ||
    name === 'remark'
  )
}

/** Goes on to the next field that Enter walks in the same group (`data-walk`), or back; false at its end. */
export function walkFrom(element: HTMLElement, by: 1 | -1): boolean {
  const group = element.dataset['walk'] ?? ''
  const fields = [...document.querySelectorAll<HTMLElement>(`[data-walk="${group}"]`)]
  const next = fields[fields.indexOf(element) + by]
  next?.focus()
  if (next instanceof HTMLInputElement && next.type === 'text') next.select()
  return next !== undefined
}

/** Puts text into a controlled input as if it were typed, so that React hears of it. */
export function setText(input: HTMLInputElement, text: string): void {
  const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set
  setter?.call(input, text)
  input.dispatchEvent(new Event('input', { bubbles: true }))
}
