import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { GoodsList } from '#components/goods-papers/goods-list.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import type { AskedParams } from '#lib/kernel/address.ts'
import { goodsFilterOf } from '#lib/papers/goods/list-filter.ts'
import { listGoodsPapers } from '#lib/papers/goods/list-queries.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('goods'))('title.PURCHASE_BILL') }
}

export default async function PurchaseBillsPage({ searchParams }: { searchParams: Promise<AskedParams> }) {
  const actor = await requirePermission('purchaseBill.read')
  const filter = goodsFilterOf('PURCHASE_BILL', await searchParams)
  const list = await listGoodsPapers(theDesk().db, actor, 'PURCHASE_BILL', filter)
  const newHref = actor.permissions.has('purchaseBill.record') ? '/purchase-bills/new' : null
  return <GoodsList kind="PURCHASE_BILL" list={list} filter={filter} actor={actor} newHref={newHref} />
}
