import { getTranslations } from 'next-intl/server'
import { Money } from '#components/ui/money.tsx'
import { sumYuan } from '#components/posting/sum-yuan.ts'
import type { OpenItem } from '#lib/domain/receipts/queries.ts'

/** A customer's money in one line: owed, overdue, waiting, and promised to notes not yet posted. */
export async function MoneySummary({
  owed,
  prepaid,
  committed,
  items,
}: {
  owed: string
  prepaid: string
  committed: string
  items: readonly OpenItem[]
}) {
  const t = await getTranslations('receipts')
  const overdue = sumYuan(items.filter((item) => item.daysOver > 0).map((item) => item.open))
  const figures = [
    ['owed', owed],
    ['overdue', overdue],
    ['prepaid', prepaid],
    ['committed', committed],
  ] as const
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-md border border-line bg-line sm:grid-cols-4">
      {figures.map(([name, amount]) => (
        <div key={name} className="bg-surface px-3 py-2">
          <dt className="text-muted">{t(`column.${name}`)}</dt>
          <dd
            className={`text-base font-semibold ${name === 'overdue' && overdue !== '0.00' ? 'text-danger' : ''}`}
          >
            <Money amount={amount} hasSign />
          </dd>
        </div>
      ))}
    </dl>
  )
}
