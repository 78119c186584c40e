import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { CustomerForm } from '#components/customers/customer-form.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { customerChoices } from '#lib/domain/customers/queries-pages.ts'
import { createCustomerAction } from '../actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('customers'))('add') }
}

export default async function NewCustomerPage() {
  const actor = await requirePermission('customer.write')
  const choices = await customerChoices(theDesk().db, actor)
  const t = await getTranslations('customers')
  return (
    <ClientMessages namespaces={['customers']}>
      <PageHeader title={t('add')} about={t('addAbout')} />
      <CustomerForm action={createCustomerAction} choices={choices} />
    </ClientMessages>
  )
}
