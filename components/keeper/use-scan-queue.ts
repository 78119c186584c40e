'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { newSubmissionKey } from '#components/forms/send-once.ts'
import type { FormAction } from '#components/forms/use-action.ts'
import type { Refusal } from '#lib/kernel/result.ts'
import {
  emptyQueue,
  enqueue,
  parseQueue,
  queuedCount,
  type QueuedScan,
  queuePlace,
  type ScanQueue,
  settled,
  withBatch,
} from './scan-queue.ts'

const answerWithinMs = 15_000
const firstPauseMs = 1000
const longestPauseMs = 15_000

export type ScanSender = {
  push: (scan: QueuedScan) => void
  /** Scans that the desk has not answered yet. */
  queued: number
  /** The desk could not be reached at the last try. */
  isOffline: boolean
  /** Why the last batch was refused as a whole. */
  refusal: Refusal | null
}

/**
 * Sends scans in batches, one after the other. What is not answered stays on the phone, through a lost network, a
 * closed page and a dead battery, and is sent once more under the same key.
 */
export function useScanQueue<Answer>(
  action: FormAction<{ answers: Answer[] }>,
  note: { accountSetId: number; paperId: string },
  userId: string,
  tell: (answers: readonly Answer[]) => void,
): ScanSender {
  const { accountSetId, paperId } = note
  const place = queuePlace(userId, { accountSetId, paperId })
  const queue = useRef<ScanQueue>(emptyQueue)
  const isUnderWay = useRef(false)
  const pauseMs = useRef(firstPauseMs)
  const teller = useRef(tell)
  const [queued, setQueued] = useState(0)
  const [isOffline, setIsOffline] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)

  useEffect(() => {
    teller.current = tell
  }, [tell])

  const keep = useCallback(
    (next: ScanQueue) => {
      queue.current = next
      setQueued(queuedCount(next))
      if (queuedCount(next) === 0) localStorage.removeItem(place)
      else localStorage.setItem(place, JSON.stringify(next))
    },
    [place],
  )

  const send = useCallback(async () => {
    if (isUnderWay.current) return
    isUnderWay.current = true
    for (;;) {
      keep(withBatch(queue.current, newSubmissionKey))
      const { batch } = queue.current
      if (batch === null) break
      const input = { accountSetId, paperId, scans: batch.scans }
      const result = await Promise.race([action({ key: batch.key, input }).catch(() => null), late()])
      const after = result === null ? null : settled(queue.current, result)
      if (after === null) {
        setIsOffline(true)
        setTimeout(() => void send(), pauseMs.current)
        pauseMs.current = Math.min(longestPauseMs, pauseMs.current * 2)
        break
      }
      keep(after.queue)
      setRefusal(after.refusal)
      setIsOffline(false)
      pauseMs.current = firstPauseMs
      if (after.answers.length > 0) teller.current(after.answers)
    }
    isUnderWay.current = false
  }, [accountSetId, paperId, action, keep])

  useEffect(() => {
    const kept = parseQueue(localStorage.getItem(place))
    queue.current = kept
    setQueued(queuedCount(kept))
    void send()
    const again = () => void send()
    window.addEventListener('online', again)
    return () => window.removeEventListener('online', again)
  }, [place, send])

  const push = useCallback(
    (scan: QueuedScan) => {
      keep(enqueue(queue.current, scan))
      void send()
    },
    [keep, send],
  )

  return { push, queued, isOffline, refusal }
}

function late(): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), answerWithinMs))
}
