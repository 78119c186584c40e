import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { GoodsIsland } from '#components/goods-papers/goods-island.tsx'
import { OpenCount } from '#components/stock-counts/open-count.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { readOpenChoices } from '#lib/papers/goods/choice-queries.ts'
import { listDamagedPlaces } from '#lib/papers/goods/opening.ts'
import { startGoodsSigningAction } from '../../goods/actions.ts'
import { openStockCountAction } from '../actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('goods')
  return { title: t('openTitle', { kind: t('kindWithin.STOCK_COUNT') }) }
}

export default async function NewStockCountPage() {
  const actor = await requirePermission('stockCount.open')
  const { db, passkeyOrigin } = theDesk()
  const { accountSets, warehouses } = await readOpenChoices(db, actor)
  const t = await getTranslations('goods')
  return (
    <GoodsIsland room="stockCounts" gates={['openStockCount']}>
      <PageHeader title={t('openTitle', { kind: t('kindWithin.STOCK_COUNT') })} />
      <OpenCount
        accountSets={accountSets}
        warehouses={[...warehouses, ...(await listDamagedPlaces(db))]}
        action={openStockCountAction}
        askToSign={startGoodsSigningAction}
        hasPasskeys={passkeyOrigin !== null}
        signerName={actor.displayName}
      />
    </GoodsIsland>
  )
}
