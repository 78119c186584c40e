'use client'

import { useTranslations } from 'next-intl'
import { memo } from 'react'
import { classNames } from '#components/ui/class-names.ts'
import type { NoteCustomer } from '#lib/domain/customers/queries.ts'
import { sellsOnCredit } from '#lib/domain/receivables/exposure.ts'
import { daysBetween, parseBusinessDate } from '#lib/kernel/business-date.ts'
import { formatFen, parseYuan } from '#lib/kernel/money.ts'
import { exposureWith } from './note-figures.ts'

function fenOf(text: string): bigint {
  const parsed = parseYuan(text)
  return parsed.ok ? parsed.value : 0n
}

function ageInDays(from: string | null, today: string): number | null {
  const [start, end] = [parseBusinessDate(from ?? ''), parseBusinessDate(today)]
  return start.ok && end.ok ? daysBetween(start.value, end.value) : null
}

/** Who the customer is to the desk: channel, terms, credit as it grows with this note and what it is made of, the oldest unpaid note. */
export const CustomerFacts = memo(function CustomerFacts({
  customer,
  accountSetName,
  exposureFen,
  today,
}: {
  customer: NoteCustomer
  accountSetName: string
  exposureFen: bigint | null
  today: string
}) {
  const t = useTranslations('noteNew')
  const usedFen = exposureWith(customer, 0n)
  const limitFen = fenOf(customer.creditLimit)
  const { settlementMethod, policy } = customer
  const isOnCredit = sellsOnCredit({ settlementMethod, requiresPrepayment: policy.requiresPrepayment })
  const age = ageInDays(customer.oldestOpenOn, today)
  const isOverdue = customer.oldestDueOn !== null && customer.oldestDueOn < today
  return (
    <dl className="flex flex-wrap items-baseline gap-x-5 gap-y-1">
      <Fact name={t('terms')}>
        {[
          t(`channel.${customer.channel}`),
          t(`settlement.${customer.settlementMethod}`),
          accountSetName,
        ].join(' · ')}
      </Fact>
      {isOnCredit ? (
        <>
          <Fact name={t('creditLimit')}>{formatFen(limitFen)}</Fact>
          <Fact name={t('creditUsed')} about={partsOf(customer, t)}>
            {formatFen(usedFen)}
          </Fact>
          <Fact name={t('creditAfter')} isWrong={exposureFen !== null && exposureFen > limitFen}>
            {formatFen(exposureFen ?? usedFen)}
          </Fact>
        </>
      ) : (
        <Fact name={t('prepaid')}>{formatFen(fenOf(customer.prepaid))}</Fact>
      )}
      {age === null ? (
        <Fact name={t('oldest')}>{t('noDebt')}</Fact>
      ) : (
        <Fact name={t('oldest')} isWrong={isOverdue}>
          {t('oldestAge', { days: age, count: customer.openNotes })}
        </Fact>
      )}
    </dl>
  )
})

/** What the exposure is made of, as far as there is any; empty when there is none. */
function partsOf(
  { committed, receivable, prepaid }: Pick<NoteCustomer, 'committed' | 'receivable' | 'prepaid'>,
  t: ReturnType<typeof useTranslations>,
): string {
  const parts = [
    { name: 'committed', sign: '+', fen: fenOf(committed) },
    { name: 'owed', sign: '+', fen: fenOf(receivable) },
    { name: 'unallocated', sign: '−', fen: fenOf(prepaid) },
  ].filter(({ fen }) => fen > 0n)
  const said = parts.map(({ name, sign, fen }) => `${sign} ${t(`part.${name}`)} ${formatFen(fen)}`).join(' ')
  return said.replace(/^\+ /, '')
}

function Fact({
  name,
  about = '',
  isWrong = false,
  children,
}: {
  name: string
  about?: string
  isWrong?: boolean
  children: string
}) {
  return (
    <div className="flex flex-wrap items-baseline gap-x-1.5">
      <dt className="whitespace-nowrap text-muted">{name}</dt>
      <dd className={classNames('whitespace-nowrap', isWrong && 'font-semibold text-danger')}>{children}</dd>
      {about === '' ? null : <dd className="text-muted">{about}</dd>}
    </div>
  )
}
