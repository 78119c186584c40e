import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { FindCustomer } from '#components/receipts/find-customer.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('receipts'))('record') }
}

export default async function NewReceiptPage() {
  const actor = await requirePermission('receipt.read')
  const mayRecord = actor.permissions.has('receipt.record')
  if (!mayRecord && !actor.permissions.has('receipt.recordPending')) notFound()
  const t = await getTranslations('receipts')
  return (
    <>
      <PageHeader title={t(mayRecord ? 'record' : 'recordPending')} about={t('recordAbout')} />
      <ClientMessages namespaces={['receipts']}>
        <FindCustomer accountSets={actor.accountSets} />
      </ClientMessages>
    </>
  )
}
