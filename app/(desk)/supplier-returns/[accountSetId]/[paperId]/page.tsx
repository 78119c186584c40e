import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { GoodsAct } from '#components/goods-papers/goods-act.tsx'
import { GoodsIsland } from '#components/goods-papers/goods-island.tsx'
import { GoodsPaperPage } from '#components/goods-papers/goods-page.tsx'
import { RedNotice } from '#components/purchase-bills/red-notice.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { listRedOrders } from '#lib/domain/purchase-bills/queries-start.ts'
import { readSupplierReturnGate } from '#lib/domain/supplier-returns/queries.ts'
import { today } from '#lib/kernel/clock.ts'
import { deskOrigin } from '#lib/papers/desk-origin.ts'
import { type GoodsAddress, goodsKeyOf } from '#lib/papers/goods/address.ts'
import { readGoodsPage } from '#lib/papers/goods/detail-queries.ts'
import { goodsActions } from '../../../goods/goods-actions.ts'
import { postSupplierReturnAction, reverseSupplierReturnAction } from '../../actions.ts'

type Props = { params: Promise<GoodsAddress>; searchParams: Promise<{ copy?: string | string[] }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('goods'))('kind.SUPPLIER_RETURN') }
}

export default async function SupplierReturnPage({ params, searchParams }: Props) {
  const actor = await requirePermission('goodsPaper.read')
  const { db, clock, passkeyOrigin } = theDesk()
  const key = goodsKeyOf(await params) ?? notFound()
  const { paper, page } =
    (await readGoodsPage(db, actor, key, ['SUPPLIER_RETURN'], { now: clock.now() })) ?? notFound()
  const red = page.status === 'POSTED' ? await listRedOrders(db, actor, key) : []
  const gate = await readSupplierReturnGate(db, actor, paper, today(clock))
  const t = await getTranslations('supplierReturns')
  const { copy } = await searchParams
  const canPost = actor.permissions.has('supplierReturn.post') && actor.warehouseIds.includes(paper.storeId)
  const act =
    gate !== null && canPost && page.status === 'VERIFIED' ? (
      <GoodsAct
        action={postSupplierReturnAction}
        input={{ ...key, seenVersion: page.version }}
        label={t('post')}
        doneText={t('posted')}
        variant="primary"
        isDisabled={!gate.isOpen}
      />
    ) : null
  return (
    <GoodsIsland room="supplierReturns">
      <GoodsPaperPage
        page={page}
        shown={typeof copy === 'string' ? copy : undefined}
        sheet={{ origin: await deskOrigin(), locale: await getLocale() }}
        hasPasskeys={passkeyOrigin !== null}
        actions={goodsActions}
        reverse={reverseSupplierReturnAction}
        steps={gate === null ? [] : [{ gate, title: t('post'), act }]}
        extra={<RedNotice orders={red} mayRecord={actor.permissions.has('purchaseBill.record')} />}
      />
    </GoodsIsland>
  )
}
