'use client'

import { useTranslations } from 'next-intl'
import { Button, ButtonLink } from '#components/ui/button.tsx'

function requestIdOf(error: unknown): string | null {
  return error instanceof Error && 'digest' in error && typeof error.digest === 'string' ? error.digest : null
}

/** A page that failed: what happened, the number under which the log has it, and the ways on. */
export function PageFault({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useTranslations('errors.page')
  const requestId = requestIdOf(error)
  return (
    <section className="mx-auto flex max-w-prose flex-col gap-3 p-6">
      <h1 className="text-lg font-semibold">{t('fault')}</h1>
      <p>{t('faultBody')}</p>
      {requestId === null ? null : (
        <p className="text-muted">
          {t('requestId')} <span className="font-mono text-ink">{requestId}</span>
        </p>
      )}
      <div className="flex gap-2">
        <Button variant="primary" onClick={onRetry}>
          {t('retry')}
        </Button>
        <ButtonLink href="/">{t('home')}</ButtonLink>
      </div>
    </section>
  )
}
