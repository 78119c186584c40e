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

/** The acts of one driver's phone: what is pushed is kept there and sent in order, each once. */
export function useActs(
  actions: Readonly<Record<ActKind, FormAction<unknown>>>,
  userId: string,
): ActsState & { push: (act: Omit<QueuedAct, 'key' | 'problem'>) => void; drop: (key: string) => void } {
  const router = useRouter()
  const toast = useToast()
  const t = useTranslations('driver.acts.done')
  const tell = useRef((_act: QueuedAct) => {})
  const sender = useRef<ActSender | null>(null)
  const kept = useRef(actions)
  const [state, setState] = useState<ActsState>({ acts: [], isOffline: false })

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
  return { ...state, push, drop }
}
