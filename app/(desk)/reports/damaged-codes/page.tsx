import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { DamagedCounts } from '#components/reports/damaged-counts.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Field } from '#components/ui/field.tsx'
import { TextInput } from '#components/ui/inputs.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { readDamagedReport } from '#lib/domain/reports/queries-damaged.ts'
import { asked, type AskedParams } from '#lib/kernel/address.ts'
import { addDays, parseBusinessDate } from '#lib/kernel/business-date.ts'
import { today } from '#lib/kernel/clock.ts'

const DAYS_AT_FIRST = 30

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('codes'))('counts.title') }
}

export default async function DamagedCodesReportPage({
  searchParams,
}: {
  searchParams: Promise<AskedParams>
}) {
  const actor = await requirePermission('dailyReport.read')
  const { db, clock } = theDesk()
  const params = await searchParams
  const [first, last] = ['from', 'until'].map((name) => parseBusinessDate(asked(params, name)))
  const until = last?.ok === true ? last.value : today(clock)
  const from = first?.ok === true ? first.value : addDays(until, -DAYS_AT_FIRST)
  const report = await readDamagedReport(db, actor.accountSetIds, { from, until })
  const t = await getTranslations('codes.counts')
  return (
    <>
      <PageHeader title={t('title')} about={t('about')} />
      <form className="mb-3 flex flex-wrap items-end gap-3">
        <Field label={t('from')}>
          {(control) => <TextInput {...control} type="date" name="from" defaultValue={from} />}
        </Field>
        <Field label={t('until')}>
          {(control) => <TextInput {...control} type="date" name="until" defaultValue={until} />}
        </Field>
        <Button type="submit">{t('show')}</Button>
      </form>
      {report.rows.length === 0 ? <EmptyState title={t('none')} /> : <DamagedCounts report={report} />}
    </>
  )
}
