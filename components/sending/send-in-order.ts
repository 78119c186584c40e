/** The longest a phone waits for one answer before it sends again under the same key. */
export const answerWithinMs = 15_000
const firstPauseMs = 1000
const longestPauseMs = 15_000

/** What became of one sending: answered, to be sent again as it is, or nothing was left to send. */
export type Sent = 'done' | 'again' | 'empty'

/**
 * Sends what waits on a phone one after the other, never two at once. When no answer comes it rests, each time longer, and
 * goes on by itself; `send` tries at once.
 */
export function sendInOrder(desk: {
  sendNext: () => Promise<Sent>
  /** Waits this many milliseconds. */
  pause: (milliseconds: number) => Promise<void>
  /** Nothing is under way any more. */
  onRest: (sent: 'again' | 'empty') => void
}): () => Promise<void> {
  let isUnderWay = false
  let pauseMs = firstPauseMs

  async function send(): Promise<void> {
    if (isUnderWay) return
    isUnderWay = true
    let sent = await desk.sendNext()
    while (sent === 'done') {
      pauseMs = firstPauseMs
      sent = await desk.sendNext()
    }
    isUnderWay = false
    desk.onRest(sent)
    if (sent === 'empty') return
    const wait = pauseMs
    pauseMs = Math.min(longestPauseMs, pauseMs * 2)
    void desk.pause(wait).then(send)
  }
  return send
}
