'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { ButtonLink } from '#components/ui/button.tsx'

/** Opens the printer's dialog once the typeface is there. What is counted is printed once; again is another count. */
export function PrintOnce({ hrefs }: { hrefs: { again: string; back: string } }) {
  const t = useTranslations('print.form')
  const page = useTranslations('notePage')
  const isOpened = useRef(false)

  useEffect(() => {
    if (isOpened.current) return
    isOpened.current = true
    void document.fonts.ready.then(() => window.print())
  }, [])

  return (
    <nav className="flex gap-2 p-2 print:hidden">
      <ButtonLink href={hrefs.back} variant="quiet">
        {page('toNote')}
      </ButtonLink>
      <ButtonLink href={hrefs.again}>{t('print')}</ButtonLink>
    </nav>
  )
}
