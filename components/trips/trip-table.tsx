import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { TripCard } from '#lib/domain/trips/queries.ts'
import { tripTone } from './trip-tone.ts'

/** Trips, one a row. */
export function TripTable({ trips }: { trips: readonly TripCard[] }) {
  const t = useTranslations('trips')
  return (
    <Table
      label={t('title')}
      head={
        <>
          <HeadCell>{t('column.number')}</HeadCell>
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
