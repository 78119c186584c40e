import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Card } from '#components/ui/card.tsx'
import { Instant } from '#components/ui/instant.tsx'
import { Money } from '#components/ui/money.tsx'
import type { DailyReport } from '#lib/domain/reports/queries.ts'
import { addressOf } from '#lib/kernel/address.ts'
import { commandName } from './command-name.ts'
import { refusalsAddress, type ShownDay } from './daily-address.ts'

type Part = { shown: ShownDay; report: DailyReport }

/** Money received on the day, by method. */
export async function ReceiptsOfDay({ shown, report: { receipts } }: Part) {
  const t = await getTranslations('reports')
  return (
    <Card title={t('receipts')}>
      {receipts.length === 0 ? (
        <p className="text-muted">{t('noReceipts')}</p>
      ) : (
        <ul className="flex flex-col gap-1">
          {receipts.map(({ method, count, amount }) => (
            <li key={method} className="flex justify-between gap-3">
              <Link
                href={addressOf('/receipts', { on: shown.date, set: shown.accountSetId, method })}
                className="text-accent hover:underline"
              >
                {t(`method.${method}`)}
                <span className="ml-2 text-muted">{t('receiptCount', { count })}</span>
              </Link>
              <Money amount={amount} hasSign />
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

/** Acts that the desk refused on the day, by what was tried. */
export async function RefusalsOfDay({ shown, report: { refusals } }: Part) {
  const t = await getTranslations('reports')
  return (
    <Card title={t('refusals')}>
      {refusals.length === 0 ? (
        <p className="text-muted">{t('noRefusals')}</p>
      ) : (
        <ul className="flex flex-col gap-1">
          {refusals.map(({ command, count }) => (
            <li key={command} className="flex justify-between gap-3">
              <span>{commandName(t, command)}</span>
              <Link href={refusalsAddress(shown, command)} className="text-accent hover:underline">
                {t('times', { count })}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

/** Drafts that nobody has touched for a week (R68). */
export async function StaleDrafts({ report: { staleDrafts } }: Pick<Part, 'report'>) {
  const t = await getTranslations('reports')
  return (
    <Card title={t('staleDrafts')}>
      {staleDrafts.length === 0 ? (
        <p className="text-muted">{t('noStaleDrafts')}</p>
      ) : (
        <ul className="flex flex-col gap-1">
          {staleDrafts.map(({ owner, updatedAt }) => (
            <li key={`${owner} ${updatedAt}`} className="flex justify-between gap-3">
              <span>{owner}</span>
              <span className="text-muted">
                {t('lastTouched')} <Instant iso={updatedAt} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
