import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ProductForm } from '#components/products/product-form.tsx'
import { ClientMessages } from '#components/shell/client-messages.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { productDetail } from '#lib/domain/products/queries-pages.ts'
import { productValues } from '#lib/domain/products/rules.ts'
import { isId } from '#lib/kernel/ids.ts'
import { changeProductAction } from '../../actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('products'))('change') }
}

export default async function EditProductPage({ params }: { params: Promise<{ id: string }> }) {
  await requirePermission('product.write')
  const { id } = await params
  const product = (isId(id) && (await productDetail(theDesk().db, id))) || notFound()
  return (
    <ClientMessages namespaces={['products']}>
      <PageHeader title={product.name} about={product.code} />
      <ProductForm
        action={changeProductAction}
        seen={{ id, version: product.version }}
        values={productValues(product)}
        hasMoved={product.hasMoved}
      />
    </ClientMessages>
  )
}
