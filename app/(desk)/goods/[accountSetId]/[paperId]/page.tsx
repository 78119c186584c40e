import { notFound, redirect } from 'next/navigation'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { type GoodsAddress, goodsHref, goodsKeyOf } from '#lib/papers/goods/address.ts'
import { readGoodsKind } from '#lib/papers/goods/detail-queries.ts'
import { GOODS_KINDS } from '#lib/papers/goods/kinds.ts'

/** Leads to the room of a goods paper, for links that know only its key. */
export default async function AnyGoodsPaper({ params }: { params: Promise<GoodsAddress> }) {
  const actor = await requirePermission('goodsPaper.read')
  const key = goodsKeyOf(await params) ?? notFound()
  const kind = (await readGoodsKind(theDesk().db, actor, key, GOODS_KINDS)) ?? notFound()
  redirect(goodsHref(kind, key))
}
