'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import type { NoteCheck } from '#lib/domain/delivery-notes/issue-check.ts'
import { fetchCheck, SignedOut } from './note-reads.ts'
import { checkInputOf } from './note-wire.ts'
import type { Note } from './note-state.ts'

const PAUSE_MS = 220
const RETRY_MS = 4000

export type LiveCheck = {
  check: NoteCheck | null
  /** Whether what is shown is older than what is typed. */
  isBehind: boolean
  trouble: 'unreachable' | 'signedOut' | null
}

const NOTHING: LiveCheck = { check: null, isBehind: false, trouble: null }

/** The issue gate over the note as it is typed: asked again a moment after every change, the latest answer stands. */
export function useNoteCheck(note: Note): { live: LiveCheck; ask: () => void } {
  const [live, setLive] = useState<LiveCheck>(NOTHING)
  const [turn, setTurn] = useState(0)
  const asked = useRef('')
  const text = note.customer === null ? '' : JSON.stringify(checkInputOf(note))

  useEffect(() => {
    if (text === '') {
      asked.current = ''
      setLive(NOTHING)
      return
    }
    if (text === asked.current) return
    setLive((shown) => ({ ...shown, isBehind: true }))
    const call = new AbortController()
    let timer = setTimeout(() => {
      fetchCheck(JSON.parse(text), call.signal).then(
        (check) => {
          asked.current = text
          setLive({ check, isBehind: false, trouble: null })
        },
        (error: unknown) => {
          if (call.signal.aborted) return
          const trouble = error instanceof SignedOut ? 'signedOut' : 'unreachable'
          setLive((shown) => ({ ...shown, trouble }))
          timer = setTimeout(() => setTurn((before) => before + 1), RETRY_MS)
        },
      )
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      call.abort()
    }
  }, [text, turn])

  const ask = useCallback(() => {
    asked.current = ''
    setTurn((before) => before + 1)
  }, [])

  // Somebody may have cleared a rule meanwhile: the clerk who comes back to the page sees it.
  useEffect(() => {
    window.addEventListener('focus', ask)
    return () => window.removeEventListener('focus', ask)
  }, [ask])

  return { live, ask }
}
