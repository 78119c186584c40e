'use client'

import { useTranslations } from 'next-intl'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { AWAY_DIGEST } from '#lib/kernel/away.ts'

function requestIdOf(error: unknown): string | null {
  return error instanceof Error && 'digest' in error && typeof error.digest === 'string' ? error.digest : null
}

/** A page that failed: that the database is away, or what else happened, the number under which the log has it, and the ways on. */
export function PageFault({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useTranslations('errors.page')
  const requestId = requestIdOf(error)
  const isAway = requestId === AWAY_DIGEST
  return (
    <section className="mx-auto flex max-w-prose flex-col gap-3 p-6">
      <h1 className="text-lg font-semibold">{t(isAway ? 'away' : 'fault')}</h1>
      <p>{t(isAway ? 'awayBody' : 'faultBody')}</p>
      {requestId === null || isAway ? null : (
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
