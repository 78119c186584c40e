import type { ActionResult } from '#lib/kernel/result.ts'

/** How a draft stands, for the saved mark. Times are ISO 8601. */
export type Keeping =
  | { kind: 'nothing' }
  | { kind: 'saving' }
  | { kind: 'kept'; at: string }
  /** Kept in this browser alone: the desk does not answer. */
  | { kind: 'local'; at: string; isSignedOut: boolean }
  /** Another window has kept this draft since. */
  | { kind: 'stale'; by?: string; at?: string }
  /** It was discarded, or has become the note of this number. */
  | { kind: 'closed'; number: string }
  /** The desk does not take it as it is, e.g. because it is too large. */
  | { kind: 'refused'; code: string }

export type SavedDraft = { version: number; savedAt: string }
export type DraftSubmission = {
  key: string
  input: { draftId: string; seenVersion: number; body: unknown }
}

/** What is kept in the browser: only what the desk has not kept yet. */
export type LocalDraft = { draftId: string; version: number; savedAt: string; body: unknown }

export type DraftPlace = {
  read: (draftId: string) => LocalDraft | null
  write: (draft: LocalDraft) => void
  remove: (draftId: string) => void
}

type Needs = {
  send: (submission: DraftSubmission, isClosing: boolean) => Promise<ActionResult<SavedDraft>>
  place: DraftPlace
  newKey: () => string
  nowText: () => string
  tell: (keeping: Keeping) => void
  /** Runs the work later; answers how to call it off. */
  later: (work: () => void, afterMs: number) => () => void
}

type Sent = { submission: DraftSubmission; text: string }

const LOCAL_PAUSE_MS = 300
const SEND_PAUSE_MS = 1200
const RETRY_PAUSE_MS = 5000

/**
 * Keeps a draft as it is typed: first in the browser, then with the desk, one send at a time. A send whose answer
 * was lost is repeated with its own key before anything newer, so that no save is mistaken for another window's.
 */
export class DraftKeeper {
  readonly #needs: Needs
  #draft: { draftId: string; version: number }
  #read: (() => unknown) | null = null
  #open: Sent | null = null
  #keptText = ''
  #isResting = false
  #underWay: Promise<void> | null = null
  #callOffLocal = (): void => undefined
  #callOffSend = (): void => undefined

  constructor(needs: Needs, first: { draftId: string; version: number }) {
    this.#needs = needs
    this.#draft = { ...first }
  }

  get draftId(): string {
    return this.#draft.draftId
  }

  /** The draft's id once the desk has kept it; null before. */
  get keptId(): string | null {
    return this.#draft.version > 0 ? this.#draft.draftId : null
  }

  /** Takes note that something was typed; `read` gives the body when it is time to keep it. */
  touch(read: () => unknown): void {
    this.#read = read
    this.#isResting = false
    this.#callOffLocal()
    this.#callOffLocal = this.#needs.later(() => void this.#keepHere(), LOCAL_PAUSE_MS)
    this.#sendLater(SEND_PAUSE_MS)
  }

  /** Keeps now what is still to be kept. With `isClosing` also beside a send that is under way. */
  flush(isClosing: boolean): void {
    this.#callOffSend()
    if (this.#underWay !== null && !isClosing) return
    const typed = this.#keepHere()
    const sent = this.#open ?? (typed === null ? null : this.#sendingOf(typed))
    if (sent === null) return
    this.#open = sent
    this.#needs.tell({ kind: 'saving' })
    this.#underWay = this.#deliver(sent, isClosing)
  }

  /** Waits until nothing is under way, and sends nothing more until `touch`. */
  async rest(): Promise<void> {
    this.#isResting = true
    this.#callOffLocal()
    this.#callOffSend()
    await this.#underWay
  }

  /** Goes on after `rest`: what was typed and not kept is kept after all. */
  resume(): void {
    this.#isResting = false
    if (this.#open !== null || this.#isMore()) this.#sendLater(SEND_PAUSE_MS)
  }

  /** The note is issued or thrown away: nothing of its draft stays in the browser. */
  forget(): void {
    this.#read = null
    this.#open = null
    this.#needs.place.remove(this.#draft.draftId)
  }

  /** Begins with another draft; what the desk has not kept of the one before stays in the browser. */
  begin(draftId: string, version: number): void {
    this.#callOffLocal()
    this.#callOffSend()
    this.#draft = { draftId, version }
    this.#read = null
    this.#open = null
    this.#keptText = ''
    this.#isResting = false
    this.#needs.tell({ kind: 'nothing' })
  }

  #keepHere(): { body: unknown; text: string } | null {
    this.#callOffLocal()
    if (this.#read === null) return null
    const body = this.#read()
    const text = JSON.stringify(body)
    if (text === this.#keptText) return null
    this.#needs.place.write({ ...this.#draft, savedAt: this.#needs.nowText(), body })
    return { body, text }
  }

  #sendingOf(typed: { body: unknown; text: string }): Sent {
    const input = { draftId: this.#draft.draftId, seenVersion: this.#draft.version, body: typed.body }
    return { submission: { key: this.#needs.newKey(), input }, text: typed.text }
  }

  async #deliver(sent: Sent, isClosing: boolean): Promise<void> {
    try {
      this.#take(await this.#needs.send(sent.submission, isClosing), sent)
    } catch {
      this.#waitForDesk(false)
    }
    this.#underWay = null
    if (this.#open === null && !this.#isResting && this.#isMore()) this.#sendLater(SEND_PAUSE_MS)
  }

  #isMore(): boolean {
    return this.#read !== null && JSON.stringify(this.#read()) !== this.#keptText
  }

  #take(answer: ActionResult<SavedDraft>, sent: Sent): void {
    if (sent.submission.input.draftId !== this.#draft.draftId) return
    switch (answer.status) {
      case 'done':
        this.#open = null
        this.#draft.version = answer.value.version
        this.#keptText = sent.text
        this.#needs.place.remove(this.#draft.draftId)
        return this.#needs.tell({ kind: 'kept', at: answer.value.savedAt })
      case 'stale':
        return this.#giveUp({ ...answer, kind: 'stale' })
      case 'refused':
        if (answer.refusal.code === 'desk.unavailable') return this.#waitForDesk(false)
        return this.#giveUp(
          answer.refusal.code === 'draft.closed'
            ? { kind: 'closed', number: String(answer.refusal.params['number'] ?? '') }
            : { kind: 'refused', code: answer.refusal.code },
        )
      case 'invalid':
        // What was typed since may be smaller: the next change is sent again.
        this.#open = null
        this.#keptText = sent.text
        return this.#needs.tell({ kind: 'refused', code: answer.fields['body'] ?? 'other' })
      case 'signedOut':
        return this.#waitForDesk(true)
      case 'fault':
        return this.#waitForDesk(false)
    }
  }

  #giveUp(keeping: Keeping): void {
    this.#open = null
    this.#read = null
    this.#needs.tell(keeping)
  }

  #waitForDesk(isSignedOut: boolean): void {
    this.#needs.tell({ kind: 'local', at: this.#needs.nowText(), isSignedOut })
    if (!this.#isResting) this.#sendLater(RETRY_PAUSE_MS)
  }

  #sendLater(afterMs: number): void {
    this.#callOffSend()
    this.#callOffSend = this.#needs.later(() => this.flush(false), afterMs)
  }
}
