import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { MovementTable } from '#components/stock/movement-table.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { FilterChip } from '#components/ui/filter-chip.tsx'
import { KeyPagination } from '#components/ui/key-pagination.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { TabLinks } from '#components/ui/tab-links.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { cardKeyOf, stockMovements } from '#lib/domain/stock/queries-card.ts'
import { addressOf, asked, askedNumber, type AskedParams, listPages } from '#lib/kernel/address.ts'
import { isId } from '#lib/kernel/ids.ts'

type Props = { params: Promise<{ productId: string }>; searchParams: Promise<AskedParams> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('stock'))('movements') }
}

export default async function MovementsPage({ params, searchParams }: Props) {
  const actor = await requirePermission('stock.read')
  const { productId } = await params
  const question = await searchParams
  const wanted = askedNumber(question, 'set')
  const set = actor.accountSets.find(({ id }) => id === wanted) ?? actor.accountSets[0] ?? notFound()
  const before = asked(question, 'before')
  const asking = asked(question, 'warehouse')
  const warehouseId = isId(asking) ? asking : null
  const wish = { accountSetId: set.id, productId, warehouseId, key: cardKeyOf(before) }
  const stock = (isId(productId) && (await stockMovements(theDesk().db, actor, wish))) || notFound()
  const t = await getTranslations('stock')
  const path = `/stock/${productId}`
  return (
    <>
      <PageHeader title={stock.name} about={`${stock.code} · ${t('movements')}`} />
      <TabLinks
        label={t('accountSets')}
        links={actor.accountSets.map(({ id, name }) => ({
          href: addressOf(path, { set: id, warehouse: warehouseId }),
          label: name,
          isChosen: id === set.id,
        }))}
      />
      <div className="mt-3 flex flex-wrap gap-2">
        {stock.warehouses.map(({ id, name }) => (
          <FilterChip
            key={id}
            isChosen={id === warehouseId}
            href={addressOf(path, { set: set.id, warehouse: id === warehouseId ? null : id })}
          >
            {name}
          </FilterChip>
        ))}
      </div>
      <div className="mt-3">
        {stock.isCounted ? (
          <Notice>{t('countedBlind')}</Notice>
        ) : stock.movements.length === 0 ? (
          <EmptyState title={t('noMovements')} hint={t('noMovementsHint')} />
        ) : (
          <MovementTable accountSetId={set.id} rows={stock.movements} />
        )}
      </div>
      <KeyPagination
        {...listPages(
          path,
          { set: set.id, warehouse: warehouseId },
          { name: 'before', here: wish.key === null ? null : before, next: stock.nextKey },
        )}
      />
    </>
  )
}
