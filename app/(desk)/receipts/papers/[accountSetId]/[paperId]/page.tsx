import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ReasonForm } from '#components/receipts/reason-form.tsx'
import { ReceiptFacts } from '#components/receipts/receipt-facts.tsx'
import { SettledTable } from '#components/receipts/settled-table.tsx'
import { StandingBadge } from '#components/receipts/standing-badge.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { receiptDetail } from '#lib/domain/receipts/queries-detail.ts'
import { type GoodsAddress, goodsKeyOf } from '#lib/papers/goods/address.ts'
import { releaseReceiptAction, reverseReceiptAction, undoAllocationAction } from '../../../actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('receipts'))('paper') }
}

export default async function ReceiptPage({ params }: { params: Promise<GoodsAddress> }) {
  const actor = await requirePermission('receipt.read')
  const key = goodsKeyOf(await params) ?? notFound()
  const receipt = (await receiptDetail(theDesk().db, actor, key)) ?? notFound()
  const t = await getTranslations('receipts')
  const may = (permission: 'receipt.reverse' | 'receipt.release' | 'allocation.undo') =>
    actor.permissions.has(permission) && receipt.status !== 'REVERSED'
  return (
    <>
      <PageHeader
        title={
          <span className="flex flex-wrap items-center gap-2">
            {receipt.number}
            <StandingBadge status={receipt.status} />
          </span>
        }
        acts={<ButtonLink href="/receipts">{t('list')}</ButtonLink>}
      />
      <ClientMessages namespaces={['receipts']}>
        <div className="grid items-start gap-3 lg:grid-cols-2">
          <ReceiptFacts receipt={receipt} />
          <div className="flex flex-col gap-3">
            {receipt.waits !== null && may('receipt.release') ? (
              <Card title={t('act.release.press')}>
                <ReasonForm receipt={key} act="release" action={releaseReceiptAction} />
              </Card>
            ) : null}
            {may('receipt.reverse') ? (
              <Card title={t('act.reverse.press')}>
                {receipt.isOwn ? (
                  <p className="text-muted">{t('ownReverse')}</p>
                ) : (
                  <ReasonForm receipt={key} act="reverse" variant="danger" action={reverseReceiptAction} />
                )}
              </Card>
            ) : null}
          </div>
        </div>
        <h2 className="mt-4 mb-2 font-semibold">{t('settled')}</h2>
        {receipt.settled.length === 0 ? (
          <p className="text-muted">{t('settledNone')}</p>
        ) : (
          <SettledTable
            accountSetId={receipt.accountSetId}
            rows={receipt.settled}
            hasMoney={false}
            undo={may('allocation.undo') ? undoAllocationAction : null}
          />
        )}
      </ClientMessages>
    </>
  )
}
