import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Card } from '#components/ui/card.tsx'
import { CheckIcon, WarningIcon } from '#components/ui/icons-status.tsx'
import { Money } from '#components/ui/money.tsx'
import type { DriversDay } from '#lib/domain/driver-reconciliations/day-queries.ts'

/** What is late or in dispute of the drivers: for the manager's page of the day (R58, R60). */
export function DriversCard({ day, copiesHref }: { day: DriversDay; copiesHref: string }) {
  const t = useTranslations('reconciliations.day')
  const { waitingSince, openDisputes, differences, lateCopies } = day
  const isQuiet =
    waitingSince.length === 0 && openDisputes === 0 && differences.length === 0 && lateCopies.length === 0
  return (
    <Card title={t('title')}>
      {isQuiet ? (
        <p className="flex items-center gap-2 text-muted">
          <CheckIcon className="size-3.5" />
          {t('quiet')}
        </p>
      ) : (
        <ul className="flex flex-col gap-2">
          {waitingSince.map(({ driverName, notes, since }) => (
            <Late key={driverName}>
              <Link className="text-accent" href="/reconciliations">
                {t('waits', { driver: driverName, count: notes, date: since })}
              </Link>
            </Late>
          ))}
          {lateCopies.map(({ keeperName, count, since }) => (
            <Late key={keeperName}>
              <Link className="text-accent" href={copiesHref}>
                {t('lateCopies', { name: keeperName, count, date: since })}
              </Link>
            </Late>
          ))}
          {openDisputes === 0 ? null : (
            <Late>
              <Link className="text-accent" href="/reconciliations?only=DISPUTED">
                {t('disputes', { count: openDisputes })}
              </Link>
            </Late>
          )}
          {differences.map(({ accountSetId, paperId, number, driverName, amount, reason }) => (
            <Late key={paperId}>
              <Link className="text-accent" href={`/reconciliations/${accountSetId}/${paperId}`}>
                {number}
              </Link>
              <span>{driverName}</span>
              <Money amount={amount} hasSign />
              <span className="text-muted">{reason}</span>
            </Late>
          ))}
        </ul>
      )}
    </Card>
  )
}

function Late({ children }: { children: ReactNode }) {
  return (
    <li className="flex items-start gap-2">
      <WarningIcon className="mt-1 size-3.5 shrink-0 text-warning" />
      <span className="flex min-w-0 flex-wrap gap-x-2">{children}</span>
    </li>
  )
}
