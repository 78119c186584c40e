import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { Instant } from '#components/ui/instant.tsx'
import { stopStateOf } from '#lib/domain/trips/states.ts'
import { isLoaded, type Trip } from '#lib/domain/trips/trip.ts'
import { stopTone } from './trip-tone.ts'

/** The stops of a trip in order: where, what, how the loading and the stop stand. */
export function StopList({ trip, hrefOf }: { trip: Trip; hrefOf: 'driver' | 'notes' }) {
  const t = useTranslations('trips')
  return (
    <ol aria-label={t('stops')} className="flex flex-col gap-2">
      {trip.stops.map((stop) => {
        const state = stopStateOf(stop)
        return (
          <li key={stop.noteId} className="rounded-md border border-line bg-surface">
            <Link
              href={`/${hrefOf}/${trip.accountSetId}/${stop.noteId}`}
              className="flex min-h-control flex-col gap-1 p-3 hover:bg-sunken"
            >
              <span className="flex items-baseline justify-between gap-2">
                <span className="min-w-0 text-base font-semibold">
                  <span className="mr-2 text-muted">{stop.stopNo}</span>
                  {stop.customerName}
                </span>
                <Badge tone={stopTone(state)}>{t(`state.${state}`)}</Badge>
              </span>
              <span className="text-base">{stop.deliveryAddress}</span>
              <span className="flex flex-wrap items-center gap-x-3 text-muted">
                <span className="font-mono">{stop.number}</span>
                <span>{t('amount', { cases: stop.cases, bottles: stop.bottles })}</span>
                {trip.status === 'OPEN' ? (
                  <span className={isLoaded(stop) ? 'text-positive' : 'text-warning'}>
                    {t(isLoaded(stop) ? 'loaded' : 'notLoaded', {
                      paper: stop.isPaperLoaded ? 1 : 0,
                      loaded: stop.codesLoaded,
                      codes: stop.codes,
                    })}
                  </span>
                ) : null}
                {stop.arrivedAt === null ? null : (
                  <span>
                    {t('arrivedAt')} <Instant iso={stop.arrivedAt} isTimeOnly />
                  </span>
                )}
              </span>
              {stop.reason === '' ? null : <span className="text-danger">{stop.reason}</span>}
            </Link>
          </li>
        )
      })}
    </ol>
  )
}
