import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { ButtonLink } from '#components/ui/button.tsx'
import type { TripCard } from '#lib/domain/trips/queries.ts'
import { StopCardView, type StopView } from './stop-card.tsx'

/**
 * The driver's day: each trip with the stops it still has, then notes that go without one, then what was delivered and
 * whose copies come back. One vehicle may carry trips of two account sets, so each says whose it is.
 */
export function DayOfStops({
  trips,
  stops,
  accountSets,
}: {
  trips: readonly TripCard[]
  stops: readonly StopView[]
  accountSets: readonly { id: number; name: string }[]
}) {
  const t = useTranslations('driver')
  const open = stops.filter(({ outcome }) => outcome === null)
  const isOn = (stop: StopView, trip: TripCard) => stop.trip?.paperId === trip.paperId
  const firstOf = (trip: TripCard) => {
    const at = open.findIndex((stop) => isOn(stop, trip))
    return at === -1 ? open.length : at
  }
  const inOrder = trips.toSorted((one, other) => firstOf(one) - firstOf(other))
  const alone = open.filter((stop) => !trips.some((trip) => isOn(stop, trip)))
  const over = stops.filter(({ outcome }) => outcome !== null)
  const setOf = (id: number) =>
    accountSets.length > 1 ? accountSets.find((set) => set.id === id)?.name : undefined
  return (
    <div className="flex flex-col gap-4">
      {inOrder.map((trip) => (
        <Part
          key={trip.paperId}
          head={
            <>
              <span className="min-w-0">
                <span className="font-mono font-semibold">{trip.number}</span>{' '}
                <span className="text-muted">{setOf(trip.accountSetId)}</span>
              </span>
              <ButtonLink
                href={`/trips/${trip.accountSetId}/${trip.paperId}`}
                variant={trip.over === trip.stops ? 'primary' : 'plain'}
              >
                {t(trip.over === trip.stops ? 'tripOver' : 'trip', { over: trip.over, stops: trip.stops })}
              </ButtonLink>
            </>
          }
          stops={open.filter((stop) => isOn(stop, trip))}
        />
      ))}
      <Part head={trips.length === 0 || alone.length === 0 ? null : <h2>{t('alone')}</h2>} stops={alone} />
      <Part
        head={
          over.length === 0 ? null : <h2 className="font-semibold">{t('over', { count: over.length })}</h2>
        }
        stops={over}
      />
    </div>
  )
}

function Part({ head, stops }: { head: ReactNode; stops: readonly StopView[] }) {
  if (head === null && stops.length === 0) return null
  return (
    <section className="flex flex-col gap-2">
      {head === null ? null : <div className="flex items-center justify-between gap-2">{head}</div>}
      {stops.length === 0 ? null : (
        <ul className="grid gap-2 lg:grid-cols-2 2xl:grid-cols-3">
          {stops.map((stop) => (
            <StopCardView key={stop.paperId} stop={stop} />
          ))}
        </ul>
      )}
    </section>
  )
}
