import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { CollectionTabs } from '#components/collection/collection-tabs.tsx'
import { RowKeys } from '#components/collection/row-keys.tsx'
import { WriteOffTable } from '#components/collection/write-off-table.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { FilterChip } from '#components/ui/filter-chip.tsx'
import { KeyPagination } from '#components/ui/key-pagination.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { listWriteOffs, WRITE_OFF_STATUSES, writeOffWish } from '#lib/domain/write-offs/queries.ts'
import { addressOf, type AskedParams, listPages } from '#lib/kernel/address.ts'

const HERE = '/collection/write-offs'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('collection'))('writeOffs') }
}

export default async function WriteOffsPage({ searchParams }: { searchParams: Promise<AskedParams> }) {
  const actor = await requirePermission('collection.read')
  const wish = writeOffWish(await searchParams)
  const { rows, olderThan } = await listWriteOffs(theDesk().db, actor, wish)
  const t = await getTranslations('collection')
  const page = { name: 'before', here: wish.before, next: olderThan } as const
  return (
    <>
      <PageHeader title={t('title')} about={t('about')} />
      <CollectionTabs open="writeOffs" />
      <nav aria-label={t('filters')} className="mb-3 flex flex-wrap gap-2">
        {WRITE_OFF_STATUSES.map((status) => (
          <FilterChip
            key={status}
            href={addressOf(HERE, { status: wish.status === status ? null : status })}
            isChosen={wish.status === status}
          >
            {t(`status.${status}`)}
          </FilterChip>
        ))}
      </nav>
      {rows.length === 0 ? (
        <EmptyState title={t('writeOff.none')} hint={t('writeOff.noneHint')} />
      ) : (
        <ClientMessages namespaces={['collection']}>
          <RowKeys>
            <WriteOffTable rows={rows} />
          </RowKeys>
        </ClientMessages>
      )}
      <KeyPagination {...listPages(HERE, { status: wish.status }, page)} />
    </>
  )
}
