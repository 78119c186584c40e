'use client'

import { useEffect, useRef, useState } from 'react'

/** Runs the act at once, or as soon as nothing is on its way any more: asked for early, it is not lost. */
export function useWhenSettled(isSettled: boolean, run: () => void): () => void {
  const [isDue, setIsDue] = useState(false)
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })
  useEffect(() => {
    if (!isDue || !isSettled) return
    setIsDue(false)
    latest.current()
  }, [isDue, isSettled])
  return () => setIsDue(true)
}
