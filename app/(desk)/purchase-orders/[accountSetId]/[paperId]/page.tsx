import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { GoodsAct } from '#components/goods-papers/goods-act.tsx'
import { GoodsIsland } from '#components/goods-papers/goods-island.tsx'
import { GoodsPaperPage } from '#components/goods-papers/goods-page.tsx'
import { RedNotice } from '#components/purchase-bills/red-notice.tsx'
import { OrderProgress } from '#components/purchase-orders/order-progress.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { readBillableOf } from '#lib/domain/purchase-bills/queries-start.ts'
import { readPurchaseNext } from '#lib/domain/purchase-orders/queries-page.ts'
import { addressOf } from '#lib/kernel/address.ts'
import { today } from '#lib/kernel/clock.ts'
import { deskOrigin } from '#lib/papers/desk-origin.ts'
import { type GoodsAddress, goodsKeyOf } from '#lib/papers/goods/address.ts'
import { readGoodsPage } from '#lib/papers/goods/detail-queries.ts'
import { goodsActions } from '../../../goods/goods-actions.ts'
import { closePurchaseAction, decidePurchaseAction } from '../../actions.ts'

type Props = { params: Promise<GoodsAddress>; searchParams: Promise<{ copy?: string | string[] }> }

/** Statuses in which goods can come. */
const COMING: readonly string[] = ['APPROVED', 'PARTLY_RECEIVED']

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('goods'))('kind.PURCHASE_ORDER') }
}

export default async function PurchaseOrderPage({ params, searchParams }: Props) {
  const actor = await requirePermission('purchaseOrder.read')
  const { db, clock, passkeyOrigin } = theDesk()
  const key = goodsKeyOf(await params) ?? notFound()
  const at = { now: clock.now(), today: today(clock) }
  const { paper, page } = (await readGoodsPage(db, actor, key, ['PURCHASE_ORDER'], at)) ?? notFound()
  const { step, gate, progress } = await readPurchaseNext(db, actor, paper)
  const billable = await readBillableOf(db, actor, key)
  const t = await getTranslations('purchaseOrders')
  const copy = (await searchParams).copy
  const seen = { ...key, seenVersion: page.version }
  const isDisabled = gate?.isOpen !== true
  const decide = (
    <div className="flex flex-wrap gap-2">
      <GoodsAct
        action={decidePurchaseAction}
        input={{ ...seen, decision: 'APPROVED' }}
        label={t('approve')}
        doneText={t('approved')}
        words={{ name: 'remark', label: t('remark'), isRequired: false }}
        variant="primary"
        isDisabled={isDisabled}
      />
      <GoodsAct
        action={decidePurchaseAction}
        input={{ ...seen, decision: 'REJECTED' }}
        label={t('reject')}
        doneText={t('rejected')}
        words={{ name: 'remark', label: t('why') }}
        isDisabled={isDisabled}
      />
    </div>
  )
  const close = (
    <GoodsAct
      action={closePurchaseAction}
      input={seen}
      label={t('close')}
      doneText={t('closed')}
      words={{ name: 'reason', label: t('why') }}
      about={t('closeAbout')}
      isDisabled={isDisabled}
    />
  )
  const may = {
    decide: actor.permissions.has('purchaseOrder.decide'),
    close: actor.permissions.has('purchaseOrder.close'),
  }
  const act = step === 'decide' && may.decide ? decide : step === 'close' && may.close ? close : undefined
  const mayBill = actor.permissions.has('purchaseBill.record')
  const question = { set: key.accountSetId, order: key.paperId }
  const links = (
    <>
      {COMING.includes(page.status) && actor.permissions.has('goodsReceipt.open') ? (
        <ButtonLink href={addressOf('/goods-receipts/new', question)}>{t('receive')}</ButtonLink>
      ) : null}
      {billable.some(({ isRed }) => !isRed) && mayBill ? (
        <ButtonLink href={addressOf('/purchase-bills/new', question)}>{t('bill')}</ButtonLink>
      ) : null}
    </>
  )
  return (
    <GoodsIsland room="purchaseOrders" gates={['decidePurchase', 'closePurchase']}>
      <GoodsPaperPage
        page={page}
        shown={typeof copy === 'string' ? copy : undefined}
        sheet={{ origin: await deskOrigin(), locale: await getLocale() }}
        hasPasskeys={passkeyOrigin !== null}
        actions={goodsActions}
        steps={gate === null || step === null ? [] : [{ gate, title: t(`step.${step}`), act }]}
        extra={
          <>
            <RedNotice orders={billable.filter(({ isRed }) => isRed)} mayRecord={mayBill} />
            <OrderProgress rows={page.isBlind ? [] : progress} />
          </>
        }
        links={links}
      />
    </GoodsIsland>
  )
}
