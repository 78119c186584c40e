'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Button, IconButton } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { TrashIcon } from '#components/ui/icons-action.tsx'
import { Instant } from '#components/ui/instant.tsx'
import { Notice } from '#components/ui/notice.tsx'
import type { DraftRow } from '#lib/domain/delivery-notes/draft-queries.ts'
import { fetchDrafts } from './draft-place.ts'

/** A draft in the list; `isLocal` when only this browser has its latest. */
export type ListedDraft = DraftRow & { isLocal: boolean }

/** One's own drafts: Enter opens one, the bin puts one away. */
export function DraftDrawer({
  currentId,
  locals,
  onOpen,
  onDiscard,
  onClose,
}: {
  currentId: string
  /** What only this browser has. */
  locals: () => readonly ListedDraft[]
  onOpen: (draft: ListedDraft) => void
  onDiscard: (draft: ListedDraft) => Promise<boolean>
  onClose: () => void
}) {
  const t = useTranslations('noteNew.drafts')
  const [drafts, setDrafts] = useState<readonly ListedDraft[] | null>(null)
  const [isUnreachable, setIsUnreachable] = useState(false)

  useEffect(() => {
    const here = locals()
    fetchDrafts().then(
      (kept) => setDrafts(joined(kept, here)),
      () => {
        setIsUnreachable(true)
        setDrafts(here)
      },
    )
  }, [locals])

  async function discard(draft: ListedDraft): Promise<void> {
    if (await onDiscard(draft))
      setDrafts((shown) => shown?.filter(({ draftId }) => draftId !== draft.draftId) ?? null)
  }

  const others = drafts?.filter(({ draftId }) => draftId !== currentId) ?? []
  return (
    <Dialog isOpen onClose={onClose} title={t('title')}>
      {isUnreachable ? <Notice tone="warning">{t('unreachable')}</Notice> : null}
      {drafts !== null && others.length === 0 ? <EmptyState title={t('none')} hint={t('noneHint')} /> : null}
      <ul className="flex flex-col">
        {others.map((draft, at) => (
          <li key={draft.draftId} className="flex items-center gap-2 border-b border-line">
            <Button
              variant="quiet"
              autoFocus={at === 0}
              onClick={() => onOpen(draft)}
              className="min-w-0 flex-1 justify-start"
            >
              <span className="truncate">
                {draft.customerName === '' ? t('noCustomer') : draft.customerName}
              </span>
              <span className="text-muted">{t('lines', { count: draft.lineCount })}</span>
              <span className="ml-auto text-muted">
                <Instant iso={draft.updatedAt} />
              </span>
              {draft.isLocal ? <span className="text-warning">{t('local')}</span> : null}
            </Button>
            <IconButton label={t('discard')} onClick={() => void discard(draft)}>
              <TrashIcon />
            </IconButton>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

function joined(kept: readonly DraftRow[], here: readonly ListedDraft[]): ListedDraft[] {
  const ids = new Set(kept.map(({ draftId }) => draftId))
  return [
    ...here.filter(({ draftId }) => !ids.has(draftId)),
    ...kept.map((draft) => ({ ...draft, isLocal: here.some(({ draftId }) => draftId === draft.draftId) })),
  ]
}
