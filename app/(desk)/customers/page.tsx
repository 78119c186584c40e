import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { CustomerTable } from '#components/customers/customer-table.tsx'
import { ListSearch } from '#components/forms/list-search.tsx'
import { FileActs } from '#components/imports/file-acts.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { FilterChip } from '#components/ui/filter-chip.tsx'
import { KeyPagination } from '#components/ui/key-pagination.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { listCustomers } from '#lib/domain/customers/queries-pages.ts'
import { CHANNELS } from '#lib/domain/customers/schema.ts'
import { addressOf, asked, askedOrNull, type AskedParams, listPages } from '#lib/kernel/address.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('customers'))('title') }
}

export default async function CustomersPage({ searchParams }: { searchParams: Promise<AskedParams> }) {
  const actor = await requirePermission('customer.read')
  const params = await searchParams
  const [query, channel, afterKey] = [
    asked(params, 'q'),
    askedOrNull(params, 'channel'),
    askedOrNull(params, 'after'),
  ]
  const { rows, nextKey } = await listCustomers(theDesk().db, actor, { query, channel, afterKey })
  const t = await getTranslations('customers')
  return (
    <>
      <PageHeader
        title={t('title')}
        about={t('about')}
        acts={
          <FileActs
            kind="customers"
            permissions={actor.permissions}
            exportHref="/api/exports/customers?format=xlsx"
            addHref="/customers/new"
          />
        }
      />
      <ListSearch label={t('search')} act={t('find')} query={query} kept={{ channel }} />
      <div className="mb-3 flex flex-wrap gap-2">
        {CHANNELS.map((one) => (
          <FilterChip
            key={one}
            isChosen={channel === one}
            href={addressOf('/customers', { q: query, channel: channel === one ? null : one })}
          >
            {t(`channel.${one}`)}
          </FilterChip>
        ))}
      </div>
      {rows.length === 0 ? (
        <EmptyState title={t('none')} hint={t('noneHint')} />
      ) : (
        <CustomerTable rows={rows} />
      )}
      <KeyPagination {...listPages('/customers', { q: query, channel }, { here: afterKey, next: nextKey })} />
    </>
  )
}
