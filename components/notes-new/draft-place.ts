import type { ActionResult } from '#lib/kernel/result.ts'
import type { DraftRow, OwnDraft } from '#lib/domain/delivery-notes/draft-queries.ts'
import type { DraftPlace, DraftSubmission, LocalDraft, SavedDraft } from './draft-keeper.ts'

const PREFIX = 'silian.draft.'

/**
 * Drafts in this browser, one person's apart from another's. Holds only what the desk has not kept yet; a browser
 * that keeps nothing (private window, full) is no reason to stop typing.
 */
export function browserPlace(userId: string): DraftPlace & { all: () => LocalDraft[] } {
  const nameOf = (draftId: string): string => `${PREFIX}${userId}.${draftId}`
  const read = (name: string): LocalDraft | null => {
    try {
      return localDraftOf(JSON.parse(localStorage.getItem(name) ?? 'null'))
    } catch {
      return null
    }
  }
  return {
    read: (draftId) => read(nameOf(draftId)),
    write: (draft) => {
      try {
        localStorage.setItem(nameOf(draft.draftId), JSON.stringify(draft))
      } catch {
        // Nothing more can be done here; the desk is asked to keep it all the same.
      }
    },
    remove: (draftId) => {
      try {
        localStorage.removeItem(nameOf(draftId))
      } catch {
        // What cannot be removed is told apart by its version.
      }
    },
    all: () => {
      try {
        return Object.keys(localStorage)
          .filter((name) => name.startsWith(nameOf('')))
          .flatMap((name) => read(name) ?? [])
      } catch {
        return []
      }
    },
  }
}

function localDraftOf(value: unknown): LocalDraft | null {
  if (typeof value !== 'object' || value === null) return null
  const { draftId, version, savedAt, body }: { [name: string]: unknown } = { ...value }
  const isWhole = typeof draftId === 'string' && typeof version === 'number' && typeof savedAt === 'string'
  return isWhole ? { draftId, version, savedAt, body } : null
}

/** A browser lets a closing page send this much. */
const CLOSING_MOST = 60_000
const DEADLINE_MS = 15_000

/** Sends a draft to the desk; throws when no answer comes. */
export async function sendDraft(
  submission: DraftSubmission,
  isClosing: boolean,
): Promise<ActionResult<SavedDraft>> {
  const body = JSON.stringify(submission)
  const keepalive = isClosing && body.length < CLOSING_MOST
  const response = await fetch('/api/notes/drafts', {
    method: 'PUT',
    body,
    keepalive,
    signal: AbortSignal.timeout(DEADLINE_MS),
  })
  return resultOf(await response.json())
}

/** One's own drafts that the desk keeps; throws when no answer comes. */
export async function fetchDrafts(): Promise<DraftRow[]> {
  const response = await fetch('/api/notes/drafts', { signal: AbortSignal.timeout(DEADLINE_MS) })
  if (!response.ok) throw new Error(`drafts ${response.status}`)
  return draftsOf(await response.json()).drafts
}

/** One draft with what was typed; null when it is closed or another's. Throws when no answer comes. */
export async function fetchDraft(draftId: string): Promise<OwnDraft | null> {
  const query = new URLSearchParams({ id: draftId })
  const response = await fetch(`/api/notes/drafts?${query}`, { signal: AbortSignal.timeout(DEADLINE_MS) })
  if (response.status === 404) return null
  if (!response.ok) throw new Error(`draft ${response.status}`)
  return draftOf(await response.json())
}

function draftsOf(json: unknown): { drafts: DraftRow[] } {
  return json as { drafts: DraftRow[] }
}

function draftOf(json: unknown): OwnDraft {
  return json as OwnDraft
}

/** Puts a draft away. Answers whether the desk did; throws when no answer comes. */
export async function discardDraft(draftId: string, key: string): Promise<boolean> {
  const response = await fetch('/api/notes/drafts', {
    method: 'DELETE',
    body: JSON.stringify({ key, input: { draftId } }),
    signal: AbortSignal.timeout(DEADLINE_MS),
  })
  const result = resultOf<unknown>(await response.json())
  return result.status === 'done' || result.status === 'refused'
}

/** The route answers what the command answered. */
function resultOf<Value>(json: unknown): ActionResult<Value> {
  return json as ActionResult<Value>
}

/** An id for a draft, made here so that typing never waits; works on plain http too. */
export function newDraftId(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  const hex = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte, at) => {
    const marked = at === 6 ? (byte & 0x0f) | 0x40 : at === 8 ? (byte & 0x3f) | 0x80 : byte
    return marked.toString(16).padStart(2, '0')
  }).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
