'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { type Counted, type CountState, NOTHING, type Stranger } from './count-state.ts'

const EMPTY: CountState = { counted: {}, strangers: [] }

/** What was counted, kept on the phone until the count is signed. */
export function useCount(place: string) {
  const [state, setState] = useState<CountState>(EMPTY)
  const isRead = useRef(false)

  useEffect(() => {
    setState(keptCount(localStorage.getItem(place)))
    isRead.current = true
  }, [place])

  const change = useCallback(
    (next: (before: CountState) => CountState) =>
      setState((before) => {
        const after = next(before)
        if (isRead.current) localStorage.setItem(place, JSON.stringify(after))
        return after
      }),
    [place],
  )

  const set = useCallback(
    (key: string, patch: Partial<Counted>) =>
      change(({ counted, strangers }) => ({
        strangers,
        counted: { ...counted, [key]: { ...(counted[key] ?? NOTHING), ...patch } },
      })),
    [change],
  )

  const add = useCallback(
    (stranger: Stranger) =>
      change((before) =>
        before.strangers.some(({ productId }) => productId === stranger.productId)
          ? before
          : { ...before, strangers: [...before.strangers, stranger] },
      ),
    [change],
  )

  const remove = useCallback(
    (productId: string) =>
      change(({ counted, strangers }) => ({
        counted: Object.fromEntries(Object.entries(counted).filter(([key]) => key !== `p${productId}`)),
        strangers: strangers.filter((each) => each.productId !== productId),
      })),
    [change],
  )

  const forget = useCallback(() => localStorage.removeItem(place), [place])

  return { state, set, add, remove, forget }
}

/** What was kept, when it is of this version of the page. */
function keptCount(text: string | null): CountState {
  if (text === null) return EMPTY
  try {
    const read: unknown = JSON.parse(text)
    return isCount(read) ? read : EMPTY
  } catch {
    return EMPTY
  }
}

function isCount(read: unknown): read is CountState {
  return (
    typeof read === 'object' &&
    read !== null &&
    'counted' in read &&
    typeof read.counted === 'object' &&
    read.counted !== null &&
    Object.values(read.counted).every(
      (each) => typeof each === 'object' && each !== null && 'bottles' in each,
    ) &&
    'strangers' in read &&
    Array.isArray(read.strangers)
  )
}
