'use client'

import { useTranslations } from 'next-intl'
import type { FormAction } from '#components/forms/use-action.ts'
import { BottomBar } from '#components/ui/bottom-bar.tsx'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import type { StopTrip } from '#lib/domain/delivery-notes/driver-queries.ts'
import type { NoteView } from '#lib/domain/delivery-notes/road-view.ts'
import type { Checklist } from '#lib/kernel/gate.ts'
import type { ActKind } from './act-queue.ts'
import { ActsPanel } from './acts-panel.tsx'
import { SignedPhoto } from './signed-photo.tsx'
import { CopiesAct } from './stop-acts.tsx'
import { StopDelivery } from './stop-delivery.tsx'
import type { StopMoneyFacts } from './stop-money.ts'
import { useActs } from './use-acts.ts'

export type DriverActions = Readonly<Record<ActKind, FormAction<unknown>>>

type Props = {
  note: NoteView
  /** What must hold before the delivery is recorded. */
  gate: Checklist
  facts: StopMoneyFacts
  trip: StopTrip | null
  /** It could not be handed over on its last trip and waits for the next. */
  isBroughtBack: boolean
  /** Where to go when this stop is over; null while it is not, and after the last one. */
  next: { accountSetId: number; paperId: string; customerName: string } | null
  userId: string
  canAct: boolean
  actions: DriverActions
  attach: FormAction<{ hash: string }>
}

/**
 * The stop: accept the copies, arrive, hand over goods against money and signature, bring the copies back. Each act is
 * kept on the phone and sent in its order, so a stop without a network is worked like any other.
 */
export function StopWork(props: Props) {
  const { note, userId, actions, attach, canAct } = props
  const t = useTranslations('driver')
  const { acts, done, isOffline, push, drop } = useActs(actions, userId, note)
  if (!canAct) return null
  const mine = acts.filter(({ noteId }) => noteId === note.paperId)
  const underWay = [...mine.filter((act) => act.problem === null), ...done]
  const isUnderWay = (kind: ActKind) =>
    underWay.some((act) => act.kind === kind && act.noteId === note.paperId)
  const act = (kind: ActKind, input: object) => {
    push({ kind, noteId: note.paperId, number: note.number, customer: note.customerName, input })
  }
  const problem = mine.find(({ kind }) => kind === 'deliver')?.problem ?? null
  return (
    <>
      <ActsPanel state={{ acts, isOffline }} drop={drop} />
      {note.freightAgent === '' || note.status === 'VERIFIED' ? null : (
        <Card title={t('waybillTitle')} className="mb-3">
          <SignedPhoto note={note} attach={attach} purpose="WAYBILL" onFiled={() => undefined} />
        </Card>
      )}
      <NextAct {...props} isUnderWay={isUnderWay} act={act} problem={problem} />
    </>
  )
}

function NextAct({
  note,
  gate,
  facts,
  trip,
  isBroughtBack,
  next,
  userId,
  attach,
  isUnderWay,
  act,
  problem,
}: Props & {
  isUnderWay: (kind: ActKind) => boolean
  act: (kind: ActKind, input: object) => void
  problem: Parameters<typeof StopDelivery>[0]['problem']
}) {
  const t = useTranslations('driver')
  const { accountSetId, paperId } = note
  const copiesOf = (kinds: readonly string[]) => kinds.map((kind) => ({ accountSetId, paperId, kind }))
  const offered = note.copies.filter((copy) => copy.offeredToId === userId).map(({ kind }) => kind)
  const kept = note.copies.filter((copy) => copy.keeperId === userId && copy.offeredToId === null)
  const back = kept.map(({ kind }) => kind)
  if (isUnderWay('deliver') || isUnderWay('notDelivered') || isUnderWay('offer')) return <Kept />
  if (offered.length > 0 && !isUnderWay('accept'))
    return (
      <CopiesAct
        title={t('acceptTitle')}
        about={t('acceptAbout')}
        kinds={offered}
        label={t('accept', { count: offered.length })}
        onAct={() => act('accept', { of: { copies: copiesOf(offered) }, remark: '' })}
      />
    )
  const away = <NextStop next={next} />
  if (isBroughtBack)
    return (
      <>
        <Card title={t('broughtBack')}>
          <p>{t('broughtBackAbout')}</p>
        </Card>
        <BottomBar>{away}</BottomBar>
      </>
    )
  const stop = trip?.status === 'LEFT' ? { accountSetId, paperId: trip.paperId, noteId: paperId } : null
  if (note.status === 'DISPATCHED' && stop !== null && trip?.arrivedAt === null && !isUnderWay('arrive'))
    return (
      <BottomBar>
        <Button variant="primary" onClick={() => act('arrive', stop)}>
          {t('arrive', { stop: trip.stopNo })}
        </Button>
      </BottomBar>
    )
  if (note.status === 'DISPATCHED')
    return (
      <StopDelivery
        note={note}
        gate={gate}
        facts={facts}
        problem={problem}
        attach={attach}
        onDeliver={(input) => act('deliver', { accountSetId, paperId, ...input })}
        onMissed={stop === null ? null : (reason) => act('notDelivered', { ...stop, reason })}
      />
    )
  if (back.length === 0) return <BottomBar>{away}</BottomBar>
  return (
    <CopiesAct
      title={t('backTitle')}
      about={t('backAbout', { name: note.preparerName })}
      kinds={back}
      label={t('back')}
      onAct={() =>
        act('offer', { copies: copiesOf(back), toPlace: 'DESK', toId: note.preparerId, remark: '' })
      }
      instead={away}
    />
  )
}

/** On to the next stop, or back to the list of them. */
function NextStop({ next }: Pick<Props, 'next'>) {
  const t = useTranslations('driver')
  if (next === null)
    return (
      <ButtonLink href="/driver" variant="primary">
        {t('toStops')}
      </ButtonLink>
    )
  return (
    <ButtonLink href={`/driver/${next.accountSetId}/${next.paperId}`} variant="primary" className="min-w-0">
      <span className="truncate">{t('next', { customer: next.customerName })}</span>
    </ButtonLink>
  )
}

/** The act is on the phone; there is nothing to do here until the desk has answered. */
function Kept() {
  const t = useTranslations('driver.acts')
  return (
    <Card title={t('keptTitle')}>
      <p>{t('kept')}</p>
    </Card>
  )
}
