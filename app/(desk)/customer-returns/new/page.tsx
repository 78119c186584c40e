import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { GoodsIsland } from '#components/goods-papers/goods-island.tsx'
import { OpenDesk } from '#components/goods-papers/open-desk.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { findReturnableSales } from '#lib/domain/customer-returns/queries.ts'
import { asked, askedNumber, type AskedParams } from '#lib/kernel/address.ts'
import { today } from '#lib/kernel/clock.ts'
import { isId } from '#lib/kernel/ids.ts'
import { readOpenChoices } from '#lib/papers/goods/choice-queries.ts'
import { startGoodsSigningAction } from '../../goods/actions.ts'
import { openCustomerReturnAction } from '../actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('goods')
  return { title: t('openTitle', { kind: t('kindWithin.CUSTOMER_RETURN') }) }
}

/** Opens a return: on the note that the address names, or on lines picked by code, number or party. */
export default async function NewCustomerReturnPage({
  searchParams,
}: {
  searchParams: Promise<AskedParams>
}) {
  const actor = await requirePermission('customerReturn.open')
  const { db, clock, passkeyOrigin } = theDesk()
  const params = await searchParams
  const source = asked(params, 'note')
  const accountSetId = askedNumber(params, 'set') ?? 0
  const wish = { accountSetId, customerId: null, text: `/${source}`, today: today(clock) }
  const found = isId(source) ? await findReturnableSales(db, actor, wish) : []
  const [first] = found
  const choices = await readOpenChoices(db, actor)
  const start = {
    accountSetId: first ? accountSetId : (choices.accountSets[0]?.id ?? 0),
    warehouseId: choices.warehouses[0]?.id ?? '',
    party: first?.party ?? null,
    source: null,
    expectedOn: '',
    lines: found.map(({ line }) => line),
  }
  return (
    <GoodsIsland room="customerReturns" gates={['openCustomerReturn']}>
      <OpenDesk
        kind="CUSTOMER_RETURN"
        choices={choices}
        start={start}
        action={openCustomerReturnAction}
        command="customerReturn.open"
        askToSign={startGoodsSigningAction}
        hasPasskeys={passkeyOrigin !== null}
        signerName={actor.displayName}
      />
    </GoodsIsland>
  )
}
