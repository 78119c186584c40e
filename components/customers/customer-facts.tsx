import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { Money } from '#components/ui/money.tsx'
import type { CustomerDetail } from '#lib/domain/customers/queries-pages.ts'
import { groupThousands } from '#lib/kernel/decimal.ts'

/** A customer's particulars, names beside values. */
export function CustomerFacts({ customer }: { customer: CustomerDetail }) {
  const t = useTranslations('customers')
  const none = useTranslations('common')('none')
  const facts: Record<string, string> = {
    accountSet: customer.accountSetName,
    channel: t(`channel.${customer.channel}`),
    contactName: customer.contactName,
    phone: customer.phone,
    settlement: t(`settlement.${customer.settlementMethod}`),
    priceMode: t(`priceMode.${customer.priceMode}`),
    salesperson: customer.salespersonName ?? none,
    licenceNumber: customer.licenceNumber ?? none,
    licenceValidUntil: customer.licenceValidUntil ?? none,
  }
  if (customer.maxOpenNotes !== null) facts['maxOpenNotes'] = String(customer.maxOpenNotes)
  if (customer.rollingCeiling !== null) facts['rollingCeiling'] = groupThousands(customer.rollingCeiling)
  if (customer.cutoffDay !== null) facts['cutoffDay'] = String(customer.cutoffDay)
  return (
    <DescriptionList
      items={Object.entries(facts).map(([key, value]) => ({ key, name: t(`column.${key}`), value }))}
    />
  )
}

/** What a customer owes and may owe: the exposure with its parts, and when a note is due (R91, R117). */
export function CustomerCredit({
  customer,
  credit,
}: {
  customer: Pick<CustomerDetail, 'settlementMethod' | 'cutoffDay' | 'maxOpenNotes' | 'rollingCeiling'>
  credit: NonNullable<CustomerDetail['credit']>
}) {
  const t = useTranslations('customers')
  const money = (amount: string) => <Money amount={amount} hasSign />
  const isMonthly = customer.settlementMethod === 'MONTHLY' && customer.cutoffDay !== null
  const due = t(`due.${isMonthly ? 'CUT_OFF' : customer.settlementMethod}`, {
    days: credit.days,
    cutoff: customer.cutoffDay ?? 0,
    notes: customer.maxOpenNotes ?? 0,
    ceiling: groupThousands(customer.rollingCeiling ?? '0'),
  })
  return (
    <DescriptionList
      items={[
        { key: 'limit', name: t('column.creditLimit'), value: money(credit.limit) },
        { key: 'due', name: t('column.due'), value: due },
        {
          key: 'exposure',
          name: t('column.exposure'),
          value: (
            <>
              <span className={credit.isOver ? 'font-semibold text-danger' : 'font-semibold'}>
                {money(credit.exposure)}
              </span>{' '}
              {credit.isOver ? <Badge tone="danger">{t('overLimit')}</Badge> : null}
              {credit.isOnCredit ? null : <span className="text-muted">{t('notOnCredit')}</span>}
            </>
          ),
        },
        { key: 'committed', name: t('column.committed'), value: <>+ {money(credit.committed)}</> },
        { key: 'receivable', name: t('column.receivable'), value: <>+ {money(credit.receivable)}</> },
        { key: 'prepaid', name: t('column.prepaid'), value: <>− {money(credit.prepaid)}</> },
      ]}
    />
  )
}

/** Where goods go, first address first. */
export function CustomerAddresses({ addresses }: { addresses: CustomerDetail['addresses'] }) {
  const t = useTranslations('customers')
  return (
    <ol className="flex flex-col gap-2">
      {addresses.map((address) => (
        <li key={address.id}>
          <p>{address.address}</p>
          <p className="text-muted">
            {[
              address.contactName,
              address.phone,
              address.freightAgent &&
                t('freight', { name: address.freightAgent, phone: address.freightPhone ?? '' }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </li>
      ))}
    </ol>
  )
}
