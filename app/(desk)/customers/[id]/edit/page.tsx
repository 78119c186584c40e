import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { CustomerForm } from '#components/customers/customer-form.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { customerChoices, customerDetail } from '#lib/domain/customers/queries-pages.ts'
import { customerValues } from '#lib/domain/customers/rules.ts'
import { isId } from '#lib/kernel/ids.ts'
import { changeCustomerAction } from '../../actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('customers'))('change') }
}

export default async function EditCustomerPage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await requirePermission('customer.write')
  const { id } = await params
  const { db } = theDesk()
  const customer = (isId(id) && (await customerDetail(db, actor, id))) || notFound()
  const choices = await customerChoices(db, actor)
  const { accountSetId, version } = customer
  return (
    <ClientMessages namespaces={['customers']}>
      <PageHeader title={customer.name} about={customer.code} />
      <CustomerForm
        action={changeCustomerAction}
        choices={{
          ...choices,
          channels: choices.channels.filter((one) => one.accountSetName === customer.accountSetName),
        }}
        seen={{ accountSetId, id, version }}
        values={customerValues(customer)}
      />
    </ClientMessages>
  )
}
