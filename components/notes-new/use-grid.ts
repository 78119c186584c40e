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
import { cellOf, focusCell } from './cells.ts'
import { catchScan, type GridContext, pressKey } from './grid-keys.ts'
import type { EditCell } from './line-row.tsx'
import { type ProductMatch, SignedOut } from './note-reads.ts'
import type { Line, NoteAct } from './note-state.ts'
import { scanner } from './scanner.ts'
import { type Matches, useMatches } from './use-matches.ts'
import type { Trouble } from './use-trouble.ts'

/** What the grid hands to its table. */
export type GridKeys = {
  scan: (event: KeyboardEvent) => void
  press: (event: KeyboardEvent) => void
  enter: (event: FocusEvent) => void
  leave: (event: FocusEvent) => void
  takeAt: (at: number) => void
  matches: Matches<ProductMatch>
  anchor: RefObject<HTMLElement | null>
}

export type Grid = {
  keys: GridKeys
  edit: EditCell
  waiting: ReadonlySet<string>
  /** The row the cursor is in, or was in last. */
  activeKey: string | null
}

type Needs = {
  lines: RefObject<readonly Line[]>
  dispatch: Dispatch<NoteAct>
  /** Products for what is typed; throws `CustomerFirst` when there is no customer to price for. */
  find: (text: string) => Promise<ProductMatch[]>
  tell: (trouble: Trouble) => void
}

/** There is no customer yet, so no prices. */
export class CustomerFirst extends Error {}

function troubleOf(error: unknown): Trouble {
  if (error instanceof CustomerFirst) return { kind: 'customerFirst' }
  return { kind: error instanceof SignedOut ? 'signedOut' : 'unreachable' }
}

/**
 * The grid's state apart from the lines. Enter takes the first match even before it is there: the person types
 * on in the next cell, and the product follows.
 */
export function useGrid({ lines, dispatch, find, tell }: Needs): Grid {
  const { matches, type, move, settle, close, choose } = useMatches(find)
  const anchor = useRef<HTMLElement | null>(null)
  const before = useRef<Line | null>(null)
  const [reader] = useState(scanner)
  const [waiting, wait] = useWaiting()
  const [activeKey, setActiveKey] = useState<string | null>(null)
  const scan = useScan({ find, dispatch, tell })

  const take = useCallback(
    async (key: string, text: string) => {
      const settled = settle(text)
      before.current = null
      wait(key, true)
      focusCell(key, 'quantity')
      try {
        const match = await settled
        if (match !== null) return dispatch({ kind: 'takeProduct', key, product: match.product })
        tell({ kind: 'unknownProduct', text })
        backToProduct(key)
      } catch (error) {
        tell(troubleOf(error))
      } finally {
        wait(key, false)
      }
    },
    [settle, dispatch, tell, wait],
  )

  const edit = useCallback<EditCell>(
    (key, column, text) => {
      if (column !== 'product') return dispatch({ kind: 'setLine', key, patch: { [column]: text } })
      const line = lines.current.find((each) => each.key === key)
      if (line?.product != null) before.current = line
      dispatch({ kind: 'setLine', key, patch: { productText: text, product: null } })
      if (text.trim() === '') close()
      else type(text.trim())
    },
    [dispatch, lines, type, close],
  )

  const handlers = useMemo(() => {
    const grid: GridContext = { lines, dispatch, anchor, before, reader, type, move, close, take, scan }
    return {
      scan: (event: KeyboardEvent) => catchScan(grid, event),
      press: (event: KeyboardEvent) => pressKey(grid, event),
      enter: (event: FocusEvent) => {
        const cell = cellOf(event.target)
        if (cell === null) return
        setActiveKey(cell.key)
        if (cell.column === 'product') anchor.current = cell.input
      },
      leave: (event: FocusEvent) => {
        if (cellOf(event.target)?.column === 'product') close()
      },
      takeAt: (at: number) => {
        const cell = anchor.current === null ? null : cellOf(anchor.current)
        if (cell === null) return
        choose(at)
        void take(cell.key, cell.input.value.trim())
      },
    }
  }, [lines, dispatch, reader, type, move, close, choose, take, scan])

  const keys = useMemo(() => ({ ...handlers, matches, anchor }), [handlers, matches])
  return { keys, edit, waiting, activeKey }
}

/** Goes back to a product that matched nothing, unless one is typing already; the caret stands after what was typed. */
function backToProduct(key: string): void {
  const here = document.activeElement === null ? null : cellOf(document.activeElement)
  if (here?.key !== key || here.column !== 'quantity' || here.input.value !== '') return
  focusCell(key, 'product')
  if (document.activeElement instanceof HTMLInputElement) {
    const end = document.activeElement.value.length
    document.activeElement.setSelectionRange(end, end)
  }
}

function useWaiting(): [ReadonlySet<string>, (key: string, isWaiting: boolean) => void] {
  const [waiting, setWaiting] = useState<ReadonlySet<string>>(new Set())
  const wait = useCallback((key: string, isWaiting: boolean) => {
    setWaiting((rows) => {
      const next = new Set(rows)
      if (isWaiting) next.add(key)
      else next.delete(key)
      return next
    })
  }, [])
  return [waiting, wait]
}

/** A scanned barcode becomes a line, or one more on the line that has it (R54). */
function useScan({
  find,
  dispatch,
  tell,
}: Pick<Needs, 'find' | 'dispatch' | 'tell'>): (barcode: string, key: string) => Promise<void> {
  return useCallback(
    async (barcode, key) => {
      try {
        const found = (await find(barcode)).find((match) => match.scannedUnit !== null)
        if (found?.scannedUnit == null) return tell({ kind: 'unknownBarcode', barcode })
        dispatch({ kind: 'scan', key, product: found.product, unit: found.scannedUnit, barcode })
      } catch (error) {
        tell(troubleOf(error))
      }
    },
    [find, dispatch, tell],
  )
}
