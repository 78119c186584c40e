'use client'

import { useTranslations } from 'next-intl'
import { memo } from 'react'
import { Button } from '#components/ui/button.tsx'
import type { Keeping } from './draft-keeper.ts'
import type { Note } from './note-state.ts'
import { PaperLinks } from './paper-links.tsx'
import { SavedMark } from './saved-mark.tsx'
import type { ToldTrouble } from './use-trouble.ts'

/** The first line of the page: what it follows, when it was last kept, and the way to other drafts. */
export const NoteTop = memo(function NoteTop({
  papers,
  trouble,
  keeping,
  onDrafts,
  onNew,
}: {
  papers: Pick<Note, 'order' | 'application' | 'replaces'>
  trouble: ToldTrouble | null
  keeping: Keeping
  onDrafts: () => void
  onNew: () => void
}) {
  const t = useTranslations('noteNew')
  return (
    <header className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <h1 className="text-lg font-semibold">{t('title')}</h1>
      <PaperLinks note={papers} />
      <p role="status" className={trouble?.isCalm === true ? 'text-positive' : 'text-warning'}>
        {trouble?.sentence}
      </p>
      <span className="ml-auto flex items-center gap-3">
        <SavedMark keeping={keeping} />
        <Button size="small" variant="quiet" shortcut="F8" onClick={onDrafts}>
          {t('drafts.title')}
        </Button>
        <Button size="small" variant="quiet" shortcut="Alt+N" onClick={onNew}>
          {t('new')}
        </Button>
      </span>
    </header>
  )
})
