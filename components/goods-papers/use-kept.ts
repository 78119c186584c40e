'use client'

import { useCallback, useEffect, useRef, type Dispatch } from 'react'
import type { OpenAct, OpenState } from './open-state.ts'

const PAUSE_MS = 300

/**
 * Keeps what is typed in this tab, and brings it back when the page is loaded again. Answers how to forget it, once the
 * paper is there.
 */
export function useKept(place: string, state: OpenState, dispatch: Dispatch<OpenAct>): () => void {
  const isRead = useRef(false)
  const isDone = useRef(false)
  useEffect(() => {
    if (!isRead.current) {
      isRead.current = true
      const kept = keptState(sessionStorage.getItem(place))
      if (kept !== null) dispatch({ kind: 'replaceAll', state: kept })
      return
    }
    const timer = setTimeout(() => {
      if (!isDone.current) sessionStorage.setItem(place, JSON.stringify(state))
    }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [place, state, dispatch])
  return useCallback(() => {
    isDone.current = true
    sessionStorage.removeItem(place)
  }, [place])
}

/** What was kept, when it is of this version of the page. */
function keptState(text: string | null): OpenState | null {
  if (text === null) return null
  try {
    const read: unknown = JSON.parse(text)
    return isState(read) ? read : null
  } catch {
    return null
  }
}

function isState(read: unknown): read is OpenState {
  if (typeof read !== 'object' || read === null || !('head' in read) || !('lines' in read)) return false
  const { head, lines } = read
  return (
    typeof head === 'object' &&
    head !== null &&
    'handlerId' in head &&
    Array.isArray(lines) &&
    lines.every(
      (line) => typeof line === 'object' && line !== null && 'productText' in line && 'note' in line,
    )
  )
}
