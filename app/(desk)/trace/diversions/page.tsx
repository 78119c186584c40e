import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { CaseTable } from '#components/diversions/case-table.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { FilterChip } from '#components/ui/filter-chip.tsx'
import { KeyPagination } from '#components/ui/key-pagination.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { listDiversions } from '#lib/domain/diversions/queries.ts'
import { addressOf, askedOrNull, type AskedParams, listPages } from '#lib/kernel/address.ts'
import { isId } from '#lib/kernel/ids.ts'
import { seesWholeSets } from '#lib/papers/note-scope.ts'

const PATH = '/trace/diversions'
const STATUSES = ['OPEN', 'CLOSED'] as const

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('diversions'))('title') }
}

export default async function DiversionsPage({ searchParams }: { searchParams: Promise<AskedParams> }) {
  const actor = await requirePermission('code.trace')
  if (!seesWholeSets(actor)) notFound()
  const params = await searchParams
  const [asked, key] = [askedOrNull(params, 'status'), askedOrNull(params, 'before')]
  const status = STATUSES.find((each) => each === asked) ?? null
  const before = key !== null && isId(key) ? key : null
  const { rows, olderThan } = await listDiversions(theDesk().db, actor, { status, before })
  const t = await getTranslations('diversions')
  const acts = actor.permissions.has('diversion.report') ? (
    <ButtonLink href={`${PATH}/new`} variant="primary">
      {t('new')}
    </ButtonLink>
  ) : undefined
  return (
    <>
      <PageHeader title={t('title')} about={t('about')} acts={acts} />
      <div className="mb-3 flex flex-wrap gap-2">
        {STATUSES.map((each) => (
          <FilterChip
            key={each}
            href={addressOf(PATH, { status: status === each ? null : each })}
            isChosen={status === each}
          >
            {t(`status.${each}`)}
          </FilterChip>
        ))}
      </div>
      {rows.length === 0 ? (
        <EmptyState title={t('empty')} hint={t('emptyHint')} />
      ) : (
        <CaseTable rows={rows} />
      )}
      <KeyPagination {...listPages(PATH, { status }, { name: 'before', here: before, next: olderThan })} />
    </>
  )
}
