import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { TripCard } from '#lib/domain/trips/queries.ts'
import { tripTone } from './trip-tone.ts'

/** Trips, one a row; whose books they are in where the reader has several, which may count alike. */
export function TripTable({
  trips,
  accountSets,
}: {
  trips: readonly TripCard[]
  accountSets: readonly { id: number; name: string }[]
}) {
  const t = useTranslations('trips')
  return (
    <Table
      label={t('title')}
      head={
        <>
          <HeadCell>{t('column.number')}</HeadCell>
          {accountSets.length > 1 ? <HeadCell>{t('accountSet')}</HeadCell> : null}
          <HeadCell>{t('column.status')}</HeadCell>
          <HeadCell>{t('column.driver')}</HeadCell>
          <HeadCell>{t('column.vehicle')}</HeadCell>
          <HeadCell>{t('column.date')}</HeadCell>
          <HeadCell isNumeric>{t('column.stops')}</HeadCell>
          <HeadCell isNumeric>{t('column.missed')}</HeadCell>
        </>
      }
    >
      {trips.map((trip) => (
        <Row key={trip.paperId}>
          <Cell>
            <Link
              className="font-mono text-accent underline"
              href={`/trips/${trip.accountSetId}/${trip.paperId}`}
            >
              {trip.number}
            </Link>
          </Cell>
          {accountSets.length > 1 ? (
            <Cell>{accountSets.find(({ id }) => id === trip.accountSetId)?.name}</Cell>
          ) : null}
          <Cell>
            <Badge tone={tripTone(trip.status)}>{t(`status.${trip.status}`)}</Badge>
          </Cell>
          <Cell>{trip.driverName}</Cell>
          <Cell>{trip.vehicle}</Cell>
          <Cell>{trip.tripDate}</Cell>
          <Cell isNumeric>{t('over', { over: trip.over, stops: trip.stops })}</Cell>
          <Cell isNumeric>{trip.notDelivered}</Cell>
        </Row>
      ))}
    </Table>
  )
}
