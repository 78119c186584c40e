import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { invoicesAddress } from '#components/invoices/invoice-links.ts'
import { InvoiceTable, InvoiceTabs } from '#components/invoices/invoice-table.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { FilterChip } from '#components/ui/filter-chip.tsx'
import { KeyPagination } from '#components/ui/key-pagination.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { accountSetNames } from '#lib/domain/account-sets/queries.ts'
import { invoiceWish, listInvoices } from '#lib/domain/invoices/queries.ts'
import { INVOICE_STATUSES } from '#lib/domain/invoices/schema.ts'
import { addressOf, type AskedParams } from '#lib/kernel/address.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('invoices'))('title') }
}

export default async function InvoicesPage({ searchParams }: { searchParams: Promise<AskedParams> }) {
  const actor = await requirePermission('invoice.read')
  const { db } = theDesk()
  const shown = invoiceWish(await searchParams)
  const [{ rows, olderThan }, sets] = await Promise.all([
    listInvoices(db, actor, shown),
    accountSetNames(db, actor.accountSetIds),
  ])
  const t = await getTranslations('invoices')
  const files = actor.permissions.has('invoice.export')
    ? sets.map(({ id, name }) => (
        <a
          key={id}
          className="self-center text-accent hover:underline"
          href={addressOf('/api/invoices/platform', { set: id })}
        >
          {t('platformFile')} · {name}
        </a>
      ))
    : undefined
  return (
    <>
      <PageHeader title={t('title')} about={t('about')} acts={files} />
      <InvoiceTabs part="requests" />
      <nav aria-label={t('filters')} className="mb-3 flex flex-wrap gap-2">
        {INVOICE_STATUSES.map((status) => (
          <FilterChip
            key={status}
            href={invoicesAddress(shown, { status: shown.status === status ? null : status })}
            isChosen={shown.status === status}
          >
            {t(`status.${status}`)}
          </FilterChip>
        ))}
      </nav>
      {rows.length === 0 ? (
        <EmptyState title={t('none')} hint={t('noneHint')} />
      ) : (
        <InvoiceTable rows={rows} />
      )}
      <KeyPagination
        newerHref={shown.before === null ? null : invoicesAddress(shown, {})}
        olderHref={olderThan === null ? null : invoicesAddress(shown, { before: olderThan })}
      />
    </>
  )
}
