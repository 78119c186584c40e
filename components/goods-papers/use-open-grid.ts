'use client'

import {
  useCallback,
  useMemo,
  useRef,
  useState,
  type Dispatch,
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
} from 'react'
import { setText } from '#components/notes-new/cells.ts'
import { isBarcode, scanner } from '#components/notes-new/scanner.ts'
import { useMatches } from '#components/notes-new/use-matches.ts'
import { focusOpenCell, type OpenCell, openCellOf } from './open-cells.ts'
import { type OpenMatch, SignedOut } from './open-reads.ts'
import { isBlank, type OpenAct, type OpenColumn, type OpenLine } from './open-state.ts'

/** Why a product did not come: the words of `goods.open`. */
export type GridTrouble = { code: 'unknownProduct' | 'unreachable' | 'signedOut'; text: string }

type Needs = {
  lines: RefObject<readonly OpenLine[]>
  dispatch: Dispatch<OpenAct>
  /** The columns that Enter walks, in their order. */
  columns: readonly OpenColumn[]
  find: (text: string) => Promise<OpenMatch[]>
  tell: (trouble: GridTrouble | null) => void
  /** Where Esc in the first column and Enter past the last row lead. */
  leave: (to: 'head' | 'sign') => void
}

/** The keys of the grid: typing is search, Enter walks, arrows move between rows, a scan anywhere makes a line. */
export function useOpenGrid({ lines, dispatch, columns, find, tell, leave }: Needs) {
  const { matches, type, move, settle, close, choose } = useMatches(find)
  const anchor = useRef<HTMLElement | null>(null)
  const [reader] = useState(scanner)

  const scan = useScan(find, dispatch, tell)

  const take = useCallback(
    async (key: string, text: string) => {
      const settled = settle(text)
      focusOpenCell(key, 'quantity')
      try {
        const match = await settled
        if (match === null) {
          tell({ code: 'unknownProduct', text })
          return void focusOpenCell(key, 'product')
        }
        tell(null)
        dispatch({ kind: 'takeProduct', key, product: match.product })
      } catch (error) {
        tell(troubleOf(error))
      }
    },
    [settle, dispatch, tell],
  )

  const edit = useCallback(
    (key: string, column: OpenColumn, text: string) => {
      if (column !== 'product') return dispatch({ kind: 'setLine', key, patch: { [column]: text } })
      dispatch({ kind: 'setLine', key, patch: { productText: text, product: null } })
      if (text.trim() === '') close()
      else type(text.trim())
    },
    [dispatch, type, close],
  )

  const handlers = useMemo(() => {
    const grid: Grid = { lines, dispatch, columns, leave, type, move, close, take, scan }
    return {
      catchScan: (event: KeyboardEvent) => {
        const cell = openCellOf(event.target)
        if (cell === null || !(cell.control instanceof HTMLInputElement) || hasModifier(event)) return
        const stroke = { key: event.key, timeStamp: event.timeStamp }
        const caught = reader.press(stroke, `${cell.key} ${cell.column}`, cell.control.value)
        if (caught === null) return
        event.preventDefault()
        event.stopPropagation()
        close()
        setText(cell.control, caught.textBefore)
        void scan(caught.barcode, cell.key)
      },
      press: (event: KeyboardEvent) => pressKey(grid, event),
      enter: (event: FocusEvent) => {
        const cell = openCellOf(event.target)
        if (cell?.column === 'product') anchor.current = cell.control
      },
      leaveCell: (event: FocusEvent) => {
        if (openCellOf(event.target)?.column === 'product') close()
      },
      takeAt: (at: number) => {
        const cell = anchor.current === null ? null : openCellOf(anchor.current)
        if (cell === null || !(cell.control instanceof HTMLInputElement)) return
        choose(at)
        void take(cell.key, cell.control.value.trim())
      },
    }
  }, [lines, dispatch, columns, leave, reader, type, move, close, choose, take, scan])

  return { ...handlers, matches, anchor, edit }
}

