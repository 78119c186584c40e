import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { GoodsIsland } from '#components/goods-papers/goods-island.tsx'
import { VerifyDesk } from '#components/goods-papers/verify-desk.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { type GoodsAddress, goodsHref, goodsKeyOf } from '#lib/papers/goods/address.ts'
import { COUNTED_KINDS } from '#lib/papers/goods/commands/count.ts'
import { readGoodsPage } from '#lib/papers/goods/detail-queries.ts'
import { withoutFigures } from '#lib/papers/goods/page.ts'
import { goodsActions } from '../../../goods-actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('goods'))('gate.verify') }
}

/** A second person counts a goods paper again (R10, R21, R26). */
export default async function VerifyGoodsPage({ params }: { params: Promise<GoodsAddress> }) {
  const actor = await requirePermission('goodsPaper.verify')
  const key = goodsKeyOf(await params) ?? notFound()
  const { db, clock } = theDesk()
  const view = (await readGoodsPage(db, actor, key, COUNTED_KINDS, { now: clock.now() })) ?? notFound()
  const { page } = view
  const back = goodsHref(page.kind, page)
  if (!page.may.verify) redirect(back)
  const t = await getTranslations('goods')
  return (
    <GoodsIsland room={null}>
      <PageHeader
        title={t('verify.title', { number: page.number })}
        about={`${t(`kind.${page.kind}`)} · ${page.partyName === '' ? page.warehouse.name : page.partyName}`}
        acts={
          <ButtonLink href={back} variant="quiet">
            {t('page.paper')}
          </ButtonLink>
        }
      />
      <VerifyDesk page={withoutFigures(page)} action={goodsActions.verify} />
    </GoodsIsland>
  )
}
