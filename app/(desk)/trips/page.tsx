import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { TripTable } from '#components/trips/trip-table.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { TabLinks } from '#components/ui/tab-links.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { listTrips } from '#lib/domain/trips/queries.ts'
import { asked, type AskedParams } from '#lib/kernel/address.ts'

const VIEWS = ['underWay', 'all'] as const

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('trips'))('title') }
}

export default async function TripsPage({ searchParams }: { searchParams: Promise<AskedParams> }) {
  const actor = await requirePermission('trip.read')
  const wanted = asked(await searchParams, 'view')
  const view = VIEWS.find((name) => name === wanted) ?? 'underWay'
  const trips = await listTrips(theDesk().db, actor, { isUnderWay: view === 'underWay' })
  const t = await getTranslations('trips')
  const plan = actor.permissions.has('trip.plan') ? (
    <ButtonLink href="/trips/new" variant="primary">
      {t('new')}
    </ButtonLink>
  ) : undefined
  return (
    <>
      <PageHeader title={t('title')} acts={plan} />
      <TabLinks
        label={t('views')}
        links={VIEWS.map((name) => ({
          href: `/trips?view=${name}`,
          label: t(`view.${name}`),
          isChosen: name === view,
        }))}
      />
      <div className="mt-3">
        {trips.length === 0 ? (
          <EmptyState title={t('empty')} hint={t('emptyHint')} act={plan} />
        ) : (
          <TripTable trips={trips} accountSets={actor.accountSets} />
        )}
      </div>
    </>
  )
}
