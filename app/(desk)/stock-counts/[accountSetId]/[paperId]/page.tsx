import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { GoodsAct } from '#components/goods-papers/goods-act.tsx'
import { GoodsIsland } from '#components/goods-papers/goods-island.tsx'
import { GoodsPaperPage } from '#components/goods-papers/goods-page.tsx'
import { LosingCodes, LostCodes } from '#components/goods-papers/lost-codes.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { readLosses } from '#lib/codes/loss-store.ts'
import { theDesk } from '#lib/command/desk.ts'
import { readCountNext } from '#lib/domain/stock-counts/queries.ts'
import { today } from '#lib/kernel/clock.ts'
import { deskOrigin } from '#lib/papers/desk-origin.ts'
import { type GoodsAddress, goodsHref, goodsKeyOf } from '#lib/papers/goods/address.ts'
import { readGoodsPage } from '#lib/papers/goods/detail-queries.ts'
import { goodsActions } from '../../../goods/goods-actions.ts'
import { approveCountAction, postStockCountAction, reverseStockCountAction } from '../../actions.ts'

type Props = { params: Promise<GoodsAddress>; searchParams: Promise<{ copy?: string | string[] }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('goods'))('kind.STOCK_COUNT') }
}

export default async function StockCountPage({ params, searchParams }: Props) {
  const actor = await requirePermission('goodsPaper.read')
  const { db, clock, passkeyOrigin } = theDesk()
  const key = goodsKeyOf(await params) ?? notFound()
  const { paper, page } =
    (await readGoodsPage(db, actor, key, ['STOCK_COUNT'], { now: clock.now() })) ?? notFound()
  const { finish, approve, post, losing } = await readCountNext(db, actor, paper, today(clock))
  const lost = await readLosses(db, key)
  const t = await getTranslations('stockCounts')
  const { copy } = await searchParams
  const input = { ...key, seenVersion: page.version }
  const canCount = actor.permissions.has('goodsPaper.count') && actor.warehouseIds.includes(paper.storeId)
  const canApprove = actor.permissions.has('stockCount.approve')
  const countAct = canCount ? (
    <ButtonLink href={`${goodsHref('STOCK_COUNT', key)}/count`} variant="primary" className="self-start">
      {t('toCount')}
    </ButtonLink>
  ) : null
  const approveAct = canApprove ? (
    <GoodsAct
      action={approveCountAction}
      input={input}
      label={t('approve')}
      doneText={t('approved')}
      variant="primary"
      isDisabled={approve?.isOpen !== true}
      words={{ name: 'remark', label: t('approveRemark'), isRequired: false }}
      about={t('approveAbout')}
    />
  ) : null
  const postAct = canApprove ? (
    <GoodsAct
      action={postStockCountAction}
      input={input}
      label={t('post')}
      doneText={t('posted')}
      variant="primary"
      isDisabled={post?.isOpen !== true}
    />
  ) : null
  return (
    <GoodsIsland room="stockCounts" gates={['finishStockCount', 'approveStockCount']}>
      <GoodsPaperPage
        page={page}
        shown={typeof copy === 'string' ? copy : undefined}
        sheet={{ origin: await deskOrigin(), locale: await getLocale() }}
        hasPasskeys={passkeyOrigin !== null}
        actions={goodsActions}
        reverse={reverseStockCountAction}
        extra={
          <>
            <LosingCodes lines={losing} />
            <LostCodes {...lost} />
          </>
        }
        steps={[
          ...(finish === null ? [] : [{ gate: finish, title: t('finish'), act: countAct }]),
          ...(approve === null ? [] : [{ gate: approve, title: t('approve'), act: approveAct }]),
          ...(post === null ? [] : [{ gate: post, title: t('post'), act: postAct }]),
        ]}
      />
    </GoodsIsland>
  )
}
