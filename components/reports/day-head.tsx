import { getTranslations } from 'next-intl/server'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { TextInput } from '#components/ui/inputs.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { TabLinks } from '#components/ui/tab-links.tsx'
import { ChevronLeftIcon, ChevronRightIcon } from '#components/ui/icons-direction.tsx'
import { dailyAddress, printAddress, type ShownDay } from './daily-address.ts'

/** The head of the daily report: which day, a day back and on, whose books, and the way to paper. */
export async function DayHead({
  shown,
  before,
  after,
  accountSets,
}: {
  shown: ShownDay
  before: string
  /** Null on the last day there is: today. */
  after: string | null
  accountSets: readonly { id: number; name: string }[]
}) {
  const t = await getTranslations('reports')
  const sets = [{ id: null, name: t('together') }, ...accountSets]
  return (
    <>
      <PageHeader
        title={t('daily')}
        about={shown.date}
        acts={
          <>
            <ButtonLink
              href={dailyAddress({ ...shown, date: before })}
              rel="prev"
              aria-label={t('dayBefore')}
            >
              <ChevronLeftIcon />
            </ButtonLink>
            <form action="/reports/daily" className="flex gap-2">
              {shown.accountSetId === null ? null : (
                <input type="hidden" name="set" value={shown.accountSetId} />
              )}
              <TextInput
                type="date"
                name="date"
                key={shown.date}
                aria-label={t('date')}
                defaultValue={shown.date}
                className="w-40"
              />
              <Button type="submit">{t('show')}</Button>
            </form>
            {after === null ? null : (
              <ButtonLink
                href={dailyAddress({ ...shown, date: after })}
                rel="next"
                aria-label={t('dayAfter')}
              >
                <ChevronRightIcon />
              </ButtonLink>
            )}
            <ButtonLink href={printAddress(shown)} target="_blank">
              {t('print')}
            </ButtonLink>
          </>
        }
      />
      {accountSets.length < 2 ? null : (
        <TabLinks
          label={t('accountSets')}
          links={sets.map(({ id, name }) => ({
            href: dailyAddress({ ...shown, accountSetId: id }),
            label: name,
            isChosen: id === shown.accountSetId,
          }))}
        />
      )}
    </>
  )
}
