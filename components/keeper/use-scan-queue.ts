'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { newSubmissionKey } from '#components/forms/send-once.ts'
import type { FormAction } from '#components/forms/use-action.ts'
import { type QueuedScan, queuePlace } from './scan-queue.ts'
import { nothingSent, type ScanSender, scanSender, type SendingState } from './scan-sender.ts'

/**
 * The scans of one person for one paper: what is pushed is kept on the phone and sent in batches, each once. `tell`
 * hears the answers.
 */
export function useScanQueue<Answer>(
  action: FormAction<{ answers: Answer[] }>,
  paper: { accountSetId: number; paperId: string },
  userId: string,
  tell: (answers: readonly Answer[]) => void,
): SendingState & { push: (scan: QueuedScan) => void } {
  const { accountSetId, paperId } = paper
  const place = queuePlace(userId, { accountSetId, paperId })
  const sender = useRef<ScanSender | null>(null)
  const teller = useRef(tell)
  const sent = useRef(action)
  const [state, setState] = useState<SendingState>(nothingSent)

  useEffect(() => {
    // A page that comes anew brings a new action; the queue goes on, or two senders would have it at once.
    teller.current = tell
    sent.current = action
  }, [tell, action])

  useEffect(() => {
    const mine = scanSender<Answer>({
      paper: { accountSetId, paperId },
      action: (submission) => sent.current(submission),
      storage: localStorage,
      place,
      newKey: newSubmissionKey,
      pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
      onState: setState,
      onAnswers: (answers) => teller.current(answers),
    })
    sender.current = mine
    void mine.send()
    const again = () => void mine.send()
    window.addEventListener('online', again)
    return () => window.removeEventListener('online', again)
  }, [accountSetId, paperId, place])

  const push = useCallback((scan: QueuedScan) => sender.current?.push(scan), [])
  return { ...state, push }
}
