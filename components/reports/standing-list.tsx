import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Card } from '#components/ui/card.tsx'
import { CheckIcon, WarningIcon } from '#components/ui/icons-status.tsx'
import type { Standing } from '#lib/domain/reports/queries.ts'
import { figureAddress, type ShownDay } from './daily-address.ts'

/** What still stands open, zero or counted: notes of the day and from before, each leading to its list (R68). */
export async function StandingList({ shown, standing }: { shown: ShownDay; standing: Standing }) {
  const t = await getTranslations('reports')
  return (
    <Card title={t('standing')}>
      <ul className="flex flex-col gap-1">
        {Object.entries(standing).map(([figure, { ofDay, before }]) => {
          const count = ofDay + before
          return (
            <li key={figure} className="flex items-center gap-2">
              {count === 0 ? (
                <CheckIcon className="size-3.5 text-positive" />
              ) : (
                <WarningIcon className="size-3.5 text-warning" />
              )}
              <span className={`flex-1 ${count === 0 ? 'text-muted' : ''}`}>{t(`figure.${figure}`)}</span>
              {count === 0 ? (
                <span className="text-muted">{t('none')}</span>
              ) : (
                <Link href={figureAddress(shown, figure)} className="text-accent hover:underline">
                  {before === 0 ? t('ofDay', { ofDay }) : t('ofDayAndBefore', { count, ofDay, before })}
                </Link>
              )}
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
