import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { CollectionTabs } from '#components/collection/collection-tabs.tsx'
import { RowKeys } from '#components/collection/row-keys.tsx'
import { WorkTable } from '#components/collection/work-table.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { FilterChip } from '#components/ui/filter-chip.tsx'
import { KeyPagination } from '#components/ui/key-pagination.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { listWork, WORK_FILTERS, workWish } from '#lib/domain/collections/queries.ts'
import { addressOf, type AskedParams, listPages } from '#lib/kernel/address.ts'
import { today } from '#lib/kernel/clock.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('collection'))('title') }
}

export default async function CollectionPage({ searchParams }: { searchParams: Promise<AskedParams> }) {
  const actor = await requirePermission('collection.read')
  const { db, clock } = theDesk()
  const wish = workWish(await searchParams)
  const { rows, nextAfter } = await listWork(db, actor, wish, today(clock))
  const t = await getTranslations('collection')
  const words = { set: wish.accountSetId, filter: wish.filter }
  const here = wish.after === null ? null : wish.after.customerId
  return (
    <>
      <PageHeader title={t('title')} about={t('about')} />
      <CollectionTabs open="work" />
      <nav aria-label={t('filters')} className="mb-3 flex flex-wrap items-center gap-2">
        {WORK_FILTERS.map((filter) => (
          <FilterChip
            key={filter}
            href={addressOf('/collection', { ...words, filter: wish.filter === filter ? null : filter })}
            isChosen={wish.filter === filter}
          >
            {t(`filter.${filter}`)}
          </FilterChip>
        ))}
        <span className="text-muted max-lg:hidden">{t('keys')}</span>
      </nav>
      {rows.length === 0 ? (
        <EmptyState title={t('noneOwes')} hint={t('noneOwesHint')} />
      ) : (
        <ClientMessages namespaces={['collection']}>
          <RowKeys>
            <WorkTable rows={rows} />
          </RowKeys>
        </ClientMessages>
      )}
      <KeyPagination {...listPages('/collection', words, { here, next: nextAfter })} />
    </>
  )
}
