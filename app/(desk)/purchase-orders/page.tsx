import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { GoodsList } from '#components/goods-papers/goods-list.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import type { AskedParams } from '#lib/kernel/address.ts'
import { goodsFilterOf } from '#lib/papers/goods/list-filter.ts'
import { listGoodsPapers } from '#lib/papers/goods/list-queries.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('goods'))('title.PURCHASE_ORDER') }
}

export default async function PurchaseOrdersPage({ searchParams }: { searchParams: Promise<AskedParams> }) {
  const actor = await requirePermission('purchaseOrder.read')
  const filter = goodsFilterOf('PURCHASE_ORDER', await searchParams)
  const list = await listGoodsPapers(theDesk().db, actor, 'PURCHASE_ORDER', filter)
  const newHref = actor.permissions.has('purchaseOrder.record') ? '/purchase-orders/new' : null
  return <GoodsList kind="PURCHASE_ORDER" list={list} filter={filter} actor={actor} newHref={newHref} />
}
