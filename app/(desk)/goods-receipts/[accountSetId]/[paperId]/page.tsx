import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { GoodsAct } from '#components/goods-papers/goods-act.tsx'
import { GoodsIsland } from '#components/goods-papers/goods-island.tsx'
import { GoodsPaperPage } from '#components/goods-papers/goods-page.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { readReceiptNext } from '#lib/domain/goods-receipts/queries.ts'
import { readTakeOver } from '#lib/domain/purchase-orders/queries-take-over.ts'
import { addressOf } from '#lib/kernel/address.ts'
import { today } from '#lib/kernel/clock.ts'
import { deskOrigin } from '#lib/papers/desk-origin.ts'
import { type GoodsAddress, goodsKeyOf } from '#lib/papers/goods/address.ts'
import { readGoodsPage } from '#lib/papers/goods/detail-queries.ts'
import { startGoodsSigningAction } from '../../../goods/actions.ts'
import { goodsActions } from '../../../goods/goods-actions.ts'
import { takeReceiptOverAction } from '../../../purchase-orders/actions.ts'
import { acceptReceiptAction, postReceiptAction, reverseReceiptAction } from '../../actions.ts'

type Props = { params: Promise<GoodsAddress>; searchParams: Promise<{ copy?: string | string[] }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('goods'))('kind.GOODS_RECEIPT') }
}

export default async function GoodsReceiptPage({ params, searchParams }: Props) {
  const actor = await requirePermission('goodsPaper.read')
  const { db, clock, passkeyOrigin } = theDesk()
  const key = goodsKeyOf(await params) ?? notFound()
  const at = { now: clock.now(), today: today(clock) }
  const { paper, page } = (await readGoodsPage(db, actor, key, ['GOODS_RECEIPT'], at)) ?? notFound()
  const next = await readReceiptNext(db, actor, paper, at.today)
  const takeOver = actor.permissions.has('purchaseOrder.read') ? await readTakeOver(db, actor, paper) : null
  const t = await getTranslations('goodsReceipts')
  const copy = (await searchParams).copy
  const canPost = actor.permissions.has('goodsReceipt.post')
  const isSupervisor = actor.roles.includes('SALES_MANAGER') || actor.roles.includes('MANAGER')
  const accept =
    next?.isConsentWanted === true && isSupervisor ? (
      <GoodsAct
        action={acceptReceiptAction}
        input={key}
        label={t('accept')}
        doneText={t('accepted')}
        words={{ name: 'remark', label: t('acceptReason') }}
      />
    ) : null
  const post =
    canPost && page.status === 'VERIFIED' ? (
      <GoodsAct
        action={postReceiptAction}
        input={key}
        label={t('post')}
        doneText={t('posted')}
        variant="primary"
        isDisabled={next?.gate.isOpen !== true}
      />
    ) : null
  const goesBack = page.status === 'POSTED' && actor.permissions.has('supplierReturn.open')
  const back = addressOf('/supplier-returns/new', { set: key.accountSetId, receipt: key.paperId })
  const act = (
    <div className="flex flex-wrap gap-2 empty:hidden">
      {accept}
      {post}
    </div>
  )
  const order =
    takeOver !== null && actor.permissions.has('purchaseOrder.record') ? (
      <GoodsAct
        action={takeReceiptOverAction}
        input={key}
        label={t('takeOver')}
        doneText={t('takenOver')}
        about={t('takeOverAbout')}
        words={{ name: 'reason', label: t('takeOverReason'), isRequired: false }}
        signing={{
          command: 'purchaseOrder.takeOver',
          askToSign: startGoodsSigningAction,
          hasPasskeys: passkeyOrigin !== null,
          question: t('takeOverSign', { number: page.number }),
        }}
        isDisabled={!takeOver.isOpen}
      />
    ) : null
  return (
    <GoodsIsland room="goodsReceipts" gates={['takeOverReceipt']}>
      <GoodsPaperPage
        page={page}
        shown={typeof copy === 'string' ? copy : undefined}
        sheet={{ origin: await deskOrigin(), locale: await getLocale() }}
        hasPasskeys={passkeyOrigin !== null}
        actions={goodsActions}
        reverse={reverseReceiptAction}
        links={goesBack ? <ButtonLink href={back}>{t('giveBack')}</ButtonLink> : null}
        steps={[
          ...(next === null ? [] : [{ gate: next.gate, title: t('postTitle'), act }]),
          ...(takeOver === null ? [] : [{ gate: takeOver, title: t('takeOver'), act: order }]),
        ]}
      />
    </GoodsIsland>
  )
}
