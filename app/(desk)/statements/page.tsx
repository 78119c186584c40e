import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { StatementTable } from '#components/statements/statement-table.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { FilterChip } from '#components/ui/filter-chip.tsx'
import { KeyPagination } from '#components/ui/key-pagination.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { listStatements, STATEMENT_STANDINGS, statementWish } from '#lib/domain/statements/queries.ts'
import { addressOf, type AskedParams, listPages } from '#lib/kernel/address.ts'

const HERE = '/statements'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('statements'))('title') }
}

export default async function StatementsPage({ searchParams }: { searchParams: Promise<AskedParams> }) {
  const actor = await requirePermission('statement.read')
  const wish = statementWish(await searchParams)
  const { rows, olderThan } = await listStatements(theDesk().db, actor, wish)
  const t = await getTranslations('statements')
  const words = { customer: wish.customerId, standing: wish.standing }
  const make = actor.permissions.has('statement.make') ? (
    <ButtonLink href="/statements/new" variant="primary">
      {t('make')}
    </ButtonLink>
  ) : undefined
  const page = { name: 'before', here: wish.before, next: olderThan } as const
  return (
    <>
      <PageHeader title={t('title')} about={t('about')} acts={make} />
      <nav aria-label={t('filters')} className="mb-3 flex flex-wrap gap-2">
        {STATEMENT_STANDINGS.map((standing) => (
          <FilterChip
            key={standing}
            href={addressOf(HERE, { ...words, standing: wish.standing === standing ? null : standing })}
            isChosen={wish.standing === standing}
          >
            {t(`standing.${standing}`)}
          </FilterChip>
        ))}
      </nav>
      {rows.length === 0 ? (
        <EmptyState title={t('none')} hint={t('noneHint')} act={make} />
      ) : (
        <StatementTable rows={rows} />
      )}
      <KeyPagination {...listPages(HERE, words, page)} />
    </>
  )
}
