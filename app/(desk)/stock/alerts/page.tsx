import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { AlertTables } from '#components/stock/alert-tables.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { TabLinks } from '#components/ui/tab-links.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { SLOW_AFTER_DAYS, SOON_DAYS, stockAlerts } from '#lib/domain/stock/queries-alerts.ts'
import { addressOf, askedNumber, type AskedParams } from '#lib/kernel/address.ts'
import { today } from '#lib/kernel/clock.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('stock'))('alerts.title') }
}

export default async function StockAlertsPage({ searchParams }: { searchParams: Promise<AskedParams> }) {
  const actor = await requirePermission('stock.read')
  const wanted = askedNumber(await searchParams, 'set')
  const t = await getTranslations('stock')
  const set = actor.accountSets.find(({ id }) => id === wanted) ?? actor.accountSets[0]
  if (set === undefined) return <EmptyState title={t('noAccountSet')} />
  const { db, clock } = theDesk()
  const alerts = await stockAlerts(db, actor, { accountSetId: set.id, today: today(clock) })
  return (
    <>
      <PageHeader
        title={t('alerts.title')}
        about={t('alerts.about', { slow: SLOW_AFTER_DAYS, soon: SOON_DAYS })}
        acts={
          actor.permissions.has('purchaseOrder.record') ? (
            <ButtonLink href="/purchase-orders/new" variant="primary">
              {t('alerts.buy')}
            </ButtonLink>
          ) : undefined
        }
      />
      <TabLinks
        label={t('accountSets')}
        links={actor.accountSets.map(({ id, name }) => ({
          href: addressOf('/stock/alerts', { set: id }),
          label: name,
          isChosen: id === set.id,
        }))}
      />
      <AlertTables alerts={alerts} accountSetId={set.id} />
    </>
  )
}
