import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { MoneySummary } from '#components/receipts/money-summary.tsx'
import { customerMoneyAddress } from '#components/receipts/receipt-address.ts'
import { ReceiptDesk } from '#components/receipts/receipt-desk.tsx'
import { ReceiptTable } from '#components/receipts/receipt-table.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { customerMoney } from '#lib/domain/receipts/queries.ts'
import { today } from '#lib/kernel/clock.ts'
import { recordReceiptAction } from '../../actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('receipts'))('title') }
}

export default async function CustomerMoneyPage({
  params,
}: {
  params: Promise<{ accountSetId: string; customerId: string }>
}) {
  const actor = await requirePermission('receipt.read')
  const { db, clock } = theDesk()
  const { accountSetId, customerId } = await params
  const money = await customerMoney(
    db,
    actor,
    { accountSetId: Number(accountSetId), customerId },
    today(clock),
  )
  if (money === null) notFound()
  const t = await getTranslations('receipts')
  const { items, prepaid, paysBefore } = money
  return (
    <>
      <PageHeader
        title={money.name}
        about={`${money.code} · ${t(`settlement.${money.settlementMethod}`)}`}
        acts={
          <>
            <ButtonLink href={`${customerMoneyAddress(money.accountSetId, money.customerId)}/settle`}>
              {t('settle')}
            </ButtonLink>
            <ButtonLink href="/receipts/owing">{t('owing')}</ButtonLink>
          </>
        }
      />
      <div className="flex flex-col gap-3">
        <MoneySummary owed={money.owed} prepaid={prepaid} committed={money.committed} items={items} />
        <ClientMessages namespaces={['receipts']}>
          <ReceiptDesk
            customer={{
              accountSetId: money.accountSetId,
              customerId: money.customerId,
              prepaid,
              paysBefore,
              items,
            }}
            today={today(clock)}
            action={actor.permissions.has('receipt.record') ? recordReceiptAction : null}
          />
        </ClientMessages>
        <h2 className="font-semibold">{t('list')}</h2>
        {money.receipts.length === 0 ? (
          <p className="text-muted">{t('none')}</p>
        ) : (
          <ReceiptTable rows={money.receipts} hasCustomer={false} />
        )}
      </div>
    </>
  )
}
