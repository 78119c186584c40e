import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { OpeningForm } from '#components/stock/opening-form.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { TabLinks } from '#components/ui/tab-links.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { listWarehouses } from '#lib/domain/warehouses/queries.ts'
import { addressOf, askedNumber, type AskedParams } from '#lib/kernel/address.ts'
import { today } from '#lib/kernel/clock.ts'
import { openStockAction } from '../actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('stock'))('opening.title') }
}

export default async function OpenStockPage({ searchParams }: { searchParams: Promise<AskedParams> }) {
  const actor = await requirePermission('stock.open')
  const wanted = askedNumber(await searchParams, 'set')
  const set = actor.accountSets.find(({ id }) => id === wanted) ?? actor.accountSets[0] ?? notFound()
  const { db, clock } = theDesk()
  const warehouses = (await listWarehouses(db)).filter(({ isActive }) => isActive)
  const t = await getTranslations('stock')
  return (
    <ClientMessages namespaces={['stock']}>
      <PageHeader title={t('opening.title')} about={t('opening.about')} />
      <TabLinks
        label={t('accountSets')}
        links={actor.accountSets.map(({ id, name }) => ({
          href: addressOf('/stock/open', { set: id }),
          label: name,
          isChosen: id === set.id,
        }))}
      />
      <div className="mt-3">
        <OpeningForm
          key={set.id}
          action={openStockAction}
          accountSetId={set.id}
          warehouses={warehouses.map(({ id, name }) => ({ id, name }))}
          businessDate={today(clock)}
        />
      </div>
    </ClientMessages>
  )
}
