import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { GoodsAct } from '#components/goods-papers/goods-act.tsx'
import { GoodsIsland } from '#components/goods-papers/goods-island.tsx'
import { GoodsPaperPage } from '#components/goods-papers/goods-page.tsx'
import { LostCodes } from '#components/goods-papers/lost-codes.tsx'
import { RoadCard } from '#components/transfers/road-card.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { readLosses } from '#lib/codes/loss-store.ts'
import { theDesk } from '#lib/command/desk.ts'
import { readTransferNext, roadOf } from '#lib/domain/transfers/queries.ts'
import { today } from '#lib/kernel/clock.ts'
import { deskOrigin } from '#lib/papers/desk-origin.ts'
import { type GoodsAddress, goodsHref, goodsKeyOf } from '#lib/papers/goods/address.ts'
import { readGoodsPage } from '#lib/papers/goods/detail-queries.ts'
import { goodsActions } from '../../../goods/goods-actions.ts'
import { sendTransferAction, writeOffTransferAction } from '../../actions.ts'

type Props = { params: Promise<GoodsAddress>; searchParams: Promise<{ copy?: string | string[] }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('goods'))('kind.TRANSFER') }
}

export default async function TransferPage({ params, searchParams }: Props) {
  const actor = await requirePermission('goodsPaper.read')
  const { db, clock, passkeyOrigin } = theDesk()
  const key = goodsKeyOf(await params) ?? notFound()
  const { paper, page } =
    (await readGoodsPage(db, actor, key, ['TRANSFER'], { now: clock.now() })) ?? notFound()
  const { send, receive, writeOff, toName } = await readTransferNext(db, actor, paper, today(clock))
  const road = roadOf(paper, actor)
  const lost = await readLosses(db, key)
  const t = await getTranslations('transfers')
  const { copy } = await searchParams
  const input = { ...key, seenVersion: page.version }
  const canSend = actor.permissions.has('transfer.send') && actor.warehouseIds.includes(paper.warehouseId)
  const sendAct =
    canSend && page.status === 'VERIFIED' ? (
      <GoodsAct
        action={sendTransferAction}
        input={input}
        label={t('send')}
        doneText={t('sent')}
        variant="primary"
        isDisabled={send?.isOpen !== true}
      />
    ) : null
  const canReceive =
    actor.permissions.has('transfer.receive') && actor.warehouseIds.includes(paper.toWarehouseId ?? '')
  const receiveAct =
    canReceive && receive?.isOpen === true ? (
      <ButtonLink href={`${goodsHref('TRANSFER', key)}/receive`} variant="primary" className="self-start">
        {t('toReceive')}
      </ButtonLink>
    ) : null
  const writeOffAct = (
    <GoodsAct
      action={writeOffTransferAction}
      input={input}
      label={t('writeOff')}
      doneText={t('writtenOff')}
      variant="danger"
      isDisabled={writeOff?.isOpen !== true}
      words={{ name: 'reason', label: t('writeOffReason') }}
      about={t('writeOffAbout')}
      choices={
        toName.length === 0
          ? undefined
          : {
              name: 'lostCodes',
              label: t('lostCodes'),
              hint: t('lostCodesHint'),
              groups: toName.map(({ lineNo, productName, codes }) => {
                return { title: `${lineNo} ${productName}`, options: codes }
              }),
            }
      }
    />
  )
  return (
    <GoodsIsland room="transfers" gates={['receiveTransfer', 'writeOffTransfer']}>
      <GoodsPaperPage
        page={page}
        shown={typeof copy === 'string' ? copy : undefined}
        sheet={{ origin: await deskOrigin(), locale: await getLocale() }}
        hasPasskeys={passkeyOrigin !== null}
        actions={goodsActions}
        steps={[
          ...(send === null ? [] : [{ gate: send, title: t('send'), act: sendAct }]),
          ...(receive === null ? [] : [{ gate: receive, title: t('receive'), act: receiveAct }]),
          ...(writeOff === null ? [] : [{ gate: writeOff, title: t('writeOff'), act: writeOffAct }]),
        ]}
        extra={
          road === null ? null : (
            <>
              <RoadCard {...road} />
              <LostCodes {...lost} />
            </>
          )
        }
      />
    </GoodsIsland>
  )
}
