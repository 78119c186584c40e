import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { GoodsIsland } from '#components/goods-papers/goods-island.tsx'
import { OpenDesk } from '#components/goods-papers/open-desk.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { findReturnableReceipts } from '#lib/domain/supplier-returns/queries.ts'
import { asked, askedNumber, type AskedParams } from '#lib/kernel/address.ts'
import { today } from '#lib/kernel/clock.ts'
import { isId } from '#lib/kernel/ids.ts'
import { readOpenChoices } from '#lib/papers/goods/choice-queries.ts'
import { listDamagedPlaces } from '#lib/papers/goods/opening.ts'
import { startGoodsSigningAction } from '../../goods/actions.ts'
import { openSupplierReturnAction } from '../actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('goods')
  return { title: t('openTitle', { kind: t('kindWithin.SUPPLIER_RETURN') }) }
}

/** Opens a return: on the receipt that the address names, or on lines picked by code, number or party. */
export default async function NewSupplierReturnPage({
  searchParams,
}: {
  searchParams: Promise<AskedParams>
}) {
  const actor = await requirePermission('supplierReturn.open')
  const { db, clock, passkeyOrigin } = theDesk()
  const params = await searchParams
  const source = asked(params, 'receipt')
  const accountSetId = askedNumber(params, 'set') ?? 0
  const wish = { accountSetId, supplierId: null, text: `/${source}`, today: today(clock) }
  const found = isId(source) ? await findReturnableReceipts(db, actor, wish) : []
  const [first] = found
  const choices = await readOpenChoices(db, actor)
  const places = { ...choices, warehouses: [...choices.warehouses, ...(await listDamagedPlaces(db))] }
  const start = {
    accountSetId: first ? accountSetId : (choices.accountSets[0]?.id ?? 0),
    warehouseId: choices.warehouses[0]?.id ?? '',
    party: first?.party ?? null,
    source: null,
    expectedOn: '',
    lines: found.map(({ line }) => line),
  }
  return (
    <GoodsIsland room="supplierReturns" gates={['openSupplierReturn']}>
      <OpenDesk
        kind="SUPPLIER_RETURN"
        choices={places}
        start={start}
        action={openSupplierReturnAction}
        command="supplierReturn.open"
        askToSign={startGoodsSigningAction}
        hasPasskeys={passkeyOrigin !== null}
        signerName={actor.displayName}
      />
    </GoodsIsland>
  )
}
