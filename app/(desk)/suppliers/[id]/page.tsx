import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { SendButton } from '#components/forms/send-button.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { SupplierBalances, SupplierFacts } from '#components/suppliers/supplier-facts.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { supplierDetail } from '#lib/domain/suppliers/queries.ts'
import { setSupplierActiveAction } from '../actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('suppliers'))('title') }
}

export default async function SupplierPage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await requirePermission('supplier.read')
  const { id } = await params
  const supplier = (await supplierDetail(theDesk().db, actor, id)) ?? notFound()
  const t = await getTranslations('suppliers')
  const { accountSetId, version, isActive, name } = supplier
  const may = (
    permission: 'supplier.write' | 'purchaseOrder.record' | 'purchaseBill.read' | 'payment.record',
  ) => actor.permissions.has(permission)
  return (
    <ClientMessages namespaces={['suppliers']}>
      <PageHeader
        title={name}
        about={supplier.code}
        acts={
          <>
            {may('purchaseBill.read') ? (
              <ButtonLink href={`/suppliers/${id}/statement`}>{t('statement.title')}</ButtonLink>
            ) : null}
            {may('payment.record') ? (
              <ButtonLink href={`/payments/new?supplier=${id}`}>{t('pay')}</ButtonLink>
            ) : null}
            {may('supplier.write') ? (
              <>
                <SendButton
                  action={setSupplierActiveAction}
                  input={{ accountSetId, id, version, isActive: !isActive }}
                  label={t(isActive ? 'activity.stop' : 'activity.start')}
                  question={t(isActive ? 'activity.stopAbout' : 'activity.startAbout', { name })}
                  doneText={t('activity.done')}
                  namespace="suppliers"
                />
                <ButtonLink href={`/suppliers/${id}/edit`}>{t('change')}</ButtonLink>
              </>
            ) : null}
            {may('purchaseOrder.record') && isActive ? (
              <ButtonLink href={`/purchase-orders/new?supplier=${id}`} variant="primary">
                {t('order')}
              </ButtonLink>
            ) : null}
          </>
        }
      />
      {isActive ? null : <Badge tone="warning">{t('inactive')}</Badge>}
      <div className="grid items-start gap-3 lg:grid-cols-2">
        <Card title={t('form.unit')}>
          <SupplierFacts supplier={supplier} />
        </Card>
        <Card title={t('form.money')}>
          <SupplierBalances supplier={supplier} />
        </Card>
      </div>
    </ClientMessages>
  )
}
