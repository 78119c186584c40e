'use client'

import { useTranslations } from 'next-intl'
import { IconButton } from '#components/ui/button.tsx'
import { useShowShortcuts } from './shortcuts.tsx'

/** The same as the key `?`, for the mouse. */
export function ShortcutButton() {
  const t = useTranslations('shell.shortcuts')
  return (
    <IconButton label={t('show')} onClick={useShowShortcuts()} className="max-lg:hidden">
      <span aria-hidden="true">?</span>
    </IconButton>
  )
}
