'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { ActAnswer } from '#components/forms/act-button.tsx'
import { type FormAction, useAction } from '#components/forms/use-action.ts'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Money } from '#components/ui/money.tsx'
import type { WaitingDriver } from '#lib/domain/driver-reconciliations/queries.ts'

type Opened = { accountSetId: number; paperId: string; number: string }

/** Drivers who have something to account for, longest waiting first; one press opens or continues the session. */
export function WaitingDrivers({
  rows,
  open,
  userId,
}: {
  rows: readonly WaitingDriver[]
  /** Null for who only looks. */
  open: FormAction<Opened> | null
  userId: string
}) {
  const t = useTranslations('reconciliations')
  return (
    <Card title={t('waiting')} aside={<span className="text-muted">{rows.length}</span>}>
      {rows.length === 0 ? (
        <p className="text-muted">{t('noneWaits')}</p>
      ) : (
        <ul className="flex flex-col gap-3">
          {rows.map((row) => (
            <li
              key={`${row.accountSetId} ${row.driverId}`}
              className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line pb-3 last:border-0 last:pb-0"
            >
              <span className="min-w-24 font-semibold">{row.driverName}</span>
              <span className="text-muted">{row.accountSetName}</span>
              <span>{t('stops', { count: row.notes })}</span>
              <span>
                {t('cashDue')} <Money amount={row.cash} hasSign />
              </span>
              <span className="flex-1 text-muted">{t('since', { date: row.since })}</span>
              {row.paperId === null ? (
                open === null || row.driverId === userId ? null : (
                  <OpenSession row={row} action={open} />
                )
              ) : (
                <ButtonLink href={`/reconciliations/${row.accountSetId}/${row.paperId}`}>
                  {t('goOn', { number: row.number ?? '' })}
                </ButtonLink>
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function OpenSession({
  row: { accountSetId, accountSetName, driverId, driverName },
  action,
}: {
  row: WaitingDriver
  action: FormAction<Opened>
}) {
  const t = useTranslations('reconciliations')
  const router = useRouter()
  const sent = useAction(action, (opened) =>
    router.push(`/reconciliations/${opened.accountSetId}/${opened.paperId}`),
  )
  return (
    <div className="flex flex-col gap-2">
      <ActAnswer sent={sent} namespace="reconciliations" />
      <Button
        variant="primary"
        aria-label={t('openFor', { driver: driverName, set: accountSetName })}
        aria-disabled={sent.isSending || undefined}
        onClick={() => void sent.send({ accountSetId, driverId })}
      >
        {t('open')}
      </Button>
    </div>
  )
}
