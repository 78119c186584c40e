import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { AcceptDesk } from '#components/receipts/accept-desk.tsx'
import { ReceiptTabs, SetTabs } from '#components/receipts/receipt-tabs.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { listPending } from '#lib/domain/receipts/queries-detail.ts'
import { askedNumber, type AskedParams } from '#lib/kernel/address.ts'
import { acceptReceiptsAction } from '../actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('receipts'))('pending') }
}

export default async function PendingReceiptsPage({ searchParams }: { searchParams: Promise<AskedParams> }) {
  const actor = await requirePermission('receipt.read')
  const asked = askedNumber(await searchParams, 'set')
  const open = actor.accountSets.find(({ id }) => id === asked) ?? actor.accountSets[0]
  const { rows, hasMore } = await listPending(theDesk().db, actor, open?.id ?? 0)
  const t = await getTranslations('receipts')
  return (
    <>
      <PageHeader title={t('title')} about={t('pendingAbout')} />
      <ReceiptTabs open="pending" mayMatch={actor.permissions.has('bankList.match')} />
      <SetTabs accountSets={actor.accountSets} openId={open?.id ?? 0} path="/receipts/pending" />
      {rows.length === 0 || open === undefined ? (
        <EmptyState title={t('nonePending')} hint={t('nonePendingHint')} />
      ) : (
        <ClientMessages namespaces={['receipts']}>
          <AcceptDesk
            key={open.id}
            accountSetId={open.id}
            rows={rows}
            action={actor.permissions.has('receipt.accept') ? acceptReceiptsAction : null}
          />
        </ClientMessages>
      )}
      {hasMore ? <p className="mt-2 text-muted">{t('morePending')}</p> : null}
    </>
  )
}
