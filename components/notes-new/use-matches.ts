'use client'

import { useCallback, useEffect, useRef, useState } from 'react'

/** What a search box shows: the matches for `text`, and which of them is chosen. */
export type Matches<Item> = {
  phase: 'idle' | 'searching' | 'found' | 'failed'
  items: readonly Item[]
  chosenAt: number
}

const PAUSE_MS = 110
const NOTHING: Matches<never> = { phase: 'idle', items: [], chosenAt: 0 }

export type MatchFinder<Item> = {
  matches: Matches<Item>
  /** Searches for what is being typed, after a short pause. */
  type: (text: string) => void
  move: (by: number) => void
  choose: (at: number) => void
  /**
   * The match that Enter takes: the chosen one when its answer is there, else the first one when it comes. The
   * person types on meanwhile. Null when nothing matches.
   */
  settle: (text: string) => Promise<Item | null>
  close: () => void
}

/** Searching while one types; answers that come too late are dropped. */
export function useMatches<Item>(search: (text: string) => Promise<readonly Item[]>): MatchFinder<Item> {
  const [matches, setMatches] = useState<Matches<Item>>(NOTHING)
  const latest = useRef({ text: '', turn: 0, matches })
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)

  const show = useCallback((next: Matches<Item>) => {
    latest.current.matches = next
    setMatches(next)
  }, [])

  const close = useCallback(() => {
    clearTimeout(timer.current)
    latest.current.turn += 1
    latest.current.text = ''
    show(NOTHING)
  }, [show])

  const type = useCallback(
    (text: string) => {
      clearTimeout(timer.current)
      const turn = (latest.current.turn += 1)
      latest.current.text = text
      show({ phase: 'searching', items: latest.current.matches.items, chosenAt: 0 })
      timer.current = setTimeout(() => {
        search(text).then(
          (items) => turn === latest.current.turn && show({ phase: 'found', items, chosenAt: 0 }),
          () => turn === latest.current.turn && show({ phase: 'failed', items: [], chosenAt: 0 }),
        )
      }, PAUSE_MS)
    },
    [search, show],
  )

  const choose = useCallback((at: number) => show({ ...latest.current.matches, chosenAt: at }), [show])

  const move = useCallback(
    (by: number) => {
      const { items, chosenAt } = latest.current.matches
      if (items.length > 0) choose((chosenAt + by + items.length) % items.length)
    },
    [choose],
  )

  const settle = useCallback(
    async (text: string): Promise<Item | null> => {
      const { matches: shown, text: shownFor } = latest.current
      const isThere = shown.phase === 'found' && shownFor === text
      close()
      if (isThere) return shown.items[shown.chosenAt] ?? null
      return (await search(text))[0] ?? null
    },
    [search, close],
  )

  useEffect(() => () => clearTimeout(timer.current), [])

  return { matches, type, move, choose, settle, close }
}
