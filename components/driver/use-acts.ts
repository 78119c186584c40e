'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useRef, useState } from 'react'
import { newSubmissionKey } from '#components/forms/send-once.ts'
import type { FormAction } from '#components/forms/use-action.ts'
import { isDeskThere } from '#components/keeper/is-desk-there.ts'
import { useToast } from '#components/ui/toast.tsx'
import { type ActKind, actsPlace, type QueuedAct } from './act-queue.ts'
import { type ActSender, actSender, type ActsState } from './act-sender.ts'

type Acts = ActsState & {
  /** Acts the desk has done that the page does not show yet. */
  done: readonly QueuedAct[]
  push: (act: Omit<QueuedAct, 'key' | 'problem'>) => void
  drop: (key: string) => void
}

/**
 * The acts of one driver's phone: what is pushed is kept there and sent in order, each once. `shown` is what the page
 * has from the desk: an act counts as done until it comes anew.
 */
export function useActs(
  actions: Readonly<Record<ActKind, FormAction<unknown>>>,
  userId: string,
  shown: object | null = null,
): Acts {
  const router = useRouter()
  const toast = useToast()
  const t = useTranslations('driver.acts.done')
  const tell = useRef((_act: QueuedAct) => {})
  const sender = useRef<ActSender | null>(null)
  const kept = useRef(actions)
  const [state, setState] = useState<ActsState>({ acts: [], isOffline: false })
  const [done, setDone] = useState<{ before: object | null; acts: readonly QueuedAct[] }>({
    before: shown,
    acts: [],
  })
  if (done.before !== shown) setDone({ before: shown, acts: [] })

  useEffect(() => {
    tell.current = (act) => toast(t(act.kind, { number: act.number }), 'positive')
  }, [toast, t])

  useEffect(() => {
    const mine = actSender({
      actions: kept.current,
      storage: localStorage,
      place: actsPlace(userId),
      newKey: newSubmissionKey,
      pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
      onState: setState,
      onDone: (act) => {
        tell.current(act)
        setDone(({ before, acts }) => ({ before, acts: [...acts, act] }))
        void isDeskThere().then((isThere) => (isThere ? router.refresh() : undefined))
      },
    })
    sender.current = mine
    void mine.send()
    const again = () => void mine.send()
    window.addEventListener('online', again)
    return () => window.removeEventListener('online', again)
  }, [userId, router])

  const push = useCallback((act: Omit<QueuedAct, 'key' | 'problem'>) => sender.current?.push(act), [])
  const drop = useCallback((key: string) => sender.current?.drop(key), [])
  return { ...state, done: done.acts, push, drop }
}
