import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { dailyAddress, figureAddress } from '#components/reports/daily-address.ts'
import { FigureTable } from '#components/reports/figure-table.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { KeyPagination } from '#components/ui/key-pagination.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { dailyWish, setsOf } from '#lib/domain/reports/daily-wish.ts'
import { isFigure } from '#lib/domain/reports/queries-figures.ts'
import { listFigureNotes } from '#lib/domain/reports/queries-lists.ts'
import { asked, askedOrNull } from '#lib/kernel/address.ts'
import { today } from '#lib/kernel/clock.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reports'))('daily') }
}

export default async function FigureNotesPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const actor = await requirePermission('dailyReport.read')
  const { db, clock } = theDesk()
  const params = await searchParams
  const shown = dailyWish(params, today(clock))
  const figure = asked(params, 'figure')
  if (!isFigure(figure)) notFound()
  const [key, before] = [askedOrNull(params, 'key'), askedOrNull(params, 'before')]
  const wish = { figure, date: shown.date, key, before }
  const { rows, olderThan } = await listFigureNotes(db, setsOf(shown, actor), wish)
  const t = await getTranslations('reports')
  const back = <ButtonLink href={dailyAddress(shown)}>{t('backToDay', { date: shown.date })}</ButtonLink>
  return (
    <>
      <PageHeader title={t(`figure.${figure}`)} about={t('upTo', { date: shown.date })} acts={back} />
      {rows.length === 0 ? (
        <EmptyState title={t('noNotes')} hint={t('noNotesHint')} />
      ) : (
        <FigureTable label={t(`figure.${figure}`)} rows={rows} />
      )}
      <KeyPagination
        newerHref={before === null ? null : figureAddress(shown, figure, key)}
        olderHref={olderThan === null ? null : figureAddress(shown, figure, key, olderThan)}
      />
    </>
  )
}
