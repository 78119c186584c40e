'use client'

import { useTranslations } from 'next-intl'
import { SendButton } from '#components/forms/send-button.tsx'
import type { FormAction } from '#components/forms/use-action.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { PeriodView } from '#lib/domain/account-sets/queries.ts'
import type { ReopeningView } from '#lib/domain/account-sets/queries-closing.ts'
import { formatInstant } from '#lib/i18n/format.ts'
import { AskReopening } from './reopening-form.tsx'

type Acts = {
  open: FormAction<unknown>
  close: FormAction<unknown>
  requestReopening: FormAction<unknown>
  reopen: FormAction<unknown>
}

/** Who looks at the table, and what of it they may do. */
type Viewer = { userId: string; mayTurn: boolean; mayAgree: boolean }

/** The periods of an account set, the newest first; `next` is the one to open after them. */
export function PeriodTable({
  accountSetId,
  periods,
  reopenings,
  next,
  viewer,
  acts,
}: {
  accountSetId: number
  periods: readonly PeriodView[]
  reopenings: readonly ReopeningView[]
  next: string
  viewer: Viewer
  acts: Acts
}) {
  const t = useTranslations('settings')
  const turn = (act: 'open' | 'close', period: string) => (
    <SendButton
      key={`${act} ${period}`}
      action={acts[act]}
      input={{ accountSetId, period }}
      label={t(`periods.${act}`, { period })}
      question={t(`periods.${act}About`, { period })}
      doneText={t('done')}
      namespace="settings"
    />
  )
  const actOf = ({ period, status }: PeriodView) => {
    if (status === 'OPEN') return viewer.mayTurn ? turn('close', period) : null
    const waiting = reopenings.find((one) => one.period === period)
    if (waiting !== undefined)
      return (
        <WaitingReopening accountSetId={accountSetId} waiting={waiting} viewer={viewer} act={acts.reopen} />
      )
    return viewer.mayTurn ? (
      <AskReopening month={{ accountSetId, period }} action={acts.requestReopening} />
    ) : null
  }
  return (
    <div className="flex flex-col gap-3">
      {viewer.mayTurn ? <div>{turn('open', next)}</div> : null}
      <Table
        label={t('part.periods')}
        head={
          <>
            <HeadCell>{t('periods.period')}</HeadCell>
            <HeadCell>{t('periods.status')}</HeadCell>
            <HeadCell>{t('periods.changedBy')}</HeadCell>
            <HeadCell>{t('periods.changedAt')}</HeadCell>
            <HeadCell>{t('periods.act')}</HeadCell>
          </>
        }
      >
        {periods.map((period) => (
          <Row key={period.period}>
            <Cell>{period.period}</Cell>
            <Cell>
              <Badge tone={period.status === 'OPEN' ? 'positive' : 'neutral'}>
                {t(`periods.${period.status}`)}
              </Badge>
            </Cell>
            <Cell>{period.changedByName}</Cell>
            <Cell className="whitespace-nowrap">{formatInstant(period.changedAt)}</Cell>
            <Cell>{actOf(period)}</Cell>
          </Row>
        ))}
      </Table>
    </div>
  )
}

/** Who asked to open a month again and why; another person answers. */
function WaitingReopening({
  accountSetId,
  waiting: { period, reason, requestedById, requestedBy, requestedAt },
  viewer,
  act,
}: {
  accountSetId: number
  waiting: ReopeningView
  viewer: Viewer
  act: FormAction<unknown>
}) {
  const t = useTranslations('settings')
  const answer = (decision: 'AGREED' | 'DECLINED') => {
    const word = decision === 'AGREED' ? 'agree' : 'decline'
    return (
      <SendButton
        key={word}
        action={act}
        input={{ accountSetId, period, decision, remark: '' }}
        label={t(`periods.${word}`)}
        question={t(`periods.${word}About`, { period })}
        doneText={t('done')}
        namespace="settings"
      />
    )
  }
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span>{t('periods.waiting', { by: requestedBy, at: formatInstant(requestedAt), reason })}</span>
      {viewer.mayAgree && viewer.userId !== requestedById ? [answer('AGREED'), answer('DECLINED')] : null}
    </div>
  )
}
