'use client'

import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useRef, useState } from 'react'

/** Something the person should know that keeps nothing they typed from standing. */
export type Trouble =
  | { kind: 'unknownProduct' | 'unknownCustomer'; text: string }
  | { kind: 'unknownBarcode'; barcode: string }
  | {
      kind:
        | 'unreachable'
        | 'signedOut'
        | 'customerFirst'
        | 'refused'
        | 'unmet'
        | 'draftMoved'
        | 'notNeeded'
        | 'alreadyAsked'
    }
  | { kind: 'applied' | 'recorded'; number: string }

/** A trouble in words; `isCalm` when it is good news. */
export type ToldTrouble = { sentence: string; isCalm: boolean }

const SHOWN_MS = 9000

/** Says it in one line over the note, where it covers nothing, and takes it away after a while. */
export function useTrouble(): { trouble: ToldTrouble | null; tell: (trouble: Trouble) => void } {
  const t = useTranslations('noteNew.trouble')
  const [trouble, setTrouble] = useState<ToldTrouble | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const tell = useCallback(
    ({ kind, ...figures }: Trouble) => {
      clearTimeout(timer.current)
      setTrouble({ sentence: t(kind, figures), isCalm: kind === 'applied' || kind === 'recorded' })
      timer.current = setTimeout(() => setTrouble(null), SHOWN_MS)
    },
    [t],
  )
  useEffect(() => () => clearTimeout(timer.current), [])
  return { trouble, tell }
}
