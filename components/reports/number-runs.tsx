import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Card } from '#components/ui/card.tsx'
import type { NumberRun } from '#lib/domain/reports/queries.ts'
import { noteAddress } from './daily-address.ts'

/** The numbers of the day, series by series: from, to, without a gap; the voids stand beside. */
export async function NumberRuns({ runs }: { runs: readonly NumberRun[] }) {
  const t = await getTranslations('reports')
  return (
    <Card title={t('numbers')}>
      {runs.length === 0 ? (
        <p className="text-muted">{t('noNumbers')}</p>
      ) : (
        <ul className="flex flex-col gap-2">
          {runs.map((run) => (
            <Run key={`${run.accountSetId} ${run.kind}`} run={run} />
          ))}
        </ul>
      )}
    </Card>
  )
}

async function Run({ run }: { run: NumberRun }) {
  const t = await getTranslations('reports')
  return (
    <li>
      <p className="flex flex-wrap justify-between gap-x-3">
        <span>
          {run.accountSetName} · {t(`kind.${run.kind}`)}
        </span>
        <span className="text-muted">{t('paperCount', { count: run.count })}</span>
      </p>
      <p className="break-words">
        {run.firstNumber === run.lastNumber
          ? run.firstNumber
          : t('fromTo', { first: run.firstNumber, last: run.lastNumber })}
      </p>
      <p className={run.missing.length > 0 ? 'text-danger' : 'text-muted'}>
        {run.missing.length > 0 ? t('missing', { sequences: run.missing.join(t('and')) }) : t('complete')}
        {run.otherDays > 0 ? t('otherDays', { count: run.otherDays }) : null}
      </p>
      {run.voids.length === 0 ? null : (
        <p>
          {t('voids')}
          {run.voids.map((each, index) => (
            <span key={each.paperId}>
              {index === 0 ? null : t('and')}
              <Link
                href={noteAddress({ accountSetId: run.accountSetId, paperId: each.paperId })}
                className="text-accent hover:underline"
              >
                {each.number}
              </Link>
            </span>
          ))}
        </p>
      )}
    </li>
  )
}
