'use client'

import { useTranslations } from 'next-intl'
import { SendButton } from '#components/forms/send-button.tsx'
import type { FormAction } from '#components/forms/use-action.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx'
import type { PeriodView } from '#lib/domain/account-sets/queries.ts'
import { formatInstant } from '#lib/i18n/format.ts'

type Acts = { open: FormAction<unknown>; close: FormAction<unknown>; reopen: FormAction<unknown> }

/** The periods of an account set, the newest first; `next` is the one to open after them. */
export function PeriodTable({
  accountSetId,
  periods,
  next,
  mayTurn,
  acts,
}: {
  accountSetId: number
  periods: readonly PeriodView[]
  next: string
  mayTurn: boolean
  acts: Acts
}) {
  const t = useTranslations('settings')
  const turn = (act: keyof Acts, period: string) => (
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
  return (
    <div className="flex flex-col gap-3">
      {mayTurn ? <div>{turn('open', next)}</div> : null}
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
        {periods.map(({ period, status, changedByName, changedAt }) => (
          <Row key={period}>
            <Cell>{period}</Cell>
            <Cell>
              <Badge tone={status === 'OPEN' ? 'positive' : 'neutral'}>{t(`periods.${status}`)}</Badge>
            </Cell>
            <Cell>{changedByName}</Cell>
            <Cell className="whitespace-nowrap">{formatInstant(changedAt)}</Cell>
            <Cell>{mayTurn ? turn(status === 'OPEN' ? 'close' : 'reopen', period) : null}</Cell>
          </Row>
        ))}
      </Table>
    </div>
  )
}
