import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { DailyPaper } from '#components/reports/daily-paper.tsx'
import { PrintNow } from '#components/reports/print-now.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { readSealHeads } from '#lib/domain/audit-trail/queries.ts'
import { dailyWish, setsOf } from '#lib/domain/reports/daily-wish.ts'
import { readDailyReport } from '#lib/domain/reports/queries.ts'
import { today } from '#lib/kernel/clock.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reports'))('daily') }
}

export default async function DailyReportPaper({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const actor = await requirePermission('dailyReport.read')
  const { db, clock } = theDesk()
  const shown = dailyWish(await searchParams, today(clock))
  const sets = setsOf(shown, actor)
  const [report, heads] = await Promise.all([
    readDailyReport(db, sets, shown.date, clock.now()),
    readSealHeads(db, { accountSetIds: sets }),
  ])
  const t = await getTranslations('reports')
  return (
    <main className="min-h-dvh pb-6 print:bg-white print:pb-0">
      <PrintNow label={t('print')} />
      <DailyPaper
        date={shown.date}
        accountSetNames={actor.accountSets.filter(({ id }) => sets.includes(id)).map(({ name }) => name)}
        report={report}
        heads={heads}
        madeAt={clock.now().toISOString()}
        madeBy={actor.displayName}
      />
    </main>
  )
}
