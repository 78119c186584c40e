import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { CopiesOutCard } from '#components/reports/copies-out.tsx'
import { DriversCard } from '#components/reconciliations/drivers-card.tsx'
import { figureAddress } from '#components/reports/daily-address.ts'
import { DayHead } from '#components/reports/day-head.tsx'
import { ReceiptsOfDay, RefusalsOfDay, StaleDrafts } from '#components/reports/day-rest.tsx'
import { DaySummary } from '#components/reports/day-summary.tsx'
import { Exceptions } from '#components/reports/exceptions.tsx'
import { NumberRuns } from '#components/reports/number-runs.tsx'
import { StandingList } from '#components/reports/standing-list.tsx'
import { ValueCharts } from '#components/reports/value-charts.tsx'
import { SealHeads } from '#components/verify/seal-heads.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { readSealHeads } from '#lib/domain/audit-trail/queries.ts'
import { readDriversDay } from '#lib/domain/driver-reconciliations/day-queries.ts'
import { dailyWish, setsOf } from '#lib/domain/reports/daily-wish.ts'
import { readDailyReport } from '#lib/domain/reports/queries.ts'
import { addDays } from '#lib/kernel/business-date.ts'
import { today } from '#lib/kernel/clock.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reports'))('daily') }
}

export default async function DailyReportPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const actor = await requirePermission('dailyReport.read')
  const { db, clock } = theDesk()
  const shown = dailyWish(await searchParams, today(clock))
  const sets = setsOf(shown, actor)
  const [report, drivers, heads] = await Promise.all([
    readDailyReport(db, sets, shown.date, clock.now()),
    readDriversDay(db, sets, shown.date),
    readSealHeads(db, { accountSetIds: sets }),
  ])
  const after = shown.date < today(clock) ? addDays(shown.date, 1) : null
  return (
    <>
      <DayHead shown={shown} before={addDays(shown.date, -1)} after={after} accountSets={actor.accountSets} />
      <div className="mt-3 flex flex-col gap-3">
        <DaySummary shown={shown} report={report} />
        <div className="grid items-start gap-3 lg:grid-cols-3">
          <StandingList
            shown={shown}
            standing={report.standing}
            applicationsWaiting={report.applicationsWaiting}
          />
          <CopiesOutCard shown={shown} out={report.copiesOut} />
          <NumberRuns runs={report.numbers} />
        </div>
        <DriversCard day={drivers} copiesHref={figureAddress(shown, 'copiesOut')} />
        <ValueCharts shown={shown} value={report.value} />
        <Exceptions exceptions={report.exceptions} />
        <div className="grid items-start gap-3 lg:grid-cols-3">
          <ReceiptsOfDay shown={shown} report={report} />
          <RefusalsOfDay shown={shown} report={report} />
          <StaleDrafts report={report} />
        </div>
        <SealHeads heads={heads} />
      </div>
    </>
  )
}
