import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ReceiptFilters } from '#components/receipts/receipt-filters.tsx'
import { receiptsAddress } from '#components/receipts/receipt-address.ts'
import { ReceiptTable } from '#components/receipts/receipt-table.tsx'
import { ReceiptTabs } from '#components/receipts/receipt-tabs.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { KeyPagination } from '#components/ui/key-pagination.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { listReceipts, receiptWish } from '#lib/domain/receipts/queries.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('receipts'))('title') }
}

export default async function ReceiptsPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const actor = await requirePermission('receipt.read')
  const shown = receiptWish(await searchParams)
  const { rows, olderThan } = await listReceipts(theDesk().db, actor, shown)
  const t = await getTranslations('receipts')
  const mayRecord = actor.permissions.has('receipt.record')
  const record =
    mayRecord || actor.permissions.has('receipt.recordPending') ? (
      <ButtonLink href="/receipts/new" variant="primary">
        {t(mayRecord ? 'record' : 'recordPending')}
      </ButtonLink>
    ) : undefined
  return (
    <>
      <PageHeader title={t('title')} about={t('about')} acts={record} />
      <ReceiptTabs open="receipts" mayMatch={actor.permissions.has('bankList.match')} />
      <ReceiptFilters shown={shown} accountSets={actor.accountSets} />
      {rows.length === 0 ? (
        <EmptyState title={t('none')} hint={t('noneHint')} act={record} />
      ) : (
        <ReceiptTable rows={rows} />
      )}
      <KeyPagination
        newerHref={shown.before === null ? null : receiptsAddress(shown, {})}
        olderHref={olderThan === null ? null : receiptsAddress(shown, { before: olderThan })}
      />
    </>
  )
}
