import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { GoodsAct } from '#components/goods-papers/goods-act.tsx'
import { GoodsIsland } from '#components/goods-papers/goods-island.tsx'
import { GoodsPaperPage } from '#components/goods-papers/goods-page.tsx'
import { BillMatch } from '#components/purchase-bills/bill-match.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { readBillNext } from '#lib/domain/purchase-bills/queries-page.ts'
import { today } from '#lib/kernel/clock.ts'
import { deskOrigin } from '#lib/papers/desk-origin.ts'
import { type GoodsAddress, goodsKeyOf } from '#lib/papers/goods/address.ts'
import { readGoodsPage } from '#lib/papers/goods/detail-queries.ts'
import { goodsActions } from '../../../goods/goods-actions.ts'
import { consentToBillAction, postBillAction, reverseBillAction } from '../../actions.ts'

type Props = { params: Promise<GoodsAddress>; searchParams: Promise<{ copy?: string | string[] }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('goods'))('kind.PURCHASE_BILL') }
}

export default async function PurchaseBillPage({ params, searchParams }: Props) {
  const actor = await requirePermission('purchaseBill.read')
  const { db, clock, passkeyOrigin } = theDesk()
  const key = goodsKeyOf(await params) ?? notFound()
  const at = { now: clock.now(), today: today(clock) }
  const { paper, page } = (await readGoodsPage(db, actor, key, ['PURCHASE_BILL'], at)) ?? notFound()
  const { consent, post, match } = await readBillNext(db, actor, paper, at.today)
  const t = await getTranslations('purchaseBills')
  const copy = (await searchParams).copy
  const seen = { ...key, seenVersion: page.version }
  const agree = actor.permissions.has('purchaseBill.consent') ? (
    <GoodsAct
      action={consentToBillAction}
      input={seen}
      label={t('consent')}
      doneText={t('consented')}
      words={{ name: 'remark', label: t('why') }}
      isDisabled={consent?.isOpen !== true}
    />
  ) : undefined
  const enter = actor.permissions.has('purchaseBill.post') ? (
    <GoodsAct
      action={postBillAction}
      input={{ ...seen, postingDate: '' }}
      label={t('post')}
      doneText={t('posted')}
      variant="primary"
      isDisabled={post?.isOpen !== true}
    />
  ) : undefined
  return (
    <GoodsIsland room="purchaseBills" gates={['consentBill']}>
      <GoodsPaperPage
        page={page}
        shown={typeof copy === 'string' ? copy : undefined}
        sheet={{ origin: await deskOrigin(), locale: await getLocale() }}
        hasPasskeys={passkeyOrigin !== null}
        actions={goodsActions}
        reverse={reverseBillAction}
        steps={[
          ...(consent === null ? [] : [{ gate: consent, title: t('step.consent'), act: agree }]),
          ...(post === null ? [] : [{ gate: post, title: t('step.post'), act: enter }]),
        ]}
        extra={match.length === 0 ? undefined : <BillMatch rows={match} />}
      />
    </GoodsIsland>
  )
}
