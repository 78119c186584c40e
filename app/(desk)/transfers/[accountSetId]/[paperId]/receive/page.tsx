import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { GoodsIsland } from '#components/goods-papers/goods-island.tsx'
import { GateChecklist } from '#components/forms/gate-checklist.tsx'
import { ReceiveDesk } from '#components/transfers/receive-desk.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { readTransferNext } from '#lib/domain/transfers/queries.ts'
import { today } from '#lib/kernel/clock.ts'
import { type GoodsAddress, goodsHref, goodsKeyOf } from '#lib/papers/goods/address.ts'
import { readGoodsPaper } from '#lib/papers/goods/load.ts'
import { startGoodsSigningAction } from '../../../../goods/actions.ts'
import { receiveTransferAction } from '../../../actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('transfers'))('receive') }
}

export default async function ReceiveTransferPage({ params }: { params: Promise<GoodsAddress> }) {
  const actor = await requirePermission('transfer.receive')
  const { db, clock, passkeyOrigin } = theDesk()
  const key = goodsKeyOf(await params) ?? notFound()
  const paper = (await readGoodsPaper(db, actor, key, ['TRANSFER'])) ?? notFound()
  if (!actor.warehouseIds.includes(paper.toWarehouseId ?? '')) notFound()
  const { receive } = await readTransferNext(db, actor, paper, today(clock))
  const t = await getTranslations('transfers')
  const back = goodsHref('TRANSFER', key)
  const where = { from: paper.warehouseName, to: paper.toWarehouseName ?? '' }
  const lines = paper.lines.map(({ lineNo, productCode, productName, specification, units }) => {
    return { lineNo, productCode, productName, specification, units: units.map(({ unit }) => unit) }
  })
  return (
    <GoodsIsland room="transfers" gates={['receiveTransfer']}>
      <PageHeader
        title={t('receiveTitle', { number: paper.number })}
        about={t('way', where)}
        acts={
          <ButtonLink href={back} variant="quiet">
            {t('back')}
          </ButtonLink>
        }
      />
      {receive?.isOpen === true ? (
        <ReceiveDesk
          paper={key}
          number={paper.number}
          seenVersion={paper.version}
          lines={lines}
          back={back}
          action={receiveTransferAction}
          askToSign={startGoodsSigningAction}
          hasPasskeys={passkeyOrigin !== null}
        />
      ) : (
        <Card title={t('receive')}>
          {receive === null ? <p>{t('notSent')}</p> : <GateChecklist gate={receive} label={t('receive')} />}
        </Card>
      )}
    </GoodsIsland>
  )
}
