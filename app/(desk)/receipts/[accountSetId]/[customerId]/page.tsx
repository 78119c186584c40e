import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { MoneySummary } from '#components/receipts/money-summary.tsx'
import { customerMoneyAddress } from '#components/receipts/receipt-address.ts'
import { ReceiptDesk, type Recording } from '#components/receipts/receipt-desk.tsx'
import { ReceiptTable } from '#components/receipts/receipt-table.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission, type RequestPerson } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { listTakers } from '#lib/domain/receipts/queries-takers.ts'
import { customerMoney } from '#lib/domain/receipts/queries.ts'
import { today } from '#lib/kernel/clock.ts'
import { recordPendingReceiptAction, recordReceiptAction } from '../../actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('receipts'))('title') }
}

/** How this person records money here; null for who only looks. */
async function recordingOf(actor: RequestPerson, accountSetId: number): Promise<Recording | null> {
  const mayRecord = actor.permissions.has('receipt.record')
  if (!mayRecord && !actor.permissions.has('receipt.recordPending')) return null
  const takers = await listTakers(theDesk().db, actor, accountSetId)
  const others = takers.filter(({ userId }) => userId !== actor.userId)
  const action = mayRecord ? recordReceiptAction : recordPendingReceiptAction
  return { isPending: !mayRecord, action, takers: others }
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
  const maySettle = actor.permissions.has('allocation.byHand') || actor.permissions.has('allowance.grant')
  const recording = await recordingOf(actor, money.accountSetId)
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
              {t(maySettle ? 'settle' : 'settled')}
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
            recording={recording}
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
