'use client'

import { useEffect, useMemo, useRef, useState } from 'react'
import { newSubmissionKey } from '#components/forms/send-once.ts'
import { systemClock } from '#lib/kernel/clock.ts'
import { draftBodyOf } from './draft-body.ts'
import { DraftKeeper, type Keeping } from './draft-keeper.ts'
import { browserPlace, sendDraft } from './draft-place.ts'
import { isEmptyNote, type Note } from './note-state.ts'

/** Keeps the note as a draft while it is typed, and at the last moment when the page closes. */
export function useKeeping(
  userId: string,
  first: { draftId: string; version: number },
  note: Note,
): { keeping: Keeping; keeper: DraftKeeper } {
  const [keeping, setKeeping] = useState<Keeping>({ kind: 'nothing' })
  const [keeper] = useState(
    () =>
      new DraftKeeper(
        {
          send: sendDraft,
          place: browserPlace(userId),
          newKey: newSubmissionKey,
          nowText: () => systemClock.now().toISOString(),
          tell: setKeeping,
          later: (work, afterMs) => {
            const timer = setTimeout(work, afterMs)
            return () => clearTimeout(timer)
          },
        },
        first,
      ),
  )
  const latest = useRef(note)
  const shown = useRef<Note | null>(null)
  const { customer, customerText, header, lines, order, application, replaces } = note
  const body = useMemo(
    () => ({ customer, customerText, header, lines, order, application, replaces }),
    [customer, customerText, header, lines, order, application, replaces],
  )

  useEffect(() => {
    latest.current = body
    const isFirst = shown.current === null
    if (shown.current === body) return
    shown.current = body
    if (!isFirst && !isEmptyNote(body)) keeper.touch(() => draftBodyOf(latest.current))
  }, [body, keeper])

  useEffect(() => {
    const close = (): void => keeper.flush(true)
    const hide = (): void => {
      if (document.visibilityState === 'hidden') keeper.flush(true)
    }
    const reach = (): void => keeper.flush(false)
    window.addEventListener('pagehide', close)
    document.addEventListener('visibilitychange', hide)
    window.addEventListener('online', reach)
    return () => {
      window.removeEventListener('pagehide', close)
      document.removeEventListener('visibilitychange', hide)
      window.removeEventListener('online', reach)
      keeper.flush(true)
    }
  }, [keeper])

  return { keeping, keeper }
}
