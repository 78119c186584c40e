import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { GoodsList } from '#components/goods-papers/goods-list.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import type { AskedParams } from '#lib/kernel/address.ts'
import { goodsFilterOf } from '#lib/papers/goods/list-filter.ts'
import { listGoodsPapers } from '#lib/papers/goods/list-queries.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('goods'))('title.STOCK_COUNT') }
}

export default async function StockCountsPage({ searchParams }: { searchParams: Promise<AskedParams> }) {
  const actor = await requirePermission('goodsPaper.read')
  const filter = goodsFilterOf('STOCK_COUNT', await searchParams)
  const list = await listGoodsPapers(theDesk().db, actor, 'STOCK_COUNT', filter)
  const newHref = actor.permissions.has('stockCount.open') ? '/stock-counts/new' : null
  return <GoodsList kind="STOCK_COUNT" list={list} filter={filter} actor={actor} newHref={newHref} />
}
