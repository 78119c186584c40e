import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { GoodsIsland } from '#components/goods-papers/goods-island.tsx'
import { OpenDesk } from '#components/goods-papers/open-desk.tsx'
import { StartLinks } from '#components/purchase-orders/start-links.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { PURCHASE_FORM } from '#lib/domain/purchase-orders/open-form.ts'
import { readPurchaseStart } from '#lib/domain/purchase-orders/queries-page.ts'
import { asked, type AskedParams } from '#lib/kernel/address.ts'
import { today } from '#lib/kernel/clock.ts'
import { isId } from '#lib/kernel/ids.ts'
import { readOpenChoices } from '#lib/papers/goods/choice-queries.ts'
import { startGoodsSigningAction } from '../../goods/actions.ts'
import { recordPurchaseAction } from '../actions.ts'

const STARTS = ['last', 'reorder'] as const

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('purchaseOrders'))('new.title') }
}

/** A new order begins at its supplier: empty, with the last order's lines, or with what runs low. */
export default async function NewPurchasePage({ searchParams }: { searchParams: Promise<AskedParams> }) {
  const actor = await requirePermission('purchaseOrder.record')
  const { db, clock, passkeyOrigin } = theDesk()
  const params = await searchParams
  const supplierId = asked(params, 'supplier')
  const from = STARTS.find((one) => one === asked(params, 'from')) ?? null
  const choices = await readOpenChoices(db, actor)
  const t = await getTranslations('purchaseOrders')
  const warehouseId = choices.warehouses[0]?.id ?? ''
  const wish = { supplierId, from, warehouseId, today: today(clock) }
  const begun = isId(supplierId)
    ? await readPurchaseStart(db, actor, wish, (figures) => t('new.suggested', figures))
    : null
  if (supplierId !== '' && begun === null) notFound()
  const start = {
    accountSetId: begun?.supplier.accountSetId ?? choices.accountSets[0]?.id ?? 0,
    warehouseId,
    party: begun && { id: begun.supplier.id, name: begun.supplier.name },
    source: null,
    expectedOn: '',
    lines: begun?.lines ?? [],
  }
  return (
    <GoodsIsland room="purchaseOrders" gates={['recordPurchase']}>
      {begun === null ? <PageHeader title={t('new.title')} about={t('new.begin')} /> : null}
      <StartLinks
        accountSets={actor.accountSets}
        supplier={begun?.supplier ?? null}
        from={from}
        lineCount={start.lines.length}
        signerName={actor.displayName}
      />
      {begun === null ? null : (
        <OpenDesk
          key={`${supplierId} ${from}`}
          kind="PURCHASE_ORDER"
          choices={choices}
          start={start}
          form={PURCHASE_FORM}
          action={recordPurchaseAction}
          command="purchaseOrder.record"
          askToSign={startGoodsSigningAction}
          hasPasskeys={passkeyOrigin !== null}
          signerName={actor.displayName}
        />
      )}
    </GoodsIsland>
  )
}
