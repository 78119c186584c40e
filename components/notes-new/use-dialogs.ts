'use client'

import { useEffect, useState } from 'react'

type Dialogs = typeof import('./note-dialogs.tsx')

/**
 * The dialogs of the page, fetched once there is something to sign, or a moment after the page stands; null until
 * they are here. The first keystrokes do not wait for them.
 */
export function useDialogs(isNeededSoon: boolean): Dialogs | null {
  const [dialogs, setDialogs] = useState<Dialogs | null>(null)
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    if (dialogs !== null) return
    let isCurrent = true
    const timer = setTimeout(
      () => {
        import('./note-dialogs.tsx').then(
          (loaded) => isCurrent && setDialogs(loaded),
          () => isCurrent && setTurn((before) => before + 1),
        )
      },
      isNeededSoon && turn === 0 ? 0 : LATER_MS,
    )
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [dialogs, isNeededSoon, turn])
  return dialogs
}

const LATER_MS = 5000
