'use client'

import { useCallback, useEffect, useRef } from 'react'
import { newSubmissionKey } from '#components/forms/send-once.ts'
import type { NoteDesk } from '#lib/domain/delivery-notes/issue-queries.ts'
import { noteOfDraft } from './draft-body.ts'
import type { ListedDraft } from './draft-drawer.tsx'
import type { DraftKeeper, Keeping } from './draft-keeper.ts'
import { browserPlace, discardDraft, fetchDraft, newDraftId } from './draft-place.ts'
import { draftPath, NEW_NOTE } from './paths.ts'
import { blankNote, type NoteStart, type Writing } from './use-note.ts'

export type Drafts = {
  /** What only this browser has. */
  locals: () => readonly ListedDraft[]
  open: (draft: ListedDraft) => Promise<void>
  discard: (draft: ListedDraft) => Promise<boolean>
  /** Leaves what is written as its draft and begins an empty note. */
  startNew: () => void
  /** Another window was quicker: keeps what is written here as a draft of its own. */
  keepAsOther: () => void
}

function setAddress(path: string): void {
  window.history.replaceState(null, '', path)
}

/** Opening, discarding and changing drafts without leaving the page. */
export function useDrafts(
  userId: string,
  start: NoteStart,
  desk: NoteDesk,
  { latest, dispatch, refresh }: Pick<Writing, 'latest' | 'dispatch' | 'refresh'>,
  { keeper, keeping }: { keeper: DraftKeeper; keeping: Keeping },
): Drafts {
  const place = useRef(browserPlace(userId))

  // What this browser kept after the desk last did is newer than what the page was drawn with.
  useEffect(() => {
    if (start.draftId === null) return
    const local = place.current.read(start.draftId)
    if (local?.version !== start.version) return
    dispatch({ kind: 'replaceAll', note: noteOfDraft(local.body, blankNote(desk, start.today).header) })
  }, [start, desk, dispatch])

  useEffect(() => {
    if (keeping.kind === 'kept') setAddress(draftPath(keeper.draftId))
  }, [keeping.kind, keeper])

  const locals = useCallback(
    () =>
      place.current.all().map((local): ListedDraft => {
        const note = noteOfDraft(local.body, blankNote(desk, start.today).header)
        return {
          draftId: local.draftId,
          version: local.version,
          customerName: note.customer?.name ?? note.customerText,
          lineCount: note.lines.filter((line) => line.product !== null).length,
          updatedAt: local.savedAt,
          isLocal: true,
        }
      }),
    [desk, start.today],
  )

  const open = useCallback(
    async (draft: ListedDraft) => {
      keeper.flush(false)
      await keeper.rest()
      const local = place.current.read(draft.draftId)
      const kept = await fetchDraft(draft.draftId).catch(() => null)
      const isLocalNewer = local !== null && (kept === null || local.version === kept.version)
      const body = isLocalNewer ? local.body : kept?.body
      if (body === undefined) return keeper.resume()
      keeper.begin(draft.draftId, kept?.version ?? local?.version ?? 0)
      dispatch({ kind: 'replaceAll', note: noteOfDraft(body, blankNote(desk, start.today).header) })
      setAddress(draftPath(draft.draftId))
      await refresh().catch(() => undefined)
    },
    [keeper, desk, start.today, dispatch, refresh],
  )

  const discard = useCallback(async (draft: ListedDraft) => {
    place.current.remove(draft.draftId)
    if (draft.version === 0) return true
    return discardDraft(draft.draftId, newSubmissionKey()).catch(() => false)
  }, [])

  const startNew = useCallback(() => {
    keeper.flush(true)
    keeper.begin(newDraftId(), 0)
    dispatch({ kind: 'replaceAll', note: blankNote(desk, start.today) })
    setAddress(NEW_NOTE)
  }, [keeper, desk, start.today, dispatch])

  const keepAsOther = useCallback(() => {
    keeper.begin(newDraftId(), 0)
    setAddress(NEW_NOTE)
    const { removed: _, ...note } = latest.current
    dispatch({ kind: 'replaceAll', note: { ...note, lines: [...note.lines] } })
  }, [keeper, latest, dispatch])

  return { locals, open, discard, startNew, keepAsOther }
}
