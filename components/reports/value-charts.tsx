import { getTranslations } from 'next-intl/server'
import { BarList, type Bar } from '#components/charts/bar-list.tsx'
import { DayBars } from '#components/charts/day-bars.tsx'
import { Card } from '#components/ui/card.tsx'
import { Money } from '#components/ui/money.tsx'
import type { DayValue, Share } from '#lib/domain/reports/queries.ts'
import { formatShortDate } from '#lib/i18n/format.ts'
import { groupThousands } from '#lib/kernel/decimal.ts'
import { dailyAddress, figureAddress, type ShownDay } from './daily-address.ts'

/** What the day was worth: two weeks of days, then by channel, clerk and product; every bar leads to its notes (R103). */
export async function ValueCharts({ shown, value }: { shown: ShownDay; value: DayValue }) {
  const t = await getTranslations('reports')
  const barsOf = (figure: string, shares: readonly Share[], nameOf = (share: Share) => share.name): Bar[] => {
    const longest = Math.max(...shares.map((share) => Number(share.amount)), 0)
    return shares.map((share) => ({
      key: share.key,
      name: nameOf(share),
      href: figureAddress(shown, figure, share.key),
      size: longest === 0 ? 0 : Number(share.amount) / longest,
      figure: <Money amount={share.amount} />,
      aside:
        share.qty === ''
          ? t('noteCount', { count: share.notes })
          : t('qtyCount', { qty: groupThousands(share.qty), count: share.notes }),
    }))
  }
  const best = Math.max(...value.days.map((day) => Number(day.amount)), 0)
  const days = value.days.map((day) => ({
    date: day.date,
    label: formatShortDate(day.date).slice(3),
    href: dailyAddress({ ...shown, date: day.date }),
    size: best === 0 ? 0 : Number(day.amount) / best,
    title: t('dayTitle', { date: day.date, amount: groupThousands(day.amount), count: day.notes }),
    isChosen: day.date === shown.date,
  }))
  return (
    <div className="grid items-start gap-3 lg:grid-cols-3">
      <Card title={t('twoWeeks')}>
        <DayBars label={t('twoWeeks')} bars={days} />
      </Card>
      <div className="flex min-w-0 flex-col gap-3">
        <ChartCard
          title={t('byChannel')}
          bars={barsOf('channel', value.channels, (share) => t(`channel.${share.key}`))}
        />
        <ChartCard title={t('byClerk')} bars={barsOf('clerk', value.clerks)} />
      </div>
      <ChartCard title={t('byProduct')} bars={barsOf('product', value.products)} />
    </div>
  )
}

async function ChartCard({ title, bars }: { title: string; bars: readonly Bar[] }) {
  const t = await getTranslations('reports')
  return (
    <Card title={title}>
      {bars.length === 0 ? (
        <p className="text-muted">{t('nothingSold')}</p>
      ) : (
        <BarList label={title} bars={bars} />
      )}
    </Card>
  )
}
