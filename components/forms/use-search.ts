'use client'

import { useCallback, useEffect, useRef, useState } from 'react'

export type Found<Item> = { phase: 'idle' | 'searching' | 'found' | 'failed'; items: readonly Item[] }

const pauseMs = 120

/**
 * Searches while one types: waits for a short pause, and an answer that came too late is dropped.
 * `search` may be a server action or a fetch.
 */
export function useSearch<Item>(search: (text: string) => Promise<readonly Item[]>): {
  found: Found<Item>
  ask: (text: string) => void
  forget: () => void
} {
  const [found, setFound] = useState<Found<Item>>({ phase: 'idle', items: [] })
  const turn = useRef(0)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)

  const forget = useCallback(() => {
    turn.current += 1
    clearTimeout(timer.current)
    setFound({ phase: 'idle', items: [] })
  }, [])

  const ask = useCallback(
    (text: string) => {
      turn.current += 1
      const mine = turn.current
      clearTimeout(timer.current)
      setFound((before) => ({ phase: 'searching', items: before.items }))
      timer.current = setTimeout(() => {
        search(text).then(
          (items) => {
            if (turn.current === mine) setFound({ phase: 'found', items })
          },
          () => {
            if (turn.current === mine) setFound({ phase: 'failed', items: [] })
          },
        )
      }, pauseMs)
    },
    [search],
  )

  useEffect(() => () => clearTimeout(timer.current), [])

  return { found, ask, forget }
}
