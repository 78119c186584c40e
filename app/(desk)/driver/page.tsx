import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { DriverActs } from '#components/driver/stop-acts-panel.tsx'
import { DayOfStops } from '#components/driver/day-of-stops.tsx'
import { QueueRefresh } from '#components/keeper/queue-refresh.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { readStops, type StopCard } from '#lib/domain/delivery-notes/driver-queries.ts'
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
  const offered = actor.permissions.has('note.deliver')
    ? stops.filter(({ copiesOffered }) => copiesOffered.length > 0).map(asOffered)
    : []
  const t = await getTranslations('driver')
  return (
    <>
      <QueueRefresh />
      <PageHeader title={t('title')} about={t('open', { count: open.length })} />
      <ClientMessages namespaces={['driver', 'trips', ...gateNamespaces('deliver')]}>
        <DriverActs actions={driverActs} userId={actor.userId} offered={offered} />
      </ClientMessages>
      {stops.length === 0 && trips.length === 0 ? (
        <EmptyState title={t('empty')} hint={t('emptyHint')} />
      ) : (
        <DayOfStops
          trips={trips}
          stops={stops.map((stop) => ({ ...stop, money: moneyView(stop.money) }))}
          accountSets={actor.accountSets}
        />
      )}
    </>
  )
}

function asOffered({ accountSetId, paperId, number, customerName, copiesOffered }: StopCard) {
  return { accountSetId, paperId, number, customerName, copiesOffered }
}
