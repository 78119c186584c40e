import { plainSentence } from './failure.ts'

/**
 * The life of a launching command: what it started is stopped in the opposite order, once, whether it failed, was
 * told to stop, or lost the process that started it.
 */
export class Launch {
  #undoing: (() => Promise<void>)[] = []
  #ending: Promise<void> | undefined

  constructor() {
    for (const occasion of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) {
      process.on(occasion, () => void this.end(0))
    }
  }

  /** Remembers how to stop something that was started; the last one started is the first one stopped. */
  beforeEnding(undo: () => Promise<void>): void {
    this.#undoing.unshift(undo)
  }

  /** Ends with exit code 1 when a part that must run has given up. */
  endWith(gaveUp: Promise<unknown>): void {
    void gaveUp.then((error) => this.#fail(error))
  }

  /** Runs the steps of the launch. A failure is printed as one sentence, and everything begun is undone. */
  async run(steps: () => Promise<void>): Promise<void> {
    try {
      await steps()
    } catch (error) {
      await this.#fail(error)
    }
  }

  /** Stops everything and exits with the code. Twice is once. */
  async end(code: number): Promise<void> {
    this.#ending ??= this.#undoAll()
    await this.#ending
    process.exit(code)
  }

  async #fail(error: unknown): Promise<void> {
    if (this.#ending === undefined) console.error(plainSentence(error))
    await this.end(this.#ending === undefined ? 1 : 0)
  }

  async #undoAll(): Promise<void> {
    for (;;) {
      const undo = this.#undoing.shift()
      if (undo === undefined) return
      await undo().catch((error: unknown) => console.error(plainSentence(error)))
    }
  }
}
