import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { FindSupplier } from '#components/payments/find-supplier.tsx'
import { PaymentDesk } from '#components/payments/payment-desk.tsx'
import { PaymentTable } from '#components/payments/payment-table.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Money } from '#components/ui/money.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { supplierMoney } from '#lib/domain/payments/queries.ts'
import { asked, type AskedParams } from '#lib/kernel/address.ts'
import { today } from '#lib/kernel/clock.ts'
import { recordPaymentAction } from '../actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('payments'))('record') }
}

/** Pays a supplier that the address names; without one, finds it first. */
export default async function NewPaymentPage({ searchParams }: { searchParams: Promise<AskedParams> }) {
  const actor = await requirePermission('payment.record')
  const { db, clock } = theDesk()
  const supplierId = asked(await searchParams, 'supplier')
  const t = await getTranslations('payments')
  if (supplierId === '') {
    return (
      <>
        <PageHeader title={t('record')} about={t('recordAbout')} />
        <ClientMessages namespaces={['payments']}>
          <FindSupplier accountSets={actor.accountSets} />
        </ClientMessages>
      </>
    )
  }
  const money = (await supplierMoney(db, actor, supplierId, today(clock))) ?? notFound()
  return (
    <>
      <PageHeader
        title={money.name}
        about={money.code}
        acts={
          <>
            <ButtonLink href={`/suppliers/${supplierId}/statement`}>{t('statement')}</ButtonLink>
            <ButtonLink href="/payments/new">{t('otherSupplier')}</ButtonLink>
          </>
        }
      />
      <div className="flex flex-col gap-3">
        <dl className="grid grid-cols-1 gap-px overflow-hidden rounded-md border border-line bg-line sm:grid-cols-3">
          {(['payable', 'unbilled', 'advance'] as const).map((name) => (
            <div key={name} className="bg-surface px-3 py-2">
              <dt className="text-muted">{t(`column.${name}`)}</dt>
              <dd className="text-base font-semibold">
                <Money amount={money[name]} hasSign />
              </dd>
            </div>
          ))}
        </dl>
        <ClientMessages namespaces={['payments']}>
          <PaymentDesk supplier={money} today={today(clock)} action={recordPaymentAction} />
        </ClientMessages>
        {money.payments.length === 0 ? null : (
          <>
            <h2 className="font-semibold">{t('last')}</h2>
            <PaymentTable rows={money.payments} hasSupplier={false} />
          </>
        )}
      </div>
    </>
  )
}
