import { useTranslations } from 'next-intl'
import { Money } from '#components/ui/money.tsx'
import { formatFenPlain } from '#lib/kernel/money.ts'

/** What is due, what was counted, and what lies between. */
export function CashSums({
  expectedFen,
  totalFen,
  differenceFen,
}: {
  expectedFen: string
  totalFen: string
  differenceFen: string
}) {
  const t = useTranslations('reconciliations')
  const sums = [
    { key: 'expected', fen: expectedFen },
    { key: 'counted', fen: totalFen },
    { key: 'difference', fen: differenceFen },
  ] as const
  return (
    <dl className="flex flex-wrap gap-x-6 gap-y-1" aria-live="polite">
      {sums.map(({ key, fen }) => (
        <div key={key} className="flex gap-2">
          <dt className="text-muted">{t(`column.${key}`)}</dt>
          <dd className="font-semibold">
            <Money amount={formatFenPlain(BigInt(fen))} hasSign />
          </dd>
        </div>
      ))}
    </dl>
  )
}
