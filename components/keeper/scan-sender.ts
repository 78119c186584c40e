import type { FormAction } from '#components/forms/use-action.ts'
import { answerWithinMs, type Sent, sendInOrder } from '#components/sending/send-in-order.ts'
import type { Refusal } from '#lib/kernel/result.ts'
import {
  enqueue,
  parseQueue,
  queuedCount,
  type QueuedScan,
  type ScanQueue,
  settled,
  withBatch,
} from './scan-queue.ts'

/** How the sending stands, as the screen shows it. */
export type SendingState = {
  /** Scans that the desk has not answered yet, the oldest first. */
  waiting: readonly string[]
  /** The desk could not be reached at the last try. */
  isOffline: boolean
  /** Why the last batch was refused as a whole. */
  refusal: Refusal | null
}

export type ScanSender = {
  push: (scan: QueuedScan) => void
  /** Tries at once: the network is back, or the page was opened again. */
  send: () => Promise<void>
}

type Sending<Answer> = {
  paper: { accountSetId: number; paperId: string }
  action: FormAction<{ answers: Answer[] }>
  /** Where the queue is kept on the phone, and under which name. */
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  place: string
  newKey: () => string
  /** Waits this many milliseconds. */
  pause: (milliseconds: number) => Promise<void>
  onState: (state: SendingState) => void
  onAnswers: (answers: readonly Answer[]) => void
}

/**
 * Sends scans in batches, one after the other. Each scan is on the phone before anything is sent; what is not answered
 * stays there, through a lost network, a closed page and a dead battery, and goes again under the same key.
 */
export function scanSender<Answer>(desk: Sending<Answer>): ScanSender {
  const { accountSetId, paperId } = desk.paper
  let queue: ScanQueue = parseQueue(desk.storage.getItem(desk.place))
  let state: SendingState = { waiting: [], isOffline: false, refusal: null }

  function show(changes: Partial<SendingState>): void {
    const scans = [...(queue.batch?.scans ?? []), ...queue.waiting]
    state = { ...state, waiting: scans.map((scan) => scan.typed), ...changes }
    desk.onState(state)
  }

  function keep(next: ScanQueue): void {
    queue = next
    if (queuedCount(next) === 0) desk.storage.removeItem(desk.place)
    else desk.storage.setItem(desk.place, JSON.stringify(next))
  }

  async function sendBatch(): Promise<Sent> {
    keep(withBatch(queue, desk.newKey))
    const { batch } = queue
    if (batch === null) return 'empty'
    const submission = { key: batch.key, input: { accountSetId, paperId, scans: batch.scans } }
    const late = desk.pause(answerWithinMs).then(() => null)
    const result = await Promise.race([desk.action(submission).catch(() => null), late])
    const after = result === null ? null : settled(queue, result)
    if (after === null) return 'again'
    keep(after.queue)
    show({ isOffline: false, refusal: after.refusal })
    if (after.answers.length > 0) desk.onAnswers(after.answers)
    return 'done'
  }

  const send = sendInOrder({
    sendNext: sendBatch,
    pause: desk.pause,
    onRest: (sent) => show({ isOffline: sent === 'again' }),
  })

  return {
    push: (scan) => {
      keep(enqueue(queue, scan))
      show({})
      void send()
    },
    send: () => {
      show({})
      return send()
    },
  }
}

export const nothingSent: SendingState = { waiting: [], isOffline: false, refusal: null }
