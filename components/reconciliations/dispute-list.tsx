import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { Card } from '#components/ui/card.tsx'
import { Instant } from '#components/ui/instant.tsx'
import type { Dispute } from '#lib/domain/driver-reconciliations/sheet.ts'

/** What the driver does not agree with, and what a manager ruled. */
export function DisputeList({
  disputes,
  raise,
  rule,
}: {
  disputes: readonly Dispute[]
  /** The act that raises one, for the driver of the session. */
  raise?: ReactNode
  /** The acts that end one, for a manager. */
  rule?: (dispute: Dispute) => ReactNode
}) {
  const t = useTranslations('reconciliations')
  return (
    <Card title={t('disputes')}>
      <div className="flex flex-col gap-3">
        {disputes.length === 0 ? <p className="text-muted">{t('noDisputes')}</p> : null}
        <ul className="flex flex-col gap-3">
          {disputes.map((dispute) => (
            <li key={dispute.sequence} className="flex flex-col gap-1">
              <span className="flex flex-wrap items-center gap-2">
                <Badge tone={dispute.outcome === null ? 'danger' : 'neutral'}>
                  {t(`ruling.${dispute.outcome ?? 'OPEN'}`)}
                </Badge>
                <span>{dispute.number ?? t('wholeSession')}</span>
                <span className="text-muted">
                  {dispute.raisedBy} <Instant iso={dispute.at} />
                </span>
              </span>
              <p>{dispute.statement}</p>
              {dispute.ruling === null ? null : (
                <p className="text-muted">
                  {dispute.ruledBy} · {dispute.ruling}
                </p>
              )}
              {dispute.outcome === null ? rule?.(dispute) : null}
            </li>
          ))}
        </ul>
        {raise}
      </div>
    </Card>
  )
}
