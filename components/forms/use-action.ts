'use client'

import { unstable_isUnrecognizedActionError as isUnrecognizedActionError } from 'next/navigation'
import { useCallback, useRef, useState } from 'react'
import type { ActionResult } from '#lib/kernel/result.ts'
import { isDefinite, keyKeeper, newSubmissionKey, sendUntilAnswered, type Answer } from './send-once.ts'

/** How a signer proves who they are; sent beside the input and never kept in the form. */
export type Proof = { pin: string } | { passkey: { challengeId: string; response: unknown } }

/** What one press sends: `key` stays the same until the answer is definite. */
export type Submission = { key: string; input: unknown; proof?: Proof }

/** A server action as forms see it. */
export type FormAction<Value> = (submission: Submission) => Promise<ActionResult<Value>>

export type SentAction<Value> = {
  /** Sends once; answers null when a submission is still under way. */
  send: (input: unknown, proof?: Proof) => Promise<Answer<Value> | null>
  /** After `unknown`: asks again with the very same submission. */
  checkAgain: () => Promise<Answer<Value> | null>
  dismiss: () => void
  isSending: boolean
  answer: Answer<Value> | null
}

/**
 * Sends a server action with an idempotency key, again and with the same key while the network fails. While the
 * outcome is unknown, `send` asks about the submission that is out instead of sending another.
 */
export function useAction<Value>(
  action: FormAction<Value>,
  onDone?: (value: Value, isReplay: boolean) => void,
): SentAction<Value> {
  const [answer, setAnswer] = useState<Answer<Value> | null>(null)
  const [isSending, setIsSending] = useState(false)
  const isUnderWay = useRef(false)
  const open = useRef<Submission | null>(null)
  const [keys] = useState(() => keyKeeper(newSubmissionKey))

  const deliver = useCallback(
    async (submission: Submission): Promise<Answer<Value> | null> => {
      if (isUnderWay.current) return null
      isUnderWay.current = true
      setIsSending(true)
      const received = await sendUntilAnswered(() => action(submission), isUnrecognizedActionError)
      isUnderWay.current = false
      setIsSending(false)
      open.current = received.status === 'unknown' ? submission : null
      if (isDefinite(received)) keys.settle()
      setAnswer(received)
      if (received.status === 'done') onDone?.(received.value, received.isReplay === true)
      return received
    },
    [action, keys, onDone],
  )

  const send = useCallback(
    (input: unknown, proof?: Proof) => {
      if (open.current !== null) return deliver(open.current)
      const submission = { key: keys.keyFor(input), input }
      return deliver(proof === undefined ? submission : { ...submission, proof })
    },
    [deliver, keys],
  )

  const checkAgain = useCallback(
    () => (open.current === null ? Promise.resolve(null) : deliver(open.current)),
    [deliver],
  )

  const dismiss = useCallback(() => setAnswer(null), [])

  return { send, checkAgain, dismiss, isSending, answer }
}
