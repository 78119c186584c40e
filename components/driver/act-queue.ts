import type { ActionResult, Refusal } from '#lib/kernel/result.ts'

/** What a driver does at a stop, by the action that sends it. */
export const ACT_KINDS = ['accept', 'arrive', 'deliver', 'notDelivered', 'offer'] as const
export type ActKind = (typeof ACT_KINDS)[number]

/** Why the desk did not do an act. */
export type ActProblem =
  | { kind: 'refused'; refusal: Refusal }
  | { kind: 'invalid'; fields: Readonly<Record<string, string>> }
  | { kind: 'stale' }

/** One act as it waits on the phone: sent under its key until the desk has answered. */
export type QueuedAct = {
  key: string
  kind: ActKind
  /** The note it is about: one act of a kind for a note waits at a time. */
  noteId: string
  /** The note's number, and whose it is: as the screen names the act. */
  number: string
  customer: string
  input: unknown
  /** Set once the desk has said no; it stays to be read and is not sent again. */
  problem: ActProblem | null
}

export type ActQueue = readonly QueuedAct[]

/** Puts an act at the end; one of the same kind for the same note that was refused gives way to it. */
export function enqueueAct(queue: ActQueue, act: QueuedAct): ActQueue {
  const isSame = (one: QueuedAct) => one.kind === act.kind && one.noteId === act.noteId
  if (queue.some((one) => isSame(one) && one.problem === null)) return queue
  return [...queue.filter((one) => !isSame(one)), act]
}

/** The act to send next: the oldest that has no answer. */
export function nextAct(queue: ActQueue): QueuedAct | undefined {
  return queue.find((act) => act.problem === null)
}

/** Takes an act away: it was done, or a person has read why not. */
export function withoutAct(queue: ActQueue, key: string): ActQueue {
  return queue.filter((act) => act.key !== key)
}

/** What an answer does to the queue; null when it settles nothing and the act goes again under its key. */
export function settledAct(queue: ActQueue, key: string, result: ActionResult<unknown>): ActQueue | null {
  const fail = (problem: ActProblem) => queue.map((act) => (act.key === key ? { ...act, problem } : act))
  switch (result.status) {
    case 'done':
      return withoutAct(queue, key)
    case 'refused':
      return result.refusal.code === 'desk.unavailable'
        ? null
        : fail({ kind: 'refused', refusal: result.refusal })
    case 'invalid':
      return fail({ kind: 'invalid', fields: result.fields })
    case 'stale':
      return fail({ kind: 'stale' })
    default:
      return null
  }
}

/** Where the acts of one person are kept on the phone. */
export function actsPlace(userId: string): string {
  return `silian-acts:${userId}`
}

/** Reads kept acts; what is none is left out. */
export function parseActs(text: string | null): ActQueue {
  if (text === null) return []
  try {
    const kept: unknown = JSON.parse(text)
    return Array.isArray(kept) ? kept.filter(isAct) : []
  } catch {
    return []
  }
}

function isAct(kept: unknown): kept is QueuedAct {
  if (typeof kept !== 'object' || kept === null) return false
  if (!(
    'key' in kept &&
    'kind' in kept &&
    'noteId' in kept &&
    'number' in kept &&
    'customer' in kept &&
    'input' in kept
  ))
    return false
  const { key, kind, noteId, number, customer } = kept
  const isKind = ACT_KINDS.some((each) => each === kind)
  const isText = [key, noteId, number, customer].every((each) => typeof each === 'string')
  return isKind && isText && (!('problem' in kept) || typeof kept.problem === 'object')
}
