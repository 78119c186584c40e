'use client'

import { useLayoutEffect, useRef, useState } from 'react'
import type { NoteActs } from './note-shortcuts.tsx'

/** The same acts for the life of the page, each always doing the latest: what takes them need not draw again. */
export function useSteadyActs(acts: NoteActs): NoteActs {
  const latest = useRef(acts)
  useLayoutEffect(() => {
    latest.current = acts
  })
  const [steady] = useState<NoteActs>(() => ({
    toCustomer: () => latest.current.toCustomer(),
    toHeader: () => latest.current.toHeader(),
    toLines: () => latest.current.toLines(),
    toTotals: () => latest.current.toTotals(),
    apply: () => latest.current.apply(),
    showDrafts: () => latest.current.showDrafts(),
    toggleGate: () => latest.current.toggleGate(),
    issue: () => latest.current.issue(),
    copyAbove: () => latest.current.copyAbove(),
    removeLine: () => latest.current.removeLine(),
    putBack: () => latest.current.putBack(),
    toggleGift: () => latest.current.toggleGift(),
    toggleUrgent: () => latest.current.toggleUrgent(),
    nextAddress: () => latest.current.nextAddress(),
    nextWarehouse: () => latest.current.nextWarehouse(),
    keepNow: () => latest.current.keepNow(),
    startNew: () => latest.current.startNew(),
  }))
  return steady
}
