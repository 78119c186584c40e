'use client'

import { useCallback, useEffect, useState } from 'react'

/** Lines ticked as picked, kept on the phone until the note is prepared. */
export function useTicks(place: string): {
  ticked: ReadonlySet<number>
  toggle: (lineNo: number) => void
  tickAll: (lineNos: readonly number[]) => void
  forget: () => void
} {
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set())

  useEffect(() => {
    setTicked(new Set((localStorage.getItem(place) ?? '').split(',').map(Number).filter(Boolean)))
  }, [place])

  const keep = useCallback(
    (next: ReadonlySet<number>) => {
      localStorage.setItem(place, [...next].join(','))
      setTicked(next)
    },
    [place],
  )

  const toggle = useCallback(
    (lineNo: number) => {
      const next = new Set(ticked)
      if (!next.delete(lineNo)) next.add(lineNo)
      keep(next)
    },
    [keep, ticked],
  )

  const tickAll = useCallback(
    (lineNos: readonly number[]) => keep(new Set([...ticked, ...lineNos])),
    [keep, ticked],
  )

  const forget = useCallback(() => {
    localStorage.removeItem(place)
    setTicked(new Set())
  }, [place])

  return { ticked, toggle, tickAll, forget }
}
