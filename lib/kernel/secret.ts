/**
 * Something typed that nobody may keep. It hides itself from JSON, so that a command's input hash and a log line
 * hold no trace that could be guessed at.
 */
export class Secret {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  /** The text itself, for the one place that checks or hashes it. */
  reveal(): string {
    return this.#text
  }

  toJSON(): string {
    return '[hidden]'
  }
}
