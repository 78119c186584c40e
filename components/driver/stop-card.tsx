import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import type { StopCard } from '#lib/domain/delivery-notes/driver-queries.ts'
import type { MoneyView } from '#lib/domain/delivery-notes/road-view.ts'
import { CopyNames } from './copy-names.tsx'
import { MoneyToCollect } from './to-collect.tsx'

/** A stop as the list needs it. */
export type StopView = Omit<StopCard, 'money'> & { money: MoneyView }

/** One stop: where, what, what to collect and which copies are in play. */
export function StopCardView({ stop }: { stop: StopView }) {
  const t = useTranslations('driver')
  const isOver = stop.outcome !== null
  return (
    <li className="rounded-md border border-line bg-surface">
      <Link
        href={`/driver/${stop.accountSetId}/${stop.paperId}`}
        className="flex min-h-control flex-col gap-1 p-3 hover:bg-sunken"
      >
        <span className="flex items-baseline justify-between gap-2">
          <span className="min-w-0 text-base font-semibold">
            {stop.trip === null ? null : (
              <Badge tone="accent">{t('stopNo', { stop: stop.trip.stopNo })}</Badge>
            )}{' '}
            {stop.isUrgent ? <Badge tone="danger">{t('urgent')}</Badge> : null} {stop.customerName}
          </span>
          <Badge tone={isOver ? 'positive' : stop.status === 'DISPATCHED' ? 'accent' : 'neutral'}>
            {t(`status.${stop.outcome ?? stop.status}`)}
          </Badge>
        </span>
        <span className="text-base">{stop.deliveryAddress}</span>
        {stop.freightAgent === '' ? null : <span>{t('freightAgent', { name: stop.freightAgent })}</span>}
        <span className="flex flex-wrap items-center gap-x-3 text-muted">
          <span>{t('amount', { cases: stop.cases, bottles: stop.bottles })}</span>
          <span className="font-mono">{stop.number}</span>
        </span>
        {isOver ? null : <MoneyToCollect money={stop.money} />}
        {stop.copiesOffered.length === 0 ? null : (
          <span className="text-warning">
            {t('toAccept')} <CopyNames kinds={stop.copiesOffered} />
          </span>
        )}
        {isOver && stop.copiesKept.length > 0 ? (
          <span>
            {t('toBringBack')} <CopyNames kinds={stop.copiesKept} />
          </span>
        ) : null}
      </Link>
    </li>
  )
}
