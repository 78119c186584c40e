import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { DebtorTable } from '#components/receipts/debtor-table.tsx'
import { ReceiptTabs } from '#components/receipts/receipt-tabs.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { KeyPagination } from '#components/ui/key-pagination.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { listDebtors } from '#lib/domain/receipts/queries.ts'
import { addressOf, askedNumber, askedOrNull } from '#lib/kernel/address.ts'
import { today } from '#lib/kernel/clock.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('receipts'))('owing') }
}

export default async function OwingPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const actor = await requirePermission('receipt.read')
  const { db, clock } = theDesk()
  const params = await searchParams
  const [accountSetId, after] = [askedNumber(params, 'set'), askedOrNull(params, 'after')]
  const { rows, nextAfter } = await listDebtors(db, actor, { accountSetId, after }, today(clock))
  const t = await getTranslations('receipts')
  const address = (key: string | null): string =>
    addressOf('/receipts/owing', { set: accountSetId, after: key })
  return (
    <>
      <PageHeader title={t('title')} about={t('owingAbout')} />
      <ReceiptTabs open="owing" mayMatch={actor.permissions.has('bankList.match')} />
      {rows.length === 0 ? (
        <EmptyState title={t('nobodyOwes')} hint={t('nobodyOwesHint')} />
      ) : (
        <DebtorTable rows={rows} />
      )}
      <KeyPagination
        newerHref={after === null ? null : address(null)}
        olderHref={nextAfter === null ? null : address(nextAfter)}
      />
    </>
  )
}
