'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'

/** A password that is shown this once, to be handed over. */
export function OneTimePassword({ name, password }: { name: string; password: string }) {
  const t = useTranslations('staff.oneTime')
  const [isCopied, setIsCopied] = useState(false)
  return (
    <Notice
      tone="positive"
      isUrgent
      title={t('title')}
      act={
        <Button
          size="small"
          onClick={() => void navigator.clipboard?.writeText(password).then(() => setIsCopied(true))}
        >
          {t(isCopied ? 'copied' : 'copy')}
        </Button>
      }
    >
      <p>{t('about', { name })}</p>
      <p className="mt-1 font-mono text-lg select-all" data-one-time-password="">
        {password}
      </p>
    </Notice>
  )
}
