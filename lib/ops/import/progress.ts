/** Where progress is shown: a terminal's line is written over, anything else gets a new line now and then. */
export type Screen = { isTerminal: boolean; write: (text: string) => void }

const TERMINAL_MILLISECONDS = 500
const FILE_MILLISECONDS = 10_000

/** Counts notes as they leave the warehouse, and says how fast and how much longer. */
export class Progress {
  readonly #screen: Screen
  readonly #notes: number
  readonly #lines: number
  #begunAt: number | null = null
  #label = ''
  #notesBehind = 0
  #linesBehind = 0
  #notesDone = 0
  #linesDone = 0
  #shownAt = 0

  /** `work` is everything there is to import, what is at the desk already included. */
  constructor(screen: Screen, work: { notes: number; lines: number }) {
    this.#screen = screen
    this.#notes = work.notes
    this.#lines = work.lines
  }

  /** Notes of a day follow. The first one starts the clock. */
  begin(label: string): void {
    this.#label = label
    this.#begunAt ??= performance.now()
    this.#shownAt = performance.now()
  }

  /** Notes that were done at an earlier run take no time now. */
  leaveOut(notes: number, lines: number): void {
    this.#notesBehind += notes
    this.#linesBehind += lines
  }

  /** One more note is on the road. */
  advance(lines: number): void {
    this.#notesDone += 1
    this.#linesDone += lines
    const every = this.#screen.isTerminal ? TERMINAL_MILLISECONDS : FILE_MILLISECONDS
    if (performance.now() - this.#shownAt < every) return
    this.#shownAt = performance.now()
    this.#screen.write(this.#screen.isTerminal ? `\r\u001b[2K${this.#sentence()}` : `${this.#sentence()}\n`)
  }

  /** Leaves the terminal's line clean for what follows. */
  end(): void {
    if (this.#screen.isTerminal) this.#screen.write('\r\u001b[2K')
  }

  #sentence(): string {
    const seconds = (performance.now() - (this.#begunAt ?? 0)) / 1000
    const behind = this.#notesBehind + this.#notesDone
    const left = this.#lines - this.#linesBehind - this.#linesDone
    const rate = this.#notesDone / Math.max(seconds, 0.001)
    const secondsLeft = (left / Math.max(this.#linesDone, 1)) * seconds
    const parts = [
      this.#label,
      `${behind}/${this.#notes} 张 notes`,
      `每秒 ${rate.toFixed(1)} per second`,
      `还需 ${timeText(secondsLeft)} left`,
    ]
    return parts.join(' · ')
  }
}

/** `1:02:03` or `2:03`. */
export function timeText(seconds: number): string {
  const whole = Math.round(seconds)
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const shown = parts[0] === 0 ? parts.slice(1) : parts
  return shown.map((part, index) => (index === 0 ? `${part}` : String(part).padStart(2, '0'))).join(':')
}
