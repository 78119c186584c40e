import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { PlanForm } from '#components/trips/plan-form.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { TabLinks } from '#components/ui/tab-links.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { accountSetNames } from '#lib/domain/account-sets/queries.ts'
import { countNotesForTrip, listDrivers, listNotesForTrip } from '#lib/domain/trips/queries.ts'
import { gateNamespaces } from '#lib/i18n/gate-sentence.ts'
import { askedNumber, type AskedParams } from '#lib/kernel/address.ts'
import { openTripAction } from '../actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('trips'))('newTitle') }
}

export default async function NewTripPage({ searchParams }: { searchParams: Promise<AskedParams> }) {
  const actor = await requirePermission('trip.plan')
  const { db } = theDesk()
  const sets = await accountSetNames(db, actor.accountSetIds)
  const wanted = askedNumber(await searchParams, 'set')
  const set = sets.find(({ id }) => id === wanted) ?? sets[0] ?? notFound()
  const drivers = await listDrivers(db, set.id)
  const notes = await listNotesForTrip(db, actor, set.id, null)
  const others = sets.length > 1 ? sets.map(({ id }) => id).filter((id) => id !== set.id) : []
  const waiting = await countNotesForTrip(db, actor, others)
  const t = await getTranslations('trips')
  return (
    <ClientMessages namespaces={['trips', ...gateNamespaces('planTrip')]}>
      <PageHeader title={t('newTitle')} />
      {sets.length > 1 ? (
        <div className="mb-3">
          <TabLinks
            label={t('accountSet')}
            links={sets.map(({ id, name }) => ({
              href: `/trips/new?set=${id}`,
              label: t('setWaits', { name, count: waiting.get(id) ?? 0 }),
              isChosen: id === set.id,
            }))}
          />
        </div>
      ) : null}
      {drivers[0] === undefined ? (
        <EmptyState title={t('noDrivers')} hint={t('noDriversHint')} />
      ) : (
        <PlanForm
          key={set.id}
          action={openTripAction}
          of={{ accountSetId: set.id }}
          drivers={drivers}
          notes={notes}
          values={{ driverId: drivers[0].id, vehicle: '', remark: '', noteIds: [] }}
        />
      )}
    </ClientMessages>
  )
}
