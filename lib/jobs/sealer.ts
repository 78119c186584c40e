import { sealEvents } from '#lib/domain/audit-trail/seal-events.ts'
import type { Desk } from '#lib/command/run-command.ts'

const EVERY_MS = 60_000

/**
 * Seals new events at once and then once a minute. Two app processes on one database do it in turn: each waits for the other's
 * seal and then finds nothing new. Answers how to stop.
 */
export function startSealer(desk: Pick<Desk, 'db' | 'clock' | 'reportFault'>): () => void {
  let isSealing = false
  const seal = (): void => {
    if (isSealing) return
    isSealing = true
    sealEvents(desk.db, desk.clock)
      .catch((error: unknown) => desk.reportFault({ requestId: 'sealer', command: 'events.seal', error }))
      .finally(() => {
        isSealing = false
      })
  }
  seal()
  const timer = setInterval(seal, EVERY_MS)
  timer.unref()
  return () => clearInterval(timer)
}
