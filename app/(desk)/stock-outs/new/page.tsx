import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { GoodsIsland } from '#components/goods-papers/goods-island.tsx'
import { OpenDesk } from '#components/goods-papers/open-desk.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { readOpenChoices } from '#lib/papers/goods/choice-queries.ts'
import { listDamagedPlaces } from '#lib/papers/goods/opening.ts'
import { startGoodsSigningAction } from '../../goods/actions.ts'
import { openStockOutAction } from '../actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('goods')
  return { title: t('openTitle', { kind: t('kindWithin.STOCK_OUT') }) }
}

export default async function NewStockOutPage() {
  const actor = await requirePermission('stockOut.open')
  const { db, passkeyOrigin } = theDesk()
  const choices = await readOpenChoices(db, actor)
  const places = { ...choices, warehouses: [...choices.warehouses, ...(await listDamagedPlaces(db))] }
  const start = {
    accountSetId: choices.accountSets[0]?.id ?? 0,
    warehouseId: choices.warehouses[0]?.id ?? '',
    party: null,
    source: null,
    expectedOn: '',
    lines: [],
  }
  return (
    <GoodsIsland room="stockOuts" gates={['openStockOut']}>
      <OpenDesk
        kind="STOCK_OUT"
        choices={places}
        start={start}
        action={openStockOutAction}
        command="stockOut.open"
        askToSign={startGoodsSigningAction}
        hasPasskeys={passkeyOrigin !== null}
        signerName={actor.displayName}
      />
    </GoodsIsland>
  )
}
