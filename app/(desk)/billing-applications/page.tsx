import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ApplicationTable } from '#components/billing-applications/application-table.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { KeyPagination } from '#components/ui/key-pagination.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { TabLinks } from '#components/ui/tab-links.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { APPLICATION_VIEWS, listApplications } from '#lib/domain/billing-applications/queries.ts'
import { asked, type AskedParams, listPages } from '#lib/kernel/address.ts'
import { isId } from '#lib/kernel/ids.ts'

const PATH = '/billing-applications'

type Props = { searchParams: Promise<AskedParams> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('billingApplications'))('title') }
}

export default async function BillingApplicationsPage({ searchParams }: Props) {
  const actor = await requirePermission('billingApplication.read')
  const params = await searchParams
  const t = await getTranslations('billingApplications')
  const usual = actor.permissions.has('billingApplication.submit') ? 'mine' : 'waiting'
  const view = APPLICATION_VIEWS.find((name) => name === asked(params, 'view')) ?? usual
  const wanted = asked(params, 'before')
  const before = isId(wanted) ? wanted : null
  const { rows, olderThan } = await listApplications(theDesk().db, actor, { view, before })
  return (
    <>
      <PageHeader title={t('title')} />
      <TabLinks
        label={t('views')}
        links={APPLICATION_VIEWS.map((name) => ({
          href: `${PATH}?view=${name}`,
          label: t(`view.${name}`),
          isChosen: name === view,
        }))}
      />
      <div className="mt-3">
        {rows.length === 0 ? (
          <EmptyState title={t(`empty.${view}`)} hint={t('emptyHint')} />
        ) : (
          <ApplicationTable applications={rows} />
        )}
      </div>
      <KeyPagination {...listPages(PATH, { view }, { name: 'before', here: before, next: olderThan })} />
    </>
  )
}
