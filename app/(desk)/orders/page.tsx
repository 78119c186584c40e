import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { OrderTable } from '#components/orders/order-table.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { KeyPagination } from '#components/ui/key-pagination.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { TabLinks } from '#components/ui/tab-links.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { listOrders, ORDER_VIEWS } from '#lib/domain/sales-orders/queries.ts'
import { asked, type AskedParams, listPages } from '#lib/kernel/address.ts'
import { isId } from '#lib/kernel/ids.ts'

type Props = { searchParams: Promise<AskedParams> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('orders'))('title') }
}

export default async function OrdersPage({ searchParams }: Props) {
  const actor = await requirePermission('order.read')
  const params = await searchParams
  const t = await getTranslations('orders')
  const view = ORDER_VIEWS.find((name) => name === asked(params, 'view')) ?? 'open'
  const wanted = asked(params, 'before')
  const before = isId(wanted) ? wanted : null
  const { rows, olderThan } = await listOrders(theDesk().db, actor, { view, before })
  const record = actor.permissions.has('order.record') ? (
    <ButtonLink href="/orders/new" variant="primary">
      {t('new')}
    </ButtonLink>
  ) : null
  return (
    <>
      <PageHeader title={t('title')} acts={record} />
      <TabLinks
        label={t('views')}
        links={ORDER_VIEWS.map((name) => ({
          href: `/orders?view=${name}`,
          label: t(`view.${name}`),
          isChosen: name === view,
        }))}
      />
      <div className="mt-3">
        {rows.length === 0 ? (
          <EmptyState title={t(`empty.${view}`)} hint={t('emptyHint')} act={record} />
        ) : (
          <OrderTable orders={rows} />
        )}
      </div>
      <KeyPagination {...listPages('/orders', { view }, { name: 'before', here: before, next: olderThan })} />
    </>
  )
}
