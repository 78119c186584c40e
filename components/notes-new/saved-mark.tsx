'use client'

import { useTranslations } from 'next-intl'
import { Instant } from '#components/ui/instant.tsx'
import { OfflineIcon } from '#components/ui/icons-status.tsx'
import type { Keeping } from './draft-keeper.ts'

/** When the draft was last kept, and whether the desk can be reached. Never in the way of typing. */
export function SavedMark({ keeping }: { keeping: Keeping }) {
  const t = useTranslations('noteNew.saved')
  switch (keeping.kind) {
    case 'nothing':
      return <span className="text-muted">{t('nothing')}</span>
    case 'saving':
      return <span className="text-muted">{t('saving')}</span>
    case 'kept':
      return (
        <span className="text-muted" data-saved="desk">
          {t('kept')} <Instant iso={keeping.at} isTimeOnly />
        </span>
      )
    case 'local':
      return (
        <span className="inline-flex items-center gap-1 text-warning" data-saved="browser">
          <OfflineIcon className="size-3.5" />
          {t(keeping.isSignedOut ? 'localSignedOut' : 'local')} <Instant iso={keeping.at} isTimeOnly />
        </span>
      )
    case 'stale':
      return <span className="text-danger">{t('stale')}</span>
    case 'closed':
      return <span className="text-danger">{t('closed')}</span>
    case 'refused':
      return <span className="text-danger">{t('refused')}</span>
  }
}
