import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { DriverActs } from '#components/driver/stop-acts-panel.tsx'
import { StopCardView } from '#components/driver/stop-card.tsx'
import { QueueRefresh } from '#components/keeper/queue-refresh.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { readStops } from '#lib/domain/delivery-notes/driver-queries.ts'
import { listTrips } from '#lib/domain/trips/queries.ts'
import { gateNamespaces } from '#lib/i18n/gate-sentence.ts'
import { moneyView } from '#lib/domain/delivery-notes/road-view.ts'
import { driverActs } from './driver-acts.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('driver'))('title') }
}

export default async function DriverPage() {
  const actor = await requirePermission('driver.read')
  const { db } = theDesk()
  const stops = await readStops(db, actor)
  const trips = actor.permissions.has('trip.drive') ? await listTrips(db, actor, { isUnderWay: true }) : []
  const open = stops.filter((stop) => stop.outcome === null)
  const t = await getTranslations('driver')
  return (
    <>
      <QueueRefresh />
      <PageHeader title={t('title')} about={t('open', { count: open.length })} />
      <ClientMessages namespaces={['driver', 'trips', ...gateNamespaces('deliver')]}>
        <DriverActs actions={driverActs} userId={actor.userId} />
      </ClientMessages>
      {trips.length === 0 ? null : (
        <ul className="mb-3 flex flex-wrap gap-2">
          {trips.map((trip) => (
            <li key={trip.paperId}>
              <ButtonLink href={`/trips/${trip.accountSetId}/${trip.paperId}`}>
                {t('trip', { number: trip.number, over: trip.over, stops: trip.stops })}
              </ButtonLink>
            </li>
          ))}
        </ul>
      )}
      {stops.length === 0 ? (
        <EmptyState title={t('empty')} hint={t('emptyHint')} />
      ) : (
        <ul className="grid gap-2 lg:grid-cols-2 2xl:grid-cols-3">
          {stops.map((stop) => (
            <StopCardView key={stop.paperId} stop={{ ...stop, money: moneyView(stop.money) }} />
          ))}
        </ul>
      )}
    </>
  )
}
