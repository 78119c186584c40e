'use client'

import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { formatInstant } from '#lib/i18n/format.ts'
import type { Keeping } from './draft-keeper.ts'

/** When the draft cannot be kept as it is: why, and what to do. What is typed stays on the screen. */
export function DraftTrouble({
  keeping,
  onKeepAsOther,
  onStartNew,
}: {
  keeping: Keeping
  onKeepAsOther: () => void
  onStartNew: () => void
}) {
  const t = useTranslations('noteNew.draftTrouble')
  const acts = (
    <span className="flex flex-wrap gap-2">
      <Button size="small" onClick={onKeepAsOther}>
        {t('keepAsOther')}
      </Button>
      <Button size="small" onClick={onStartNew}>
        {t('startNew')}
      </Button>
    </span>
  )
  if (keeping.kind === 'stale')
    return (
      <Notice tone="warning" isUrgent title={t('staleTitle')} act={acts}>
        {t('stale', { at: keeping.at === undefined ? '' : formatInstant(keeping.at) })}
      </Notice>
    )
  if (keeping.kind === 'closed')
    return (
      <Notice tone="warning" isUrgent title={t('closedTitle')} act={acts}>
        {keeping.number === '' ? t('discarded') : t('issued', { number: keeping.number })}
      </Notice>
    )
  if (keeping.kind === 'refused')
    return (
      <Notice tone="warning" isUrgent title={t('refusedTitle')}>
        {t(keeping.code === 'tooLarge' || keeping.code === 'tooManyLines' ? keeping.code : 'refused')}
      </Notice>
    )
  return null
}
