import type { ActionResult } from '#lib/kernel/result.ts'

/** What a sender knows in the end: the desk's answer, that none came, or that the page is older than the server. */
export type Answer<Value> = ActionResult<Value> | { status: 'unknown' } | { status: 'outdated' }

export type Limits = {
  /** After this long without any answer the outcome is unknown. */
  deadlineMs: number
  /** The pause after the first failure; it doubles each time. */
  firstPauseMs: number
}

export const usualLimits: Limits = { deadlineMs: 20_000, firstPauseMs: 400 }

const noAnswer = Symbol('no answer')

/**
 * Sends until the desk answers or the deadline passes. Every attempt carries the same key, so that a submission
 * whose answer was lost is found again and never recorded twice. `isOutdated` knows the error of a page that is
 * older than the server: nothing was done then, and sending again does not help.
 */
export async function sendUntilAnswered<Value>(
  attempt: () => Promise<ActionResult<Value>>,
  isOutdated: (error: unknown) => boolean,
  limits: Limits = usualLimits,
): Promise<Answer<Value>> {
  const timeout = startTimeout(limits.deadlineMs)
  let pauseMs = limits.firstPauseMs
  try {
    for (;;) {
      try {
        const answer = await Promise.race([attempt(), timeout.passed])
        return answer === noAnswer ? { status: 'unknown' } : answer
      } catch (error) {
        if (isOutdated(error)) return { status: 'outdated' }
      }
      const pause = startTimeout(pauseMs)
      const isOver = (await Promise.race([timeout.passed, pause.passed.then(() => null)])) === noAnswer
      pause.stop()
      if (isOver) return { status: 'unknown' }
      pauseMs *= 2
    }
  } finally {
    timeout.stop()
  }
}

function startTimeout(afterMs: number): { passed: Promise<typeof noAnswer>; stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  const passed = new Promise<typeof noAnswer>((resolve) => {
    timer = setTimeout(() => resolve(noAnswer), afterMs)
  })
  return { passed, stop: () => clearTimeout(timer) }
}

/** Whether the answer settles what happened. A fault does not: the desk may have failed after it had recorded. */
export function isDefinite<Value>(answer: Answer<Value>): boolean {
  switch (answer.status) {
    case 'unknown':
    case 'fault':
      return false
    case 'refused':
      return answer.refusal.code !== 'desk.unavailable'
    default:
      return true
  }
}

/** Keeps one key for one input until the answer is definite; another input gets another key. */
export type KeyKeeper = {
  keyFor: (input: unknown) => string
  settle: () => void
}

/** A keeper of idempotency keys for one form. `newKey` is `crypto.randomUUID` outside tests. */
export function keyKeeper(newKey: () => string): KeyKeeper {
  let kept: { key: string; text: string } | null = null
  return {
    keyFor: (input) => {
      const text = JSON.stringify(input)
      if (kept === null || kept.text !== text) kept = { key: newKey(), text }
      return kept.key
    },
    settle: () => {
      kept = null
    },
  }
}

/** A key no other submission has; works on plain http too, where `crypto.randomUUID` is missing. */
export function newSubmissionKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}
