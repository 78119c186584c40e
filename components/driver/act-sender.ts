import type { FormAction } from '#components/forms/use-action.ts'
import { answerWithinMs, type Sent, sendInOrder } from '#components/sending/send-in-order.ts'
import {
  type ActKind,
  type ActQueue,
  enqueueAct,
  nextAct,
  parseActs,
  type QueuedAct,
  settledAct,
  withoutAct,
} from './act-queue.ts'

/** How the acts of a phone stand, as the screen shows it. */
export type ActsState = {
  acts: ActQueue
  /** The desk could not be reached at the last try. */
  isOffline: boolean
}

export type ActSender = {
  push: (act: Omit<QueuedAct, 'key' | 'problem'>) => void
  /** Tries at once: the network is back, or a page was opened. */
  send: () => Promise<void>
  /** A person has read why an act was not done. */
  drop: (key: string) => void
}

type Sending = {
  actions: Readonly<Record<ActKind, FormAction<unknown>>>
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  place: string
  newKey: () => string
  pause: (milliseconds: number) => Promise<void>
  onState: (state: ActsState) => void
  onDone: (act: QueuedAct) => void
}

/**
 * Sends a driver's acts one by one in the order they were done, each under a key of its own. An act is on the phone before
 * it is sent and stays until the desk has answered, through a lost network and a closed page; what the desk refuses stays
 * to be read. The phone's storage is read anew before every change, so that two open pages keep one queue.
 */
export function actSender(desk: Sending): ActSender {
  let isOffline = false
  const read = (): ActQueue => parseActs(desk.storage.getItem(desk.place))

  function keep(next: ActQueue): void {
    if (next.length === 0) desk.storage.removeItem(desk.place)
    else desk.storage.setItem(desk.place, JSON.stringify(next))
    show()
  }

  function show(): void {
    desk.onState({ acts: read(), isOffline })
  }

  async function sendNext(): Promise<Sent> {
    const act = nextAct(read())
    if (act === undefined) return 'empty'
    const late = desk.pause(answerWithinMs).then(() => null)
    const answer = desk.actions[act.kind]({ key: act.key, input: act.input }).catch(() => null)
    const result = await Promise.race([answer, late])
    const after = result === null ? null : settledAct(read(), act.key, result)
    if (after === null) return 'again'
    isOffline = false
    keep(after)
    if (result?.status === 'done') desk.onDone(act)
    return 'done'
  }

  const send = sendInOrder({
    sendNext,
    pause: desk.pause,
    onRest: (sent) => {
      isOffline = sent === 'again'
      show()
    },
  })
  return {
    push: (act) => {
      keep(enqueueAct(read(), { ...act, key: desk.newKey(), problem: null }))
      void send()
    },
    send: () => {
      show()
      return send()
    },
    drop: (key) => keep(withoutAct(read(), key)),
  }
}
