import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Card } from '#components/ui/card.tsx'
import { CheckIcon, WarningIcon } from '#components/ui/icons-status.tsx'
import type { Standing } from '#lib/domain/reports/queries.ts'
import { figureAddress, type ShownDay } from './daily-address.ts'

/** What still stands open, zero or counted: notes of the day and from before, each leading to its list (R68). */
export async function StandingList({
  shown,
  standing,
  applicationsWaiting,
}: {
  shown: ShownDay
  standing: Standing
  applicationsWaiting: number
}) {
  const t = await getTranslations('reports')
  return (
    <Card title={t('standing')}>
      <ul className="flex flex-col gap-1">
        {Object.entries(standing).map(([figure, { ofDay, before }]) => (
          <StandingLine
            key={figure}
            name={t(`figure.${figure}`)}
            href={figureAddress(shown, figure)}
            count={ofDay + before}
            told={
              before === 0
                ? t('ofDay', { ofDay })
                : t('ofDayAndBefore', { count: ofDay + before, ofDay, before })
            }
          />
        ))}
        <StandingLine
          name={t('applicationsWaiting')}
          href="/billing-applications"
          count={applicationsWaiting}
          told={t('ofDay', { ofDay: applicationsWaiting })}
        />
      </ul>
    </Card>
  )
}

async function StandingLine({
  name,
  href,
  count,
  told,
}: {
  name: string
  href: string
  count: number
  told: string
}) {
  const t = await getTranslations('reports')
  if (count === 0)
    return (
      <li className="flex items-center gap-2 text-muted">
        <CheckIcon className="size-3.5 text-positive" />
        <span className="flex-1">{name}</span>
        {t('none')}
      </li>
    )
  return (
    <li className="flex items-center gap-2">
      <WarningIcon className="size-3.5 text-warning" />
      <span className="flex-1">{name}</span>
      <Link href={href} className="text-accent hover:underline">
        {told}
      </Link>
    </li>
  )
}
