import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ReverseForm } from '#components/payments/reverse-form.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { Instant } from '#components/ui/instant.tsx'
import { Money } from '#components/ui/money.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { paymentDetail } from '#lib/domain/payments/queries.ts'
import { type GoodsAddress, goodsKeyOf } from '#lib/papers/goods/address.ts'
import { reversePaymentAction } from '../../actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('payments'))('title') }
}

export default async function PaymentPage({ params }: { params: Promise<GoodsAddress> }) {
  const actor = await requirePermission('payment.read')
  const key = goodsKeyOf(await params) ?? notFound()
  const payment = (await paymentDetail(theDesk().db, actor, key)) ?? notFound()
  const t = await getTranslations('payments')
  const none = (await getTranslations('common'))('none')
  const { reversal } = payment
  const facts = {
    supplier: (
      <Link href={`/suppliers/${payment.supplierId}`} className="text-accent hover:underline">
        {payment.supplierName}
      </Link>
    ),
    amount: <Money amount={payment.amount} hasSign />,
    paidOn: payment.paidOn,
    method: t(`method.${payment.method}`),
    remark: payment.remark === '' ? none : payment.remark,
    recordedBy: payment.recordedBy,
    recordedAt: <Instant iso={payment.recordedAt} />,
  }
  return (
    <>
      <PageHeader
        title={
          <span className="flex flex-wrap items-center gap-2">
            {payment.number}
            {reversal === null ? null : <Badge tone="warning">{t('reversed')}</Badge>}
          </span>
        }
        acts={<ButtonLink href="/payments">{t('all')}</ButtonLink>}
      />
      <div className="grid items-start gap-3 lg:grid-cols-2">
        <Card title={t('paper')}>
          <DescriptionList
            items={Object.entries(facts).map(([name, value]) => {
              return { key: name, name: t(`column.${name}`), value }
            })}
          />
        </Card>
        {reversal !== null ? (
          <Card title={t('reversed')}>
            <DescriptionList
              items={[
                { key: 'by', name: t('column.reversedBy'), value: reversal.by },
                { key: 'on', name: t('column.reversedOn'), value: reversal.on },
                { key: 'reason', name: t('column.reason'), value: reversal.reason },
              ]}
            />
          </Card>
        ) : actor.permissions.has('payment.reverse') ? (
          <Card title={t('undo')}>
            <ClientMessages namespaces={['payments']}>
              <ReverseForm payment={key} action={reversePaymentAction} />
            </ClientMessages>
          </Card>
        ) : null}
      </div>
    </>
  )
}
