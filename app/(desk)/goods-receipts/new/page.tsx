import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { GoodsIsland } from '#components/goods-papers/goods-island.tsx'
import { OpenDesk } from '#components/goods-papers/open-desk.tsx'
import { OrderChoice, OrderLines } from '#components/goods-receipts/order-choice.tsx'
import { Card } from '#components/ui/card.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { FREE_RECEIPT_FORM, ORDER_RECEIPT_FORM } from '#lib/domain/goods-receipts/open-forms.ts'
import { listReceivableOrders, readOrderToReceive } from '#lib/domain/goods-receipts/queries.ts'
import { asked, type AskedParams } from '#lib/kernel/address.ts'
import { goodsKeyOf } from '#lib/papers/goods/address.ts'
import { readOpenChoices } from '#lib/papers/goods/choice-queries.ts'
import type { OpenStart } from '#lib/papers/goods/open-form.ts'
import { startGoodsSigningAction } from '../../goods/actions.ts'
import { openReceiptAction } from '../actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('goodsReceipts'))('new.title') }
}

/** Opens a receipt: on an order that the address names, or without one. */
export default async function NewReceiptPage({ searchParams }: { searchParams: Promise<AskedParams> }) {
  const actor = await requirePermission('goodsReceipt.open')
  const { db, passkeyOrigin } = theDesk()
  const params = await searchParams
  const isOnOrder = asked(params, 'order') !== ''
  const key = goodsKeyOf({ accountSetId: asked(params, 'set'), paperId: asked(params, 'order') })
  const order = key && (await readOrderToReceive(db, actor, key))
  if (isOnOrder && order === null) notFound()
  const choices = await readOpenChoices(db, actor)
  const t = await getTranslations('goodsReceipts')
  const start: OpenStart = {
    accountSetId: order?.accountSetId ?? choices.accountSets[0]?.id ?? 0,
    warehouseId: order?.warehouseId ?? choices.warehouses[0]?.id ?? '',
    party: order && { id: order.supplierId, name: order.supplierName },
    source: order && { paperId: order.paperId, number: order.number },
    expectedOn: '',
    lines: [],
  }
  return (
    <GoodsIsland room="goodsReceipts" gates={['openReceipt']}>
      {order === null ? (
        <Card title={t('new.choose')} className="mb-4">
          <p className="mb-2 text-muted">{t('new.chooseHint')}</p>
          <OrderChoice orders={await listReceivableOrders(db, actor)} />
        </Card>
      ) : null}
      <OpenDesk
        kind="GOODS_RECEIPT"
        choices={choices}
        start={start}
        form={order === null ? FREE_RECEIPT_FORM : ORDER_RECEIPT_FORM}
        action={openReceiptAction}
        command="goodsReceipt.open"
        askToSign={startGoodsSigningAction}
        hasPasskeys={passkeyOrigin !== null}
        signerName={actor.displayName}
      />
      {order === null ? null : (
        <div className="mt-4">
          <OrderLines order={order} />
        </div>
      )}
    </GoodsIsland>
  )
}
