import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { customerMoneyAddress } from '#components/receipts/receipt-address.ts'
import { SettleDesk } from '#components/receipts/settle-desk.tsx'
import { SettledTable } from '#components/receipts/settled-table.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { settlementDesk } from '#lib/domain/receipts/queries-detail.ts'
import { customerMoney } from '#lib/domain/receipts/queries.ts'
import { today } from '#lib/kernel/clock.ts'
import { allocateByHandAction, grantAllowanceAction, undoAllocationAction } from '../../../actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('receipts'))('settle') }
}

export default async function SettlePage({
  params,
}: {
  params: Promise<{ accountSetId: string; customerId: string }>
}) {
  const actor = await requirePermission('receipt.read')
  const { db, clock } = theDesk()
  const asked = await params
  const key = { accountSetId: Number(asked.accountSetId), customerId: asked.customerId }
  const [owing, money] = await Promise.all([
    customerMoney(db, actor, key, today(clock)),
    settlementDesk(db, actor, key),
  ])
  if (owing === null || money === null) notFound()
  const t = await getTranslations('receipts')
  const mayPay = actor.permissions.has('allocation.byHand')
  const maySettle = mayPay || actor.permissions.has('allowance.grant')
  return (
    <>
      <PageHeader
        title={`${owing.name} · ${t('settle')}`}
        about={mayPay ? t('settleAbout') : t('grantAbout')}
        acts={
          <ButtonLink href={customerMoneyAddress(key.accountSetId, key.customerId)}>
            {t('toMoney')}
          </ButtonLink>
        }
      />
      <ClientMessages namespaces={['receipts']}>
        {owing.items.length === 0 || !maySettle ? (
          <EmptyState title={maySettle ? t('nothingOpen') : t('mayNotSettle')} hint={t('nothingOpenHint')} />
        ) : (
          <SettleDesk
            customer={key}
            money={money}
            items={owing.items}
            action={mayPay ? allocateByHandAction : grantAllowanceAction}
            mayPay={mayPay}
          />
        )}
        <h2 className="mt-4 mb-2 font-semibold">{t('latest')}</h2>
        {money.latest.length === 0 ? (
          <p className="text-muted">{t('settledNone')}</p>
        ) : (
          <SettledTable
            accountSetId={key.accountSetId}
            rows={money.latest}
            hasMoney
            undo={actor.permissions.has('allocation.undo') ? undoAllocationAction : null}
          />
        )}
      </ClientMessages>
    </>
  )
}
