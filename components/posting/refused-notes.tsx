'use client'

import { useTranslations } from 'next-intl'
import { GateChecklist } from '#components/forms/gate-checklist.tsx'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import type { RefusedPaper } from '#lib/kernel/result.ts'

/** Notes that the server did not post after all, because something changed meanwhile, each with its reasons. */
export function RefusedNotes({
  refused,
  onClose,
}: {
  refused: readonly RefusedPaper[]
  onClose: () => void
}) {
  const t = useTranslations('posting')
  if (refused.length === 0) return null
  return (
    <Notice
      tone="warning"
      title={t('notPosted', { count: refused.length })}
      act={
        <Button size="small" onClick={onClose}>
          {t('read')}
        </Button>
      }
    >
      <ul className="flex flex-col gap-1">
        {refused.map(({ paperId, number, checklist }) => (
          <li key={paperId}>
            {number}
            <GateChecklist gate={checklist} label={t('gate')} shows="open" />
          </li>
        ))}
      </ul>
    </Notice>
  )
}
