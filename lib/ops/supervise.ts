import { sleep } from './processes.ts'

/** A running part of the desk: it can end by itself, and it can be stopped. */
export interface RunningPart {
  readonly ended: Promise<unknown>
  stop(): Promise<void>
}

/** A part that is started again when it ends without being asked to. */
export interface SupervisedPart {
  /** Settles, with the failure, when the part ended and could not be kept running. */
  readonly gaveUp: Promise<unknown>
  stop(): Promise<void>
}

const STARTS_PER_MINUTE = 5

/** Keeps a part running: starts it again when it ends, five times within a minute at most. */
export function keepRunning(first: RunningPart, startAgain: () => Promise<RunningPart>): SupervisedPart {
  let current = first
  let isWanted = true
  const starts: number[] = []
  const watch = async (): Promise<unknown> => {
    for (;;) {
      await current.ended
      if (!isWanted) return new Promise(() => undefined)
      const now = performance.now()
      starts.push(now)
      const recent = starts.filter((at) => now - at < 60_000)
      if (recent.length > STARTS_PER_MINUTE) return new Error('ended again and again')
      try {
        await sleep(100 * recent.length)
        current = await startAgain()
        if (!isWanted) await current.stop()
      } catch (error) {
        return error
      }
    }
  }
  return {
    gaveUp: watch(),
    stop: async () => {
      isWanted = false
      await current.stop()
    },
  }
}
