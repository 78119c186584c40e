import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { StopCardView } from '#components/driver/stop-card.tsx'
import { QueueRefresh } from '#components/keeper/queue-refresh.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { readStops } from '#lib/domain/delivery-notes/driver-queries.ts'
import { moneyView } from '#lib/domain/delivery-notes/road-view.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('driver'))('title') }
}

export default async function DriverPage() {
  const actor = await requirePermission('driver.read')
  const stops = await readStops(theDesk().db, actor)
  const open = stops.filter((stop) => stop.outcome === null)
  const t = await getTranslations('driver')
  return (
    <>
      <QueueRefresh />
      <PageHeader title={t('title')} about={t('open', { count: open.length })} />
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
