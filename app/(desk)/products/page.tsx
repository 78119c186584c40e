import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ListSearch } from '#components/forms/list-search.tsx'
import { ProductTable } from '#components/products/product-table.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { KeyPagination } from '#components/ui/key-pagination.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { listProducts } from '#lib/domain/products/queries-pages.ts'
import { addressOf, asked, askedOrNull, type AskedParams } from '#lib/kernel/address.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('products'))('title') }
}

export default async function ProductsPage({ searchParams }: { searchParams: Promise<AskedParams> }) {
  const actor = await requirePermission('product.read')
  const params = await searchParams
  const [query, afterCode] = [asked(params, 'q'), askedOrNull(params, 'after')]
  const { rows, nextKey } = await listProducts(theDesk().db, { query, afterCode })
  const t = await getTranslations('products')
  const may = (permission: 'product.write' | 'masterFile.import' | 'export.run') =>
    actor.permissions.has(permission)
  return (
    <>
      <PageHeader
        title={t('title')}
        about={t('about')}
        acts={
          <>
            {may('export.run') ? (
              <a className="self-center text-accent" href="/api/exports/products?format=xlsx">
                {t('export')}
              </a>
            ) : null}
            {may('masterFile.import') ? (
              <ButtonLink href="/imports?kind=products">{t('import')}</ButtonLink>
            ) : null}
            {may('product.write') ? (
              <ButtonLink href="/products/new" variant="primary">
                {t('add')}
              </ButtonLink>
            ) : null}
          </>
        }
      />
      <ListSearch label={t('search')} act={t('find')} query={query} />
      {rows.length === 0 ? (
        <EmptyState title={t('none')} hint={t('noneHint')} />
      ) : (
        <ProductTable rows={rows} />
      )}
      <KeyPagination
        {...(afterCode === null ? {} : { newerHref: addressOf('/products', { q: query }) })}
        {...(nextKey === null ? {} : { olderHref: addressOf('/products', { q: query, after: nextKey }) })}
      />
    </>
  )
}
