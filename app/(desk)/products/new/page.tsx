import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ProductForm } from '#components/products/product-form.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { createProductAction } from '../actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('products'))('add') }
}

export default async function NewProductPage() {
  await requirePermission('product.write')
  const t = await getTranslations('products')
  return (
    <ClientMessages namespaces={['products']}>
      <PageHeader title={t('add')} />
      <ProductForm action={createProductAction} />
    </ClientMessages>
  )
}
