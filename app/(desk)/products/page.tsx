import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ListSearch } from '#components/forms/list-search.tsx'
import { FileActs } from '#components/imports/file-acts.tsx'
import { ProductTable } from '#components/products/product-table.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { KeyPagination } from '#components/ui/key-pagination.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { listProducts } from '#lib/domain/products/queries-pages.ts'
import { asked, askedOrNull, type AskedParams, listPages } from '#lib/kernel/address.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('products'))('title') }
}

export default async function ProductsPage({ searchParams }: { searchParams: Promise<AskedParams> }) {
  const actor = await requirePermission('product.read')
  const params = await searchParams
  const [query, afterCode] = [asked(params, 'q'), askedOrNull(params, 'after')]
  const { rows, nextKey } = await listProducts(theDesk().db, { query, afterCode })
  const t = await getTranslations('products')
  return (
    <>
      <PageHeader
        title={t('title')}
        about={t('about')}
        acts={
          <FileActs
            kind="products"
            permissions={actor.permissions}
            exportHref="/api/exports/products?format=xlsx"
            addHref="/products/new"
          />
        }
      />
      <ListSearch label={t('search')} act={t('find')} query={query} />
      {rows.length === 0 ? (
        <EmptyState title={t('none')} hint={t('noneHint')} />
      ) : (
        <ProductTable rows={rows} />
      )}
      <KeyPagination {...listPages('/products', { q: query }, { here: afterCode, next: nextKey })} />
    </>
  )
}
