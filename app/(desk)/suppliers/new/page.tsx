import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { SupplierForm } from '#components/suppliers/supplier-form.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { createSupplierAction } from '../actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('suppliers'))('add') }
}

export default async function NewSupplierPage() {
  const actor = await requirePermission('supplier.write')
  const t = await getTranslations('suppliers')
  return (
    <ClientMessages namespaces={['suppliers']}>
      <PageHeader title={t('add')} about={t('addAbout')} />
      <SupplierForm action={createSupplierAction} accountSets={actor.accountSets} />
    </ClientMessages>
  )
}
