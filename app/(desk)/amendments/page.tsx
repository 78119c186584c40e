import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { SlipTable } from '#components/amendments/slip-table.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { FilterChip } from '#components/ui/filter-chip.tsx'
import { KeyPagination } from '#components/ui/key-pagination.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { listAmendments } from '#lib/domain/delivery-notes/amendment-queries.ts'
import { addressOf, askedOrNull, type AskedParams, listPages } from '#lib/kernel/address.ts'
import { isId } from '#lib/kernel/ids.ts'

const PATH = '/amendments'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('amendments'))('title') }
}

export default async function AmendmentsPage({ searchParams }: { searchParams: Promise<AskedParams> }) {
  const actor = await requirePermission('amendment.read')
  const params = await searchParams
  const key = askedOrNull(params, 'before')
  const before = key !== null && isId(key) ? key : null
  const isWaiting = askedOrNull(params, 'only') === 'waiting'
  const only = isWaiting ? 'waiting' : null
  const { rows, olderThan } = await listAmendments(theDesk().db, actor, { isWaiting, before })
  const t = await getTranslations('amendments')
  return (
    <>
      <PageHeader title={t('title')} about={t('about')} />
      <div className="mb-3 flex flex-wrap gap-2">
        <FilterChip href={addressOf(PATH, { only: isWaiting ? null : 'waiting' })} isChosen={isWaiting}>
          {t('waiting')}
        </FilterChip>
      </div>
      {rows.length === 0 ? (
        <EmptyState title={t('empty')} hint={t('emptyHint')} />
      ) : (
        <SlipTable rows={rows} />
      )}
      <KeyPagination {...listPages(PATH, { only }, { name: 'before', here: before, next: olderThan })} />
    </>
  )
}
