import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Money } from '#components/ui/money.tsx'
import type { DailyReport } from '#lib/domain/reports/queries.ts'
import { figureAddress, type ShownDay } from './daily-address.ts'

/** The day in one line: what was sold, what was undone, whether a number is missing. */
export async function DaySummary({ shown, report }: { shown: ShownDay; report: DailyReport }) {
  const t = await getTranslations('reports')
  const { value, voided, reversed, numbers } = report
  const missing = numbers.reduce((sum, run) => sum + run.missing.length, 0)
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-md border border-line bg-line sm:grid-cols-4">
      <Figure name={t('sold')} href={figureAddress(shown, 'sold')}>
        <Money amount={value.amount} hasSign />
      </Figure>
      <Figure name={t('notes')} href={figureAddress(shown, 'issued')}>
        {t('noteCount', { count: value.notes + voided + reversed })}
      </Figure>
      <Figure name={t('undone')} href={figureAddress(shown, voided > 0 ? 'voided' : 'reversed')}>
        {t('undoneCount', { voided, reversed })}
      </Figure>
      <Figure name={t('gap')} tone={missing > 0 ? 'text-danger' : 'text-positive'}>
        {missing === 0 ? t('noGap') : t('gapCount', { count: missing })}
      </Figure>
    </dl>
  )
}

function Figure({
  name,
  href,
  tone = '',
  children,
}: {
  name: string
  href?: string
  tone?: string
  children: ReactNode
}) {
  return (
    <div className="bg-surface px-3 py-2">
      <dt className="text-muted">{name}</dt>
      <dd className={`text-base font-semibold ${tone}`}>
        {href === undefined ? (
          children
        ) : (
          <Link href={href} className="hover:underline">
            {children}
          </Link>
        )}
      </dd>
    </div>
  )
}
