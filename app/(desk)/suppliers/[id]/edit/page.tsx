import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { SupplierForm } from '#components/suppliers/supplier-form.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { supplierDetail } from '#lib/domain/suppliers/queries.ts'
import { changeSupplierAction } from '../../actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('suppliers'))('change') }
}

export default async function EditSupplierPage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await requirePermission('supplier.write')
  const { id } = await params
  const supplier = (await supplierDetail(theDesk().db, actor, id)) ?? notFound()
  const { accountSetId, version, code, name, contactName, phone, address, taxNumber, priceMode } = supplier
  const creditDays = String(supplier.creditDays)
  return (
    <ClientMessages namespaces={['suppliers']}>
      <PageHeader title={name} about={code} />
      <SupplierForm
        action={changeSupplierAction}
        accountSets={actor.accountSets}
        seen={{ accountSetId, id, version }}
        values={{ code, name, contactName, phone, address, taxNumber, priceMode, creditDays }}
      />
    </ClientMessages>
  )
}