/** A scanned barcode becomes a line, or one more on the line that has it. */
function useScan(
  find: Needs['find'],
  dispatch: Needs['dispatch'],
  tell: Needs['tell'],
): (barcode: string, key: string) => Promise<void> {
  return useCallback(
    async (barcode, key) => {
      try {
        const found = (await find(barcode)).find((match) => match.scannedUnit !== null)
        if (found?.scannedUnit == null) return tell({ code: 'unknownProduct', text: barcode })
        dispatch({ kind: 'scan', key, product: found.product, unit: found.scannedUnit })
        tell(null)
      } catch (error) {
        tell(troubleOf(error))
      }
    },
    [find, dispatch, tell],
  )
}

export type OpenGridKeys = ReturnType<typeof useOpenGrid>

type Grid = Pick<Needs, 'lines' | 'dispatch' | 'columns' | 'leave'> & {
  type: (text: string) => void
  move: (by: number) => void
  close: () => void
  take: (key: string, text: string) => Promise<void>
  scan: (barcode: string, key: string) => Promise<void>
}

function troubleOf(error: unknown): GridTrouble {
  return { code: error instanceof SignedOut ? 'signedOut' : 'unreachable', text: '' }
}

function hasModifier(event: KeyboardEvent): boolean {
  return event.ctrlKey || event.metaKey || event.altKey
}

function isListOpen(control: HTMLElement): boolean {
  return control.getAttribute('aria-expanded') === 'true'
}

function pressKey(grid: Grid, event: KeyboardEvent): void {
  const cell = openCellOf(event.target)
  if (cell === null || event.nativeEvent.isComposing) return
  if (event.ctrlKey && event.key.toLowerCase() === 'd') grid.dispatch({ kind: 'copyAbove', key: cell.key })
  else if (hasModifier(event)) return
  else if (event.key === 'Enter') enter(grid, cell, event.shiftKey)
  else if (event.key === 'Escape') escape(grid, cell)
  else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    if (cell.control instanceof HTMLSelectElement) return
    arrow(grid, cell, event.key === 'ArrowDown' ? 1 : -1)
  } else return
  event.preventDefault()
}

function enter(grid: Grid, cell: OpenCell, isBack: boolean): void {
  const { key, column } = cell
  const at = grid.lines.current.findIndex((line) => line.key === key)
  const line = grid.lines.current[at]
  if (column === 'product' && !isBack && line !== undefined) return enterProduct(grid, cell, line)
  const to = grid.columns.indexOf(column) + (isBack ? -1 : 1)
  const next = grid.columns[to]
  if (next !== undefined && to >= 0) return void focusOpenCell(key, next)
  const other = grid.lines.current[at + (isBack ? -1 : 1)]
  if (other !== undefined)
    focusOpenCell(other.key, isBack ? (grid.columns.at(-1) ?? 'quantity') : firstOf(grid))
  else grid.leave(isBack ? 'head' : 'sign')
}

function firstOf({ columns }: Grid): OpenColumn {
  return columns[0] ?? 'quantity'
}

function enterProduct(grid: Grid, { control, key }: OpenCell, line: OpenLine): void {
  if (line.product !== null) return void focusOpenCell(key, 'quantity')
  const text = line.productText.trim()
  if (text === '' && !isListOpen(control))
    return isBlank(line) ? grid.leave('sign') : void focusOpenCell(key, 'quantity')
  if (!isBarcode(text)) return void grid.take(key, text)
  grid.close()
  grid.dispatch({ kind: 'setLine', key, patch: { productText: '' } })
  void grid.scan(text, key)
}

function escape(grid: Grid, { control, key, column }: OpenCell): void {
  if (column === 'product') {
    if (isListOpen(control)) return grid.close()
    return grid.leave('head')
  }
  focusOpenCell(key, firstOf(grid))
}

function arrow(grid: Grid, { control, key, column }: OpenCell, by: 1 | -1): void {
  if (column === 'product' && isListOpen(control)) return grid.move(by)
  const at = grid.lines.current.findIndex((line) => line.key === key)
  const other = grid.lines.current[at + by]
  if (other !== undefined) focusOpenCell(other.key, column)
}
