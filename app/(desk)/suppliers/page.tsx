import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ListSearch } from '#components/forms/list-search.tsx'
import { SupplierTable } from '#components/suppliers/supplier-table.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { KeyPagination } from '#components/ui/key-pagination.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { listSuppliers } from '#lib/domain/suppliers/queries.ts'
import { addressOf, asked, askedOrNull, type AskedParams } from '#lib/kernel/address.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('suppliers'))('title') }
}

export default async function SuppliersPage({ searchParams }: { searchParams: Promise<AskedParams> }) {
  const actor = await requirePermission('supplier.read')
  const params = await searchParams
  const [query, afterKey] = [asked(params, 'q'), askedOrNull(params, 'after')]
  const { rows, nextKey } = await listSuppliers(theDesk().db, actor, { query, afterKey })
  const t = await getTranslations('suppliers')
  const mayWrite = actor.permissions.has('supplier.write')
  return (
    <>
      <PageHeader
        title={t('title')}
        about={t('about')}
        acts={
          mayWrite ? (
            <>
              {actor.permissions.has('masterFile.import') ? (
                <ButtonLink href="/imports?kind=suppliers">{t('import')}</ButtonLink>
              ) : null}
              <ButtonLink href="/suppliers/new" variant="primary">
                {t('add')}
              </ButtonLink>
            </>
          ) : undefined
        }
      />
      <ListSearch label={t('search')} act={t('find')} query={query} />
      {rows.length === 0 ? (
        <EmptyState title={t('none')} hint={t('noneHint')} />
      ) : (
        <SupplierTable rows={rows} />
      )}
      <KeyPagination
        {...(afterKey === null ? {} : { newerHref: addressOf('/suppliers', { q: query }) })}
        {...(nextKey === null ? {} : { olderHref: addressOf('/suppliers', { q: query, after: nextKey }) })}
      />
    </>
  )
}
