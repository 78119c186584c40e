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

/** Who the customer is to the desk: channel, terms, credit as it grows with this note, the oldest unpaid note. */
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
          <Fact name={t('creditUsed')}>{formatFen(usedFen)}</Fact>
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

function Fact({ name, isWrong = false, children }: { name: string; isWrong?: boolean; children: string }) {
  return (
    <div className="flex items-baseline gap-1.5 whitespace-nowrap">
      <dt className="text-muted">{name}</dt>
      <dd className={classNames(isWrong && 'font-semibold text-danger')}>{children}</dd>
    </div>
  )
}
