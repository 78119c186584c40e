import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import type { FormAction } from '#components/forms/use-action.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Card } from '#components/ui/card.tsx'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { Money } from '#components/ui/money.tsx'
import type { DifferenceRow } from '#lib/domain/driver-reconciliations/repayment-queries.ts'
import { groupThousands } from '#lib/kernel/decimal.ts'
import { RepayForm } from './repay-form.tsx'
import { UndoRepayment } from './undo-repayment.tsx'

export type DifferenceActs = {
  /** Null for who takes no such money. */
  repay: FormAction<{ number: string }> | null
  /** Null for who takes nothing back. */
  undo: FormAction<{ number: string }> | null
}

/** A session's difference: what it was, what the house bears, what was paid, and the form for what is open. */
export async function DifferenceCard({
  difference,
  today,
  acts,
}: {
  difference: DifferenceRow
  today: string
  acts: DifferenceActs
}) {
  const t = await getTranslations('receipts')
  const { accountSetId, paperId, number, driverName, short, open } = difference
  const isShort = !short.startsWith('-')
  const left = open.replace('-', '')
  const isDriversDebt = !open.startsWith('-')
  const facts = [
    { key: 'amount', name: t(isShort ? 'drivers.short' : 'drivers.over'), value: short.replace('-', '') },
    ...(difference.borne === '0.00'
      ? []
      : [{ key: 'borne', name: t('drivers.borne'), value: difference.borne }]),
  ]
  return (
    <Card
      title={
        <>
          <Link href={`/reconciliations/${accountSetId}/${paperId}`} className="text-accent hover:underline">
            {number}
          </Link>{' '}
          {driverName}
        </>
      }
      aside={
        left === '0.00' ? (
          <Badge tone="positive">{t('drivers.settled')}</Badge>
        ) : (
          <Badge tone="warning">
            {t(isDriversDebt ? 'drivers.owes' : 'drivers.owed', { amount: groupThousands(left) })}
          </Badge>
        )
      }
    >
      <div className="flex flex-col gap-3">
        <DescriptionList
          items={[
            ...facts.map(({ value, ...fact }) => ({ ...fact, value: <Money amount={value} hasSign /> })),
            { key: 'reason', name: t('column.reason'), value: difference.reason },
            { key: 'closedOn', name: t('drivers.closedOn'), value: difference.closedOn },
          ]}
        />
        <Payments difference={difference} undo={acts.undo} />
        {acts.repay === null || left === '0.00' ? null : (
          <RepayForm
            key={open}
            of={{ accountSetId, paperId }}
            amount={left}
            isGivenBack={!isDriversDebt}
            today={today}
            action={acts.repay}
          />
        )}
      </div>
    </Card>
  )
}

async function Payments({ difference, undo }: { difference: DifferenceRow; undo: DifferenceActs['undo'] }) {
  const t = await getTranslations('receipts')
  const { accountSetId, paperId, repayments } = difference
  if (repayments.length === 0) return null
  return (
    <section className="border-t border-line pt-2">
      <h3 className="text-muted">{t('drivers.payments')}</h3>
      <ul className="flex flex-col gap-1">
        {repayments.map((each) => (
          <li key={each.sequence} className="flex flex-wrap items-center gap-x-2">
            <span className={each.isUndone ? 'text-muted line-through' : ''}>
              {each.paidOn} {t(`drivers.${each.side}`)} <Money amount={each.amount} hasSign /> ·{' '}
              {t(`method.${each.method}`)}
            </span>
            <span className="text-muted">
              {each.recordedBy} {each.remark}
            </span>
            {each.isMirror ? <Badge>{t('drivers.isMirror')}</Badge> : null}
            {each.isUndone ? <Badge tone="warning">{t('drivers.isUndone')}</Badge> : null}
            {each.isMirror || each.isUndone || undo === null ? null : each.isOwn ? (
              <span className="text-muted">{t('drivers.ownHint')}</span>
            ) : (
              <UndoRepayment
                of={{ accountSetId, paperId, number: difference.number, sequence: each.sequence }}
                action={undo}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
