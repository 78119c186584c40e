import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { GoodsIsland } from '#components/goods-papers/goods-island.tsx'
import { OpenDesk } from '#components/goods-papers/open-desk.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { readOpenChoices } from '#lib/papers/goods/choice-queries.ts'
import { startGoodsSigningAction } from '../../goods/actions.ts'
import { openTransferAction } from '../actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('goods')
  return { title: t('openTitle', { kind: t('kindWithin.TRANSFER') }) }
}

export default async function NewTransferPage() {
  const actor = await requirePermission('transfer.open')
  const { db, passkeyOrigin } = theDesk()
  const choices = await readOpenChoices(db, actor)
  const start = {
    accountSetId: choices.accountSets[0]?.id ?? 0,
    warehouseId: choices.warehouses[0]?.id ?? '',
    party: null,
    source: null,
    expectedOn: '',
    lines: [],
  }
  return (
    <GoodsIsland room="transfers" gates={['openTransfer']}>
      <OpenDesk
        kind="TRANSFER"
        choices={choices}
        start={start}
        action={openTransferAction}
        command="transfer.open"
        askToSign={startGoodsSigningAction}
        hasPasskeys={passkeyOrigin !== null}
        signerName={actor.displayName}
      />
    </GoodsIsland>
  )
}
