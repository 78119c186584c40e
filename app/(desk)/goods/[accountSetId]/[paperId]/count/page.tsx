import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { CountDesk } from '#components/goods-papers/count-desk.tsx'
import { GoodsIsland } from '#components/goods-papers/goods-island.tsx'
import { GoodsStatusBadge } from '#components/goods-papers/goods-status.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { type GoodsAddress, goodsHref, goodsKeyOf } from '#lib/papers/goods/address.ts'
import { readGoodsPage } from '#lib/papers/goods/detail-queries.ts'
import { COUNTED_KINDS } from '#lib/papers/goods/commands/count.ts'
import { goodsActions } from '../../../goods-actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('goods'))('gate.count') }
}

/** The keeper counts or picks a goods paper and signs for it. */
export default async function CountPage({ params }: { params: Promise<GoodsAddress> }) {
  const actor = await requirePermission('goodsPaper.count')
  const key = goodsKeyOf(await params) ?? notFound()
  const { db, clock, passkeyOrigin } = theDesk()
  const view = (await readGoodsPage(db, actor, key, COUNTED_KINDS, { now: clock.now() })) ?? notFound()
  const { page } = view
  const back = goodsHref(page.kind, page)
  if (!page.may.count) redirect(back)
  const t = await getTranslations('goods')
  return (
    <GoodsIsland room={null}>
      <PageHeader
        title={t('count.title', { number: page.number })}
        about={
          <>
            {t(`kind.${page.kind}`)} · {page.partyName === '' ? page.warehouse.name : page.partyName}{' '}
            <GoodsStatusBadge kind={page.kind} status={page.status} />
          </>
        }
        acts={
          <ButtonLink href={back} variant="quiet">
            {t('page.paper')}
          </ButtonLink>
        }
      />
      {page.isBlind ? (
        <div className="mb-3">
          <Notice>{t('blind')}</Notice>
        </div>
      ) : null}
      <CountDesk
        page={page}
        userId={actor.userId}
        hasPasskeys={passkeyOrigin !== null}
        actions={{
          count: goodsActions.count,
          attach: goodsActions.attach,
          askToSign: goodsActions.askToSign,
        }}
      />
    </GoodsIsland>
  )
}
