import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { GoodsIsland } from '#components/goods-papers/goods-island.tsx'
import { OpenDesk } from '#components/goods-papers/open-desk.tsx'
import { OrderlessReceipts } from '#components/purchase-bills/orderless-receipts.tsx'
import { BillableOrders } from '#components/purchase-bills/billable-orders.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { BILL_FORM, RED_BILL_FORM } from '#lib/domain/purchase-bills/open-form.ts'
import { listBillableOrders, readBillStart } from '#lib/domain/purchase-bills/queries-start.ts'
import { listOrderlessReceipts } from '#lib/domain/purchase-orders/queries-take-over.ts'
import { asked, type AskedParams } from '#lib/kernel/address.ts'
import { today } from '#lib/kernel/clock.ts'
import { goodsKeyOf } from '#lib/papers/goods/address.ts'
import { readOpenChoices } from '#lib/papers/goods/choice-queries.ts'
import { startGoodsSigningAction } from '../../goods/actions.ts'
import { recordBillAction } from '../actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('purchaseBills'))('new.title') }
}

/** A bill, or a red one, on an order that the address names; without one, the orders that can be billed (R87). */
export default async function NewBillPage({ searchParams }: { searchParams: Promise<AskedParams> }) {
  const actor = await requirePermission('purchaseBill.record')
  const { db, clock, passkeyOrigin } = theDesk()
  const params = await searchParams
  const t = await getTranslations('purchaseBills')
  if (asked(params, 'order') === '') {
    const orders = await listBillableOrders(db, actor)
    const receipts = await listOrderlessReceipts(db, actor)
    return (
      <>
        <PageHeader title={t('new.title')} about={t('new.choose')} />
        {orders.length === 0 ? (
          <EmptyState title={t('new.none')} hint={t('new.noneHint')} />
        ) : (
          <BillableOrders orders={orders} />
        )}
        <OrderlessReceipts receipts={receipts} />
      </>
    )
  }
  const key =
    goodsKeyOf({ accountSetId: asked(params, 'set'), paperId: asked(params, 'order') }) ?? notFound()
  const isRed = asked(params, 'red') !== ''
  const { order, lines } = (await readBillStart(db, actor, key, { today: today(clock), isRed })) ?? notFound()
  const choices = await readOpenChoices(db, actor)
  const start = {
    accountSetId: order.accountSetId,
    warehouseId: order.warehouseId,
    party: { id: order.supplierId, name: order.supplierName },
    source: { paperId: order.paperId, number: order.number },
    expectedOn: '',
    lines,
  }
  if (lines.length === 0) {
    const back = <ButtonLink href="/purchase-bills/new">{t('new.other')}</ButtonLink>
    return (
      <EmptyState
        title={t(isRed ? 'new.noRedLeft' : 'new.nothingLeft', { number: order.number })}
        act={back}
      />
    )
  }
  return (
    <GoodsIsland room="purchaseBills" gates={['recordBill']}>
      <p className="mb-3 text-muted">
        {t(isRed ? 'new.redAbout' : 'new.about', { supplier: order.supplierName })}
      </p>
      <OpenDesk
        kind="PURCHASE_BILL"
        choices={choices}
        start={start}
        form={isRed ? RED_BILL_FORM : BILL_FORM}
        action={recordBillAction}
        command="purchaseBill.record"
        askToSign={startGoodsSigningAction}
        hasPasskeys={passkeyOrigin !== null}
        signerName={actor.displayName}
      />
    </GoodsIsland>
  )
}
