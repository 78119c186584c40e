import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { GoodsList } from '#components/goods-papers/goods-list.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import type { AskedParams } from '#lib/kernel/address.ts'
import { goodsFilterOf } from '#lib/papers/goods/list-filter.ts'
import { listGoodsPapers } from '#lib/papers/goods/list-queries.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('goods'))('title.GOODS_RECEIPT') }
}

export default async function GoodsReceiptsPage({ searchParams }: { searchParams: Promise<AskedParams> }) {
  const actor = await requirePermission('goodsPaper.read')
  const filter = goodsFilterOf('GOODS_RECEIPT', await searchParams)
  const list = await listGoodsPapers(theDesk().db, actor, 'GOODS_RECEIPT', filter)
  const newHref = actor.permissions.has('goodsReceipt.open') ? '/goods-receipts/new' : null
  return <GoodsList kind="GOODS_RECEIPT" list={list} filter={filter} actor={actor} newHref={newHref} />
}
