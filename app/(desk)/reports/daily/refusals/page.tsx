import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { commandName } from '#components/reports/command-name.ts'
import { dailyAddress, refusalsAddress } from '#components/reports/daily-address.ts'
import { RefusalTable } from '#components/reports/refusal-table.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { KeyPagination } from '#components/ui/key-pagination.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { dailyWish, setsOf } from '#lib/domain/reports/daily-wish.ts'
import { listRefusals } from '#lib/domain/reports/queries-lists.ts'
import { askedOrNull } from '#lib/kernel/address.ts'
import { today } from '#lib/kernel/clock.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reports'))('refusals') }
}

export default async function RefusalsPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const actor = await requirePermission('dailyReport.read')
  const { db, clock } = theDesk()
  const params = await searchParams
  const shown = dailyWish(params, today(clock))
  const [command, before] = [askedOrNull(params, 'command'), askedOrNull(params, 'before')]
  const wish = { date: shown.date, command, before }
  const { rows, olderThan } = await listRefusals(db, setsOf(shown, actor), wish)
  const t = await getTranslations('reports')
  const about = command === null ? shown.date : `${shown.date} · ${commandName(t, command)}`
  const back = <ButtonLink href={dailyAddress(shown)}>{t('backToDay', { date: shown.date })}</ButtonLink>
  return (
    <>
      <PageHeader title={t('refusals')} about={about} acts={back} />
      {rows.length === 0 ? <EmptyState title={t('noRefusals')} /> : <RefusalTable rows={rows} />}
      <KeyPagination
        newerHref={before === null ? null : refusalsAddress(shown, command)}
        olderHref={olderThan === null ? null : refusalsAddress(shown, command, olderThan)}
      />
    </>
  )
}
