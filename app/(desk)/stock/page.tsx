import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ListSearch } from '#components/forms/list-search.tsx'
import { StockTable } from '#components/stock/stock-table.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { FilterChip } from '#components/ui/filter-chip.tsx'
import { KeyPagination } from '#components/ui/key-pagination.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { TabLinks } from '#components/ui/tab-links.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { listStock } from '#lib/domain/stock/queries.ts'
import { listWarehouses } from '#lib/domain/warehouses/queries.ts'
import {
  addressOf,
  asked,
  askedNumber,
  askedOrNull,
  type AskedParams,
  listPages,
} from '#lib/kernel/address.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('stock'))('title') }
}

export default async function StockPage({ searchParams }: { searchParams: Promise<AskedParams> }) {
  const actor = await requirePermission('stock.read')
  const params = await searchParams
  const t = await getTranslations('stock')
  const set = actor.accountSets.find(({ id }) => id === askedNumber(params, 'set')) ?? actor.accountSets[0]
  if (set === undefined) return <EmptyState title={t('noAccountSet')} />
  const { db } = theDesk()
  const warehouses = await listWarehouses(db)
  const warehouseId = warehouses.find(({ id }) => id === asked(params, 'warehouse'))?.id ?? null
  const [query, afterKey] = [asked(params, 'q'), askedOrNull(params, 'after')]
  const { rows, nextKey } = await listStock(db, actor, { accountSetId: set.id, warehouseId, query, afterKey })
  const here = { set: set.id, warehouse: warehouseId, q: query }
  return (
    <>
      <PageHeader
        title={t('title')}
        about={t('about')}
        acts={
          actor.permissions.has('stock.open') ? (
            <>
              <ButtonLink href="/imports?kind=stock">{t('import')}</ButtonLink>
              <ButtonLink href={addressOf('/stock/open', { set: set.id })} variant="primary">
                {t('opening.title')}
              </ButtonLink>
            </>
          ) : undefined
        }
      />
      <TabLinks
        label={t('accountSets')}
        links={actor.accountSets.map(({ id, name }) => ({
          href: addressOf('/stock', { ...here, set: id }),
          label: name,
          isChosen: id === set.id,
        }))}
      />
      <div className="mt-3 mb-3 flex flex-wrap gap-2">
        {warehouses.map(({ id, name }) => (
          <FilterChip
            key={id}
            isChosen={id === warehouseId}
            href={addressOf('/stock', { ...here, warehouse: id === warehouseId ? null : id })}
          >
            {name}
          </FilterChip>
        ))}
      </div>
      <ListSearch
        label={t('search')}
        act={t('find')}
        query={query}
        kept={{ set: set.id, warehouse: warehouseId }}
      />
      {rows.length === 0 ? (
        <EmptyState title={t('none')} hint={t('noneHint')} />
      ) : (
        <StockTable rows={rows} accountSetId={set.id} />
      )}
      {rows.some(({ isCounted }) => isCounted) ? <Notice>{t('countedSome')}</Notice> : null}
      <KeyPagination {...listPages('/stock', here, { here: afterKey, next: nextKey })} />
    </>
  )
}
