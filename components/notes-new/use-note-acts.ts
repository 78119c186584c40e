'use client'

import { useMemo, type RefObject } from 'react'
import type { NoteDesk } from '#lib/domain/delivery-notes/issue-queries.ts'
import { cellOf, fieldId, focusCell, focusOn } from './cells.ts'
import type { DraftKeeper } from './draft-keeper.ts'
import { newLineKey, type NoteState } from './note-state.ts'
import type { NoteActs } from './note-shortcuts.tsx'
import type { Writing } from './use-note.ts'

/** The acts that need nothing but the note itself; the page adds those with a dialog. */
type PlainActs = Omit<NoteActs, 'apply' | 'showDrafts' | 'toggleGate' | 'issue' | 'startNew'>

function after<Item>(items: readonly Item[], isHere: (item: Item) => boolean): Item | undefined {
  return items[(items.findIndex(isHere) + 1) % items.length]
}

/** The row the cursor is in; where it is elsewhere, the last row written. */
function rowHere(latest: RefObject<NoteState>): { key: string; at: number } | null {
  const { lines } = latest.current
  const focused = document.activeElement === null ? null : cellOf(document.activeElement)
  const at = focused === null ? lines.length - 2 : lines.findIndex((line) => line.key === focused.key)
  const line = lines[Math.max(at, 0)]
  return line === undefined ? null : { key: line.key, at }
}

export function useNoteActs(
  { latest, dispatch, setHeader, toLines }: Pick<Writing, 'latest' | 'dispatch' | 'setHeader' | 'toLines'>,
  desk: NoteDesk,
  keeper: DraftKeeper,
): PlainActs {
  return useMemo(() => {
    const later = (work: () => void): void => void setTimeout(work)
    return {
      toCustomer: () => void focusOn(fieldId('customerId')),
      toHeader: () => void focusOn(fieldId('addressId')),
      toLines,
      toTotals: () => void focusOn(fieldId('noteDiscount')),
      keepNow: () => keeper.flush(false),
      putBack: () => dispatch({ kind: 'putBack' }),
      toggleUrgent: () => setHeader({ isUrgent: !latest.current.header.isUrgent }),
      copyAbove: () => {
        const here = rowHere(latest)
        if (here === null) return
        const newKey = newLineKey()
        dispatch({ kind: 'copyAbove', key: here.key, newKey })
        later(() => focusCell(newKey, 'quantity') || focusCell(here.key, 'quantity'))
      },
      removeLine: () => {
        const here = rowHere(latest)
        if (here === null) return
        const next = latest.current.lines[here.at + 1] ?? latest.current.lines[here.at - 1]
        dispatch({ kind: 'removeLine', key: here.key })
        if (next !== undefined) later(() => focusCell(next.key, 'product'))
      },
      toggleGift: () => {
        const here = rowHere(latest)
        const line = latest.current.lines.find((each) => each.key === here?.key)
        if (line !== undefined) dispatch({ kind: 'setLine', key: line.key, patch: { isGift: !line.isGift } })
      },
      nextAddress: () => {
        const { customer, header } = latest.current
        const next = after(customer?.addresses ?? [], (address) => address.id === header.addressId)
        if (next === undefined) return
        setHeader({
          addressId: next.id,
          freightAgent: next.freightAgent ?? '',
          freightPhone: next.freightPhone ?? '',
        })
      },
      nextWarehouse: () => {
        const next = after(desk.warehouses, (each) => each.warehouseId === latest.current.header.warehouseId)
        if (next !== undefined) setHeader({ warehouseId: next.warehouseId })
      },
    }
  }, [latest, dispatch, setHeader, toLines, desk, keeper])
}
