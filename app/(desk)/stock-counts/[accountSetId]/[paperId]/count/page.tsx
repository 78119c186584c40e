import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { GateChecklist } from '#components/forms/gate-checklist.tsx'
import { GoodsAct } from '#components/goods-papers/goods-act.tsx'
import { GoodsIsland } from '#components/goods-papers/goods-island.tsx'
import { CountLines } from '#components/stock-counts/count-lines.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { readCountDesk } from '#lib/domain/stock-counts/queries.ts'
import { type GoodsAddress, goodsHref, goodsKeyOf } from '#lib/papers/goods/address.ts'
import { readGoodsPaper } from '#lib/papers/goods/load.ts'
import { startGoodsSigningAction } from '../../../../goods/actions.ts'
import { finishCountAction, recordCountAction } from '../../../actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('stockCounts'))('toCount') }
}

export default async function CountPage({ params }: { params: Promise<GoodsAddress> }) {
  const actor = await requirePermission('goodsPaper.count')
  const { db, passkeyOrigin } = theDesk()
  const key = goodsKeyOf(await params) ?? notFound()
  const paper = (await readGoodsPaper(db, actor, key, ['STOCK_COUNT'])) ?? notFound()
  if (!actor.warehouseIds.includes(paper.storeId)) notFound()
  const back = goodsHref('STOCK_COUNT', key)
  const desk = (await readCountDesk(db, actor, paper)) ?? redirect(back)
  const t = await getTranslations('stockCounts')
  const about = [paper.warehouseName, paper.partyName, paper.reason].filter((part) => part !== '').join(' · ')
  return (
    <GoodsIsland room="stockCounts" gates={['finishStockCount']}>
      <PageHeader
        title={t('countTitle', { number: paper.number })}
        about={about}
        acts={
          <>
            <ButtonLink href={back} variant="quiet">
              {t('back')}
            </ButtonLink>
            <ButtonLink href={`/goods/${key.accountSetId}/${key.paperId}/codes`}>{t('scanCodes')}</ButtonLink>
          </>
        }
      />
      <div className="flex max-w-2xl flex-col gap-3">
        <CountLines paper={key} lines={desk.lines} doneCount={desk.doneCount} action={recordCountAction} />
        <Card title={t('finish')}>
          <div className="flex flex-col gap-3">
            <GateChecklist gate={desk.finish} label={t('finish')} />
            <GoodsAct
              action={finishCountAction}
              input={key}
              label={t('finish')}
              doneText={t('finished')}
              variant="primary"
              isDisabled={!desk.finish.isOpen}
              signing={{
                command: 'stockCount.finish',
                askToSign: startGoodsSigningAction,
                hasPasskeys: passkeyOrigin !== null,
                question: t('finishQuestion', { number: paper.number, count: desk.lines.length }),
              }}
            />
          </div>
        </Card>
      </div>
    </GoodsIsland>
  )
}
